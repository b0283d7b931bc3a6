"""C26: fitted inside a range, asked outside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.curves import CURVES
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.course.figures import below
from tidu.course.trained import chain, engine, train
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

KINDS = ("relu", "tanh")
PLACES = 201
KNOWN = 3
"""The degree of the polynomial that is told what the curve is made of."""


@dataclass(frozen=True)
class Settings(Checked):
    """Where the samples lie, how far beyond them is asked, and what learns.

    >>> Settings(low=-1.0).high
    1.0
    """

    low: float = setting(-2.0, "course_extrapolation.low", above=-100, below=100)
    high: float = setting(1.0, "course_extrapolation.high", above=-100, below=100)
    beyond: float = setting(1.0, "course_extrapolation.beyond", above=0, below=100)
    rows: int = setting(60, "course.rows", least=5, below=10001)
    noise: float = setting(0.05, "course.noise", least=0)
    width: int = setting(50, "course.width", least=1, below=1001)
    epochs: int = setting(2000, "course.epochs", least=1, below=20001)
    lr: float = setting(0.01, "course.lr", above=0, below=1)
    seed: int = setting(0, "course.seed", least=0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.low < self.high:
            raise ValueError(say("course_extrapolation.order", low=self.low, high=self.high))


def run(settings: Settings) -> Result:
    """Fits two networks and a polynomial inside, and measures them inside and outside.

    >>> numbers = run(Settings(epochs=500)).numbers
    >>> numbers["relu_outside"] > 5 * numbers["relu_inside"]
    True
    """
    tidu.manual_seed(settings.seed)
    curve = CURVES["cubic"]
    x = tidu.rand(settings.rows, 1) * (settings.high - settings.low) + settings.low
    y = curve.of(x) + settings.noise * tidu.randn(settings.rows, 1)
    places = asked(settings)
    truth = curve.of(places)
    trained = {
        kind: train(
            partial(chain, (1, settings.width, 1), kind), x, y,
            epochs=settings.epochs, lr=settings.lr, seed=settings.seed,
        )
        for kind in KINDS
    }  # fmt: skip
    answers = {kind: tidu.tensor(each.at(places)).reshape(-1, 1) for kind, each in trained.items()}
    answers["polynomial"] = polynomial(x, y, places)
    inside = (places >= settings.low) & (places <= settings.high)
    numbers: dict[str, Any] = {
        "low": settings.low, "high": settings.high, "formula": curve.formula, "rows": settings.rows,
        "width": settings.width, "start": places[0].item(), "end": places[-1].item(),
        "noise": settings.noise, "end_truth": truth[-1].item(),
    }  # fmt: skip
    for name, answer in answers.items():
        error = (answer - truth).square()
        numbers[f"{name}_inside"] = error[inside].mean().sqrt().item()
        numbers[f"{name}_outside"] = error[~inside].mean().sqrt().item()
        numbers[f"{name}_end"] = answer[-1].item()
    table = {"x": places, "truth": truth, **answers, "inside": inside.int()}
    data = {"x": x.flatten().tolist(), "y": y.flatten().tolist()}
    tables: dict[str, Table] = {"curves": {k: v.flatten().tolist() for k, v in table.items()}, "data": data}
    figure = partial(picture, tables, (settings.low, settings.high), numbers)
    return Result(tables, numbers, figure, endings(numbers), *engine(e.history for e in trained.values()))


def asked(settings: Settings) -> Any:
    """The places [M, 1] that are asked about; both borders too: however far it goes, some lie inside.

    >>> asked(Settings()).shape
    torch.Size([203, 1])
    """
    ends = settings.low - settings.beyond, settings.high + settings.beyond
    borders = tidu.tensor([settings.low, settings.high])
    return tidu.cat([tidu.linspace(*ends, PLACES), borders]).sort().values.reshape(-1, 1)


def polynomial(x: Any, y: Any, places: Any) -> Any:
    """What the cubic with the least squared distance to y [N, 1] at x [N, 1] gives at `places` [M, 1].

    >>> x = tidu.linspace(0, 1, 9, dtype=tidu.float64).reshape(-1, 1)
    >>> round(polynomial(x, x**3, tidu.full((1, 1), 2.0)).item(), 3)
    8.0
    """
    powers = tidu.arange(KNOWN + 1, dtype=tidu.float64)
    found = tidu.linalg.lstsq(x.double() ** powers, y.double()).solution
    return (places.double() ** powers @ found).float()


def endings(numbers: dict[str, Any]) -> tuple[str, ...]:
    """Which sentences are true of these errors.

    >>> errors = {"relu_inside": 0.1, "relu_outside": 5, "tanh_inside": 0.1, "tanh_outside": 4}
    >>> endings(errors | {"polynomial_outside": 0.2})
    ('see', 'fails', 'knows')
    """
    failed = all(numbers[f"{kind}_outside"] > 3 * numbers[f"{kind}_inside"] for kind in KINDS)
    nearest = min(KINDS, key=lambda kind: numbers[f"{kind}_outside"])
    knows = numbers["polynomial_outside"] < 0.5 * numbers[f"{nearest}_outside"]
    return "see", "fails" if failed else "holds", "knows" if knows else "guesses"


def picture(tables: dict[str, Table], inside: tuple[float, float], numbers: dict[str, Any]) -> Figure:
    """One panel each: truth, answer, samples, and what lies outside shaded."""
    curves, data = tables["curves"], tables["data"]
    axes = tidu.plot.panels(3, width=3.8, height=3.6)
    for ax, name in zip(axes, (*KINDS, "polynomial"), strict=True):
        title = say(f"course_extrapolation.{name}", outside=numbers[f"{name}_outside"])
        tidu.plot.extrapolation(curves["x"], curves["truth"], curves[name], inside, title=title,
                                data=(data["x"], data["y"]), ax=ax)  # fmt: skip
        if ax is axes[1]:
            below(ax, 2)
        else:
            ax.get_legend().remove()
        truth = curves["truth"]
        room = 0.2 * (max(truth) - min(truth))
        ax.set_ylim(min(truth) - room, max(truth) + room)
    return axes[0].figure

"""C24: x³ + 2x² by networks with no neuron, few and many, with and without activation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.curves import CURVES, samples
from tidu.course.experiment import Checked, Result, setting
from tidu.course.trained import Trained, chain, columns, engine, train
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

APART = 1.5
"""Starts matter where the worst run of a small network ends at over this many times its best."""
POINTS = 100
NETWORKS = (
    ("line", 0), ("sigmoid", 1), ("sigmoid", 2),
    ("constant", 0), ("relu", 1), ("relu", 4),
    ("none", -1), ("sigmoid", -1), ("relu", -1),
)  # fmt: skip
"""(what bends, how many neurons) of each panel; -1 stands for the many of the settings."""


@dataclass(frozen=True)
class Settings(Checked):
    """How the nine networks are trained, and how many neurons the largest three have.

    >>> Settings(many=20).epochs
    1500
    """

    many: int = setting(100, "course_cubic.many_help", least=5, below=2001)
    epochs: int = setting(1500, "course.epochs", least=1, below=20001)
    lr: float = setting(0.02, "course.lr", above=0, below=1)
    starts: int = setting(5, "course.starts", least=1, below=101)
    seed: int = setting(0, "course.seed", least=0)


def run(settings: Settings) -> Result:
    """Fits all nine.

    >>> numbers = run(Settings(epochs=400, starts=1)).numbers
    >>> numbers["relu_many"] < numbers["line"]
    True
    """
    curve = CURVES["cubic"]
    x, y = samples(curve, POINTS)
    found = {}
    for kind, count in NETWORKS:
        neurons = settings.many if count < 0 else count
        # What is convex has one minimum: every start ends there.
        starts = 1 if kind in ("line", "constant", "none") else settings.starts
        found[name_of(kind, count)] = kind, neurons, train(
            partial(network, kind, neurons), x, y,
            epochs=settings.epochs, lr=settings.lr, starts=starts, seed=settings.seed,
        )  # fmt: skip
    numbers = {name: each.best for name, (_, _, each) in found.items()}
    numbers |= {f"{name}_worst": max(each.losses) for name, (_, _, each) in found.items()}
    numbers |= {"many": settings.many, "starts": settings.starts, "formula": curve.formula}
    places, target = x.flatten().tolist(), y.flatten().tolist()
    fits = {"x": places, "y": target} | {name: each.at(x) for name, (_, _, each) in found.items()}
    rows = [
        (name, start, loss)
        for name, (_, _, each) in found.items()
        for start, loss in enumerate(each.losses, 1)
    ]
    losses = columns(("network", "start", "loss"), rows)
    learned = max(numbers["sigmoid_many"], numbers["relu_many"]) < numbers["line"]
    see = ["see", "many" if learned else "unlearned"]
    apart = any(numbers[f"{name}_worst"] > APART * numbers[name] for name in ("relu_4", "sigmoid_2"))
    see += ["luck" if apart else "no_luck"] if settings.starts > 1 else []
    how = engine(each.history for _, _, each in found.values())
    return Result({"fits": fits, "losses": losses}, numbers, partial(picture, fits, found), tuple(see), *how)


def name_of(kind: str, count: int) -> str:
    """What a network is called in tables and numbers.

    >>> name_of("relu", 4), name_of("line", 0), name_of("none", -1)
    ('relu_4', 'line', 'none_many')
    """
    return kind if not count else f"{kind}_{'many' if count < 0 else count}"


def network(kind: str, neurons: int) -> Any:
    """ŷ = b alone, ŷ = b + wx, or ŷ = b + Σ cσ(b + wx) with so many neurons.

    >>> [sum(p.numel() for p in network(*each).parameters()) for each in (("constant", 0), ("relu", 4))]
    [1, 13]
    """
    if kind == "constant":
        return constant()
    return chain((1, 1) if kind == "line" else (1, neurons, 1), "none" if kind == "line" else kind)


def constant() -> Any:
    """The network of no neurons: its answer is b, wherever it is asked.

    >>> constant()(tidu.ones(3, 1)).shape
    torch.Size([3, 1])
    """

    class Constant(tidu.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.b = tidu.nn.Parameter(tidu.zeros(1))

        def forward(self, x: Any) -> Any:
            return self.b + 0 * x

    return Constant()


def picture(fits: Mapping[str, Any], found: Mapping[str, tuple[str, int, Trained]]) -> Figure:
    """Three rows of three: sigmoids, hinges, and many."""
    axes = tidu.plot.panels(3, 3, width=3.2, height=2.5)
    for ax, (name, (kind, neurons, each)) in zip(axes, found.items(), strict=True):
        title = say(f"course_cubic.{kind}", neurons=neurons, loss=each.best)
        curves = [fits["y"], fits[name]]
        names = [say("course.to_learn"), say("course.learned")] if ax is axes[0] else None
        tidu.plot.plot(fits["x"], curves, "x", "y", names, fmts=("c-", "k--"), title=title, ax=ax)
        ax.lines[0].set(linewidth=4, alpha=0.6)
    return axes[0].figure

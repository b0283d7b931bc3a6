"""C27: too simple, about right, too flexible: by degree, by width, and by the number of samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, setting
from tidu.course.figures import below, by_epoch
from tidu.course.trained import chain, columns, engine, train
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HELD = 500
"""Samples that no fit has seen; they are the judge."""
SIZES = (10, 15, 20, 30, 50, 80, 120, 200, 400, 800)
"""How many samples the last row of fits gets; those that are fewer than its coefficients are left out."""
PLACES = 200


@dataclass(frozen=True)
class Settings(Checked):
    """How many noisy samples there are, and how flexible the models become.

    >>> Settings(rows=100).degrees
    12
    """

    rows: int = setting(20, "course.rows", least=5, below=801)
    noise: float = setting(0.3, "course.noise", least=0)
    degrees: int = setting(12, "course_fitting.degrees", least=3, below=31)
    widths: tuple[int, ...] = setting((1, 2, 4, 8, 32, 128), "course_fitting.widths", least=1, below=1001)
    epochs: int = setting(4000, "course.epochs", least=1, below=20001)
    lr: float = setting(0.02, "course.lr", above=0, below=1)
    seed: int = setting(0, "course.seed", least=0)


@dataclass(frozen=True)
class Series:
    """The training and the held-out loss for each of a row of choices.

    >>> found = Series((0, 1, 2), train=(3.0, 2.0, 1.0), held=(3.0, 2.5, 2.8))
    >>> found.best, found.at(1)
    (1, (2.0, 2.5))
    """

    choices: Sequence[int]
    train: Sequence[float]
    held: Sequence[float]

    @property
    def best(self) -> int:
        """The choice of the lowest held-out loss."""
        return self.choices[min(range(len(self.held)), key=self.held.__getitem__)]

    def at(self, choice: int) -> tuple[float, float]:
        """(training loss, held-out loss) of a choice."""
        place = list(self.choices).index(choice)
        return self.train[place], self.held[place]


def run(settings: Settings) -> Result:
    """Fits polynomials, networks, and one polynomial to ever more samples.

    >>> numbers = run(Settings(widths=(2,), epochs=300)).numbers
    >>> numbers["last_train"] < numbers["best_train"] < numbers["zero_train"]
    True
    """
    tidu.manual_seed(settings.seed)
    data, held = draw(settings.rows, settings.noise), draw(HELD, settings.noise)
    degrees = polynomials(data, held, settings)
    widths, histories = networks(data, held, settings)
    sizes = more_and_more(held, settings)
    zero, best, last = (degrees.at(degree) for degree in (0, degrees.best, settings.degrees))
    numbers = {
        "rows": settings.rows, "noise": settings.noise, "floor": settings.noise**2, "held": HELD,
        "best_degree": degrees.best, "last_degree": settings.degrees, "best_width": widths.best,
        "last_width": widths.choices[-1], "width_train": widths.train[-1], "width_held": widths.held[-1],
        "best_width_held": widths.at(widths.best)[1], "few": sizes.choices[0], "most": sizes.choices[-1],
        "few_held": sizes.held[0], "few_train": sizes.train[0], "most_held": sizes.held[-1],
        "most_train": sizes.train[-1],
        **dict(zip(("zero_train", "zero_held", "best_train", "best_held"), (*zero, *best), strict=True)),
        **dict(zip(("last_train", "last_held"), last, strict=True)),
    }  # fmt: skip
    series = {"degree": degrees, "width": widths, "rows": sizes}
    fits = fitted(data, sorted({0, degrees.best, settings.degrees}))
    samples = {name: points.flatten().tolist() for name, points in zip("xy", data, strict=True)}
    tables = {"losses": table(series), "data": samples, "fits": fits}
    figure = partial(picture, samples, fits, series, settings.noise**2)
    return Result(tables, numbers, figure, endings(numbers), *engine(histories))


def endings(numbers: Mapping[str, Any]) -> tuple[str, ...]:
    """Which sentences are true of these losses."""
    learned = "learned" if numbers["noise"] else "learned_exactly"
    said = ["see", learned if numbers["best_held"] < 0.8 * numbers["zero_held"] else "nothing"]
    level = numbers["zero_held"]
    harmful = numbers["last_held"] - numbers["best_held"] > max(0.3 * numbers["best_held"], 0.02 * level)
    exact = not numbers["noise"] or numbers["last_train"] < 1e-9 * numbers["zero_train"]
    bad = "overfits_exactly" if exact else "overfits"
    rising = numbers["best_degree"] == numbers["last_degree"]
    said.append("rising" if rising else bad if harmful else "holds")
    said.append("networks_level" if numbers["best_width_held"] > 0.8 * level else "networks")
    much = numbers["few_held"] > max(1.3 * numbers["most_held"], 0.02 * level)
    right = numbers["most_held"] < max(1.3 * numbers["floor"], 0.1 * level)
    return *said, ("sizes" if right else "simple") if much else "enough"


def truth(x: Any) -> Any:
    """What the samples would be without noise.

    >>> truth(tidu.zeros(1)).item()
    0.0
    """
    return (4.5 * x).sin()


def draw(rows: int, noise: float) -> tuple[Any, Any]:
    """x in [-1, 1], one at random in each of so many equal parts, and noisy values there: [rows, 1] each.

    >>> x, y = draw(4, noise=0.0)
    >>> x.shape, tidu.equal(y, truth(x))
    (torch.Size([4, 1]), True)
    """
    x = (tidu.arange(rows).unsqueeze(1) + tidu.rand(rows, 1, dtype=tidu.float64)) / rows * 2 - 1
    return x, truth(x) + noise * tidu.randn(rows, 1, dtype=tidu.float64)


def powers(x: Any, degree: int) -> Any:
    """Chebyshev's polynomials up to `degree` at x [N, 1]: [N, degree + 1].

    They span the same curves as 1, x, x², ... and do not lose digits at high degrees.

    >>> powers(tidu.tensor([[0.5]], dtype=tidu.float64), 2).tolist()
    [[1.0, 0.5, -0.5]]
    """
    made = [tidu.ones_like(x), x]
    for _ in range(degree - 1):
        made.append(2 * x * made[-1] - made[-2])
    return tidu.cat(made[: degree + 1], 1)


def solved(data: tuple[Any, Any], degree: int) -> Any:
    """The coefficients [degree + 1, 1] with the least squared error; the shortest where many have it.

    >>> x = tidu.linspace(-1, 1, 5, dtype=tidu.float64).reshape(-1, 1)
    >>> abs(solved((x, 2 * x), 1).flatten() - tidu.tensor([0.0, 2.0])).max().item() < 1e-9
    True
    """
    x, y = data
    return tidu.linalg.pinv(powers(x, degree)) @ y


def loss(prediction: Any, y: Any) -> float:
    """The mean squared error.

    >>> loss(tidu.tensor([1.0, 2.0]), tidu.tensor([1.0, 4.0]))
    2.0
    """
    return (prediction - y).square().mean().item()


def polynomials(data: tuple[Any, Any], held: tuple[Any, Any], settings: Settings) -> Series:
    """Both losses for every degree."""
    found = []
    choices = range(settings.degrees + 1)
    for degree in choices:
        weights = solved(data, degree)
        found.append([loss(powers(x, degree) @ weights, y) for x, y in (data, held)])
    train_losses, held_losses = zip(*found, strict=True)
    return Series(choices, train_losses, held_losses)


def networks(data: tuple[Any, Any], held: tuple[Any, Any], settings: Settings) -> tuple[Series, list[Any]]:
    """Both losses for tanh networks of every width, and how they were trained."""
    (x, y), (far_x, far_y) = ([part.float() for part in each] for each in (data, held))
    train_losses, held_losses, histories = [], [], []
    choices = sorted(set(settings.widths))
    for width in choices:
        # Inputs twice as wide let tanh neurons start with bends inside the data.
        found = train(
            partial(chain, (1, width, 1), "tanh"), 2 * x, y,
            epochs=settings.epochs, lr=settings.lr, seed=settings.seed,
        )  # fmt: skip
        train_losses.append(found.best)
        held_losses.append(loss(tidu.tensor(found.at(2 * far_x)), far_y.flatten()))
        histories.append(found.history)
    return Series(choices, train_losses, held_losses), histories


def more_and_more(held: tuple[Any, Any], settings: Settings) -> Series:
    """Both losses of the polynomial of the highest degree, for ever more samples."""
    found, degree = [], settings.degrees
    sizes = [rows for rows in SIZES if rows > degree + 1]
    for rows in sizes:
        data = draw(rows, settings.noise)
        weights = solved(data, degree)
        found.append([loss(powers(x, degree) @ weights, y) for x, y in (data, held)])
    train_losses, held_losses = zip(*found, strict=True)
    return Series(sizes, train_losses, held_losses)


def fitted(data: tuple[Any, Any], degrees: Sequence[int]) -> dict[str, list[float]]:
    """The curves of some degrees, and the truth, over [-1, 1]."""
    x = tidu.linspace(-1, 1, PLACES, dtype=tidu.float64).reshape(-1, 1)
    curves = {"x": x, "truth": truth(x)}
    curves |= {f"degree_{degree}": powers(x, degree) @ solved(data, degree) for degree in degrees}
    return {name: column.flatten().tolist() for name, column in curves.items()}


def table(series: Mapping[str, Series]) -> dict[str, list[Any]]:
    """A row for each fit."""
    rows = [
        (what, *row)
        for what, each in series.items()
        for row in zip(each.choices, each.train, each.held, strict=True)
    ]
    return columns(("varied", "value", "train_loss", "held_out_loss"), rows)


def picture(
    data: Mapping[str, Any], fits: Mapping[str, Any], series: Mapping[str, Series], floor: float
) -> Figure:
    """The samples with three fits; below both losses against degree, width and samples."""
    axes = tidu.plot.panels(2, 2, width=4.4, height=3.0)
    names = [name for name in fits if name.startswith("degree_")]
    curves = {say("course_fitting.degree", degree=name[7:]): (fits["x"], fits[name]) for name in names}
    tidu.plot.fits(data["x"], data["y"], {say("course_fitting.truth"): (fits["x"], fits["truth"])} | curves,
                   title=say("course_fitting.fits"), ax=axes[0])  # fmt: skip
    below(axes[0], 3)
    reach = max(map(abs, (*data["y"], *fits["truth"]))) * 1.6
    axes[0].set_ylim(-reach, reach)
    for ax, (what, each) in zip(axes[1:], series.items(), strict=True):
        lines = [each.train, each.held] + ([[floor] * len(each.choices)] if floor else [])
        legend = [say("course_fitting.train"), say("course_fitting.held"), say("course_fitting.floor")]
        tidu.plot.plot(list(each.choices), lines, say(f"course_fitting.by_{what}"), say("course.loss"),
                       legend=legend[: len(lines)], fmts=("o-", "rs--", "k:"), yscale="log",
                       xscale="linear" if what == "degree" else "log", ax=ax)  # fmt: skip
        most = max(*each.train, each.held[0], 20 * min(each.held))
        least = min(loss for loss in (*each.train, *each.held) if loss > (1e-6 if floor else 1e-12) * most)
        ax.set_ylim(least / 2, most * 2)
        if what == "degree":
            by_epoch(ax)
        else:
            marks = list(each.choices)[::2] if len(each.choices) > 6 else list(each.choices)
            ax.set_xticks(marks, list(map(str, marks)))
            ax.minorticks_off()
    return axes[0].figure

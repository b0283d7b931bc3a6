"""C19: normal densities, and why the squared loss is the likelihood under Gaussian noise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SLOPE = 2.0
"""The samples lie about y = 2x."""
DENSITIES = ((0.0, 1.0), (0.0, 2.0), (3.0, 1.0))
"""Means and standard deviations that are drawn."""
PLACES = 401
WILD = 10
"""A wild point lies this many standard deviations above the line."""


@dataclass(frozen=True)
class Settings(Checked):
    """How many samples with how much noise, and how many of them are wild.

    >>> Settings(outliers=3).rows
    50
    """

    rows: int = setting(50, "course.rows", least=2)
    noise: float = setting(0.5, "course.noise", least=1e-6, below=1e6)
    outliers: int = setting(0, "course_likelihood.outliers", least=0)
    seed: int = setting(0, "course.seed", least=0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.outliers > self.rows:
            raise ValueError(say("course_likelihood.too_many", outliers=self.outliers, rows=self.rows))


def run(settings: Settings) -> Result:
    """Two losses and two likelihoods of the slope of a line, and where each is best.

    >>> numbers = run(Settings()).numbers
    >>> numbers["squared_w"] == numbers["normal_w"], numbers["absolute_w"] == numbers["laplace_w"]
    (True, True)
    """
    tidu.manual_seed(settings.seed)
    x = 2 * tidu.rand(settings.rows, dtype=tidu.float64) - 1
    y = SLOPE * x + settings.noise * tidu.randn(settings.rows, dtype=tidu.float64)
    wild = x.argsort(descending=True)[: settings.outliers]
    y[wild] += WILD * settings.noise
    slopes = candidates(x, y)
    curves = measured(slopes, x, y, settings.noise)
    best = {name: slopes[curve.argmin()].item() for name, curve in curves.items()}
    at = curves["squared"].argmin()
    constant = settings.rows * math.log(settings.noise * math.sqrt(2 * math.pi))
    numbers = {
        "rows": settings.rows, "noise": settings.noise, "outliers": settings.outliers,
        **{f"{name}_w": value for name, value in best.items()},
        "factor": settings.rows / (2 * settings.noise**2),
        "constant": constant, "sign": "−" if constant < 0 else "+", "apart": abs(constant),
        "squared_least": curves["squared"][at].item(), "normal_least": curves["normal"][at].item(),
        "squared_off": abs(best["squared"] - SLOPE), "absolute_off": abs(best["absolute"] - SLOPE),
    }  # fmt: skip
    across = tidu.linspace(-7.0, 7.0, 281, dtype=tidu.float64)
    normals = {f"{mean:g},{spread:g}": density(across, mean, spread) for mean, spread in DENSITIES}
    tables = {
        "slopes": {"w": slopes.tolist()} | {name: curve.tolist() for name, curve in curves.items()},
        "densities": {"x": across.tolist()} | {f"normal({name})": row for name, row in normals.items()},
        "data": {"x": x.tolist(), "y": y.tolist()},
    }
    figure = partial(picture, tables, best)
    return Result(tables, numbers, figure, ("see", "absolute", *about_outliers(numbers)))


def density(x: Any, mean: float, spread: float) -> list[float]:
    """The normal density at each x."""
    return tidu.distributions.Normal(mean, spread).log_prob(x).exp().tolist()


def candidates(x: Any, y: Any) -> Any:
    """Slopes to try, the best of both losses among them: least squares, the median of y / x by |x|."""
    square = ((x * y).sum() / (x * x).sum()).item()
    order = (y / x).argsort()
    share = x.abs()[order].cumsum(0)
    middle = (y / x)[order][(share < share[-1] / 2).sum()].item()
    ends = (min(square, middle, SLOPE) - 1, max(square, middle, SLOPE) + 1)
    grid = tidu.linspace(*ends, PLACES, dtype=tidu.float64)
    return tidu.cat([grid, tidu.tensor([square, middle], dtype=tidu.float64)]).sort().values


def measured(slopes: Any, x: Any, y: Any, noise: float) -> dict[str, Any]:
    """Of each slope the mean squared and mean absolute error, and minus the logarithm of the likelihood
    of all samples under normal and under Laplace noise of that standard deviation."""
    errors = y - slopes.reshape(-1, 1) * x
    noises = tidu.distributions
    return {
        "squared": (errors**2).mean(1),
        "absolute": errors.abs().mean(1),
        "normal": -noises.Normal(0.0, noise).log_prob(errors).sum(1),
        "laplace": -noises.Laplace(0.0, noise / math.sqrt(2)).log_prob(errors).sum(1),
    }


def about_outliers(numbers: dict[str, Any]) -> tuple[str, ...]:
    """The sentence on wild points, if there are any."""
    if not numbers["outliers"]:
        return ()
    if 2 * numbers["outliers"] >= numbers["rows"]:
        return ("most",)
    return ("drawn",) if numbers["squared_off"] > numbers["absolute_off"] else ("not_drawn",)


def picture(tables: dict[str, Table], best: dict[str, float]) -> Figure:
    """The densities; the losses of each slope; its minus log-likelihoods. Lines mark where each is best."""
    left, middle, right = tidu.plot.panels(3, width=3.7, height=3.0)
    named = {name: row for name, row in tables["densities"].items() if name != "x"}
    labels = [f"μ = {mean:g}, σ = {spread:g}" for mean, spread in DENSITIES]
    normals = dict(zip(labels, named.values(), strict=True))
    tidu.plot.densities(tables["densities"]["x"], normals, ax=left)
    for ax, names in ((middle, ("squared", "absolute")), (right, ("normal", "laplace"))):
        lines = [tables["slopes"][name] for name in names]
        legend = [say(f"course_likelihood.{name}_curve") for name in names]
        label = say("course.loss" if ax is middle else "course_likelihood.surprise")
        tidu.plot.plot(tables["slopes"]["w"], lines, "w", label, legend=legend, ax=ax)
        for line, name in zip(ax.lines[:], names, strict=True):
            ax.axvline(best[name], color=line.get_color(), linestyle=":", linewidth=1.2)
    return left.figure

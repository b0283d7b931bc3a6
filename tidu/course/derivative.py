"""C14: the slope of 3x² − 4x by smaller and smaller steps, until rounding spoils it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import log10
from typing import TYPE_CHECKING, Any

import tidu
from tidu.course.experiment import Checked, Result, Table, setting
from tidu.text import say

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Settings(Checked):
    """Where the slope is taken, and how small the step becomes.

    >>> Settings(x=2.0).steps
    10
    """

    x: float = setting(1.0, "course_derivative.x", above=-1e6, below=1e6)
    steps: int = setting(10, "course_derivative.steps", least=3, below=31)


def f(x: Any) -> Any:
    """The lesson's function, of a number or a tensor.

    >>> f(1.0)
    -1.0
    """
    return 3 * x**2 - 4 * x


def quotient(x: float, h: float) -> float:
    """The slope of the line through the points of the curve at `x` and `x + h`.

    >>> round(quotient(1.0, 0.1), 10)
    2.3
    """
    return (f(x + h) - f(x)) / h


def run(settings: Settings) -> Result:
    """Quotients with h = 0.1, 0.01, ..., beside the slope that `backward` gives.

    >>> [round(slope, 4) for slope in run(Settings(steps=3)).tables["quotients"]["quotient"]]
    [2.3, 2.03, 2.003]
    """
    point = tidu.tensor(settings.x, dtype=tidu.float64, requires_grad=True)
    f(point).backward()
    slope = point.grad.item()
    sizes = [10.0**-step for step in range(1, settings.steps + 1)]
    quotients = [quotient(settings.x, h) for h in sizes]
    errors = [abs(each - slope) for each in quotients]
    best = min(range(len(errors)), key=errors.__getitem__)
    table = {"h": sizes, "quotient": quotients, "error": errors, "bending": [3 * h for h in sizes]}
    numbers = {
        "x": settings.x, "slope": slope, "steps": settings.steps,
        "first": quotients[0], "second": quotients[1], "third": quotients[2],
        "best_h": sizes[best], "best_error": errors[best], "last_h": sizes[-1], "last_error": errors[-1],
    }  # fmt: skip
    numbers["kept"] = digits_left(settings.x, sizes[-1])
    if quotients[-1] == 0:
        ending = "vanished" if errors[-1] > errors[best] else "level"
    else:
        ending = "rounding" if errors[-1] > errors[best] else "falling" if errors[-1] else "exact"
    figure = partial(picture, settings.x, slope, table)
    return Result({"quotients": table}, numbers, figure, see=("see", ending))


def digits_left(x: float, h: float) -> int:
    """How many of the 16 digits f(x + h) − f(x) still has: its terms are as large as 3x² and 4x.

    >>> digits_left(1.0, 1e-10), digits_left(1000.0, 1e-10)
    (6, 3)
    """
    size, difference = max(3 * x * x, abs(4 * x)), abs(f(x + h) - f(x))
    return 16 if not size else 0 if not difference else max(0, round(16 - log10(max(1.0, size / difference))))


def picture(x: float, slope: float, table: Table) -> Figure:
    """The curve with its tangent; the error against h, and 3h, the part that comes from the bend."""
    left, right = tidu.plot.panels(2)
    places = [x - 2 + 0.05 * k for k in range(81)]
    curves = [[f(place) for place in places], [f(x) + slope * (place - x) for place in places]]
    names = ["3x² − 4x", say("course_derivative.tangent", slope=slope)]
    tidu.plot.plot(places, curves, "x", "y", legend=names, ax=left)
    left.plot([x], [f(x)], "o", color="black")
    names = [say("course_derivative.error"), say("course_derivative.bending")]
    lines = [table["error"], table["bending"]]
    tidu.plot.plot(table["h"], lines, "h", say("course_derivative.error"), legend=names,
                   xscale="log", yscale="log", fmts=("o-", "m--"), ax=right)  # fmt: skip
    right.invert_xaxis()
    return left.figure

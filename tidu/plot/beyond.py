"""A model outside the range it was trained on."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes

from tidu.plot.fitted import dots, ordered, points_of
from tidu.plot.given import bounds, numbers
from tidu.plot.style import BLUE, VERMILLION, canvas, label, legend
from tidu.plot.typeface import word

SHADE = {"facecolor": "#f0f0f0", "edgecolor": "#d0d0d0", "hatch": "///", "linewidth": 0, "zorder": 0}


def extrapolation(
    x: Any,
    truth: Any,
    prediction: Any,
    inside: tuple[float, float],
    *,
    data: Any = None,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Truth and prediction over x, each (n,); all that lies outside the range `inside` is shaded.

    `data` are the points (x, y) that the model was trained on. Returns the axes.

    >>> picture = extrapolation([0, 1, 2], [0, 1, 4], [0, 1, 1.5], (0, 1))
    >>> [float(end) for end in picture.get_xlim()], len(picture.patches)
    ([0.0, 2.0], 1)
    """
    low, high = bounds(inside, "inside")
    x = numbers(x, "x")
    right, guess = ordered((x, truth), "truth"), ordered((x, prediction), "prediction")
    points = None if data is None else points_of(data, "data")
    left_end, right_end = (float(right[0][0]), float(right[0][-1])) if len(x) > 1 else (low, high)
    with canvas(ax) as axes:
        if points is not None:
            dots(axes, *points)
        axes.plot(*right, color=BLUE, linestyle="-", label=word("plot.truth"))
        axes.plot(*guess, color=VERMILLION, linestyle="--", label=word("plot.prediction"))
        outside = [(a, b) for a, b in ((left_end, low), (high, right_end)) if a < b]
        for number, (a, b) in enumerate(outside):
            name = None if number else word("plot.outside")
            axes.axvspan(a, b, label=name, **SHADE)
        axes.set_xlim(left_end, right_end)
        label(axes, "x", "y", title)
        legend(axes)
    return axes

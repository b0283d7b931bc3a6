"""Data as points, and the functions that were fitted to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.plot.given import Numbers, named, pair
from tidu.plot.style import GREY, canvas, label, legend, paint
from tidu.plot.typeface import word
from tidu.text import say


def fits(
    x: Any,
    y: Any,
    curves: Any,
    *,
    labels: Sequence[str] = ("x", "y"),
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Points (x, y), each (n,), and over them curves {name: (x, y)}; returns the axes.

    `labels` name the two axes. A curve is drawn from left to right, whatever its order.

    >>> picture = fits([1, 2, 3], [2.1, 3.9, 6.2], {"2x": ([3, 1], [6, 2])})
    >>> picture.lines[1].get_label(), picture.lines[1].get_xydata().tolist()
    ('2x', [[1.0, 2.0], [3.0, 6.0]])
    """
    x, y = pair(x, y)
    points = {name: ordered(curve, name) for name, curve in named(curves, "curves").items()}
    with canvas(ax) as axes:
        dots(axes, x, y)
        for number, (name, curve) in enumerate(points.items()):
            axes.plot(*curve, label=name, **paint(number))
        label(axes, *labels, title=title)
        legend(axes)
    return axes


def dots(axes: Axes, x: Numbers, y: Numbers) -> None:
    """The data, as grey dots that let one see how many lie on each other.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     dots(axes, [1, 2], [3, 4])
    >>> axes.lines[0].get_linestyle()
    'None'
    """
    faint = 0.75 if len(x) < 200 else 0.35
    axes.plot(x, y, "o", color=GREY, alpha=faint, markersize=4, mew=0, label=word("plot.data"), zorder=1.5)


def points_of(curve: Any, name: str) -> tuple[Numbers, Numbers]:
    """A curve's (x, y); raises `DataError` where it is not two rows.

    >>> points_of(([1], [2]), "a")
    (array([1.]), array([2.]))
    """
    if not hasattr(curve, "__len__") or len(curve) != 2:
        raise DataError(say("plot.points", name=name))
    return pair(curve[0], curve[1], f"{name}[0]", f"{name}[1]")


def ordered(curve: Any, name: str) -> tuple[Numbers, Numbers]:
    """A curve's (x, y) with x ascending.

    >>> ordered(([2, 1], [4, 3]), "a")
    (array([1., 2.]), array([3., 4.]))
    """
    x, y = points_of(curve, name)
    order = x.argsort(kind="stable")
    return x[order], y[order]

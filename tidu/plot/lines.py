"""Curves over numbers: the course's `plot`, with *Dive into Deep Learning*'s arguments."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Any

from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.plot.given import Numbers, array, numbers, pair
from tidu.plot.style import LETTERS, canvas, label, legend
from tidu.plot.ticks import plainly
from tidu.text import say


def plot(
    X: Any,
    Y: Any = None,
    xlabel: str | None = None,
    ylabel: str | None = None,
    legend: Sequence[Any] | None = None,
    xlim: Any = None,
    ylim: Any = None,
    xscale: str = "linear",
    yscale: str = "linear",
    fmts: Sequence[str] = ("-", "m--", "g-.", "r:"),
    figsize: tuple[float, float] = (3.5, 2.5),
    axes: Axes | None = None,
    *,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draws Y over X, or X over 0, 1, 2, ... where there is no Y; returns the axes.

    X and Y are rows of numbers (n,), or several of them (a list, or an array whose rows they are); one
    X may serve all of Y. `fmts` are Matplotlib's formats, in turn, in our colours. `figsize` in inches.
    `axes` are cleared first, as in the book; `ax` is drawn over. Raises `DataError` for other shapes.
    Source: *Dive into Deep Learning*, section 2.4, `plot`.

    >>> x = [0.0, 1.0, 2.0]
    >>> picture = plot(x, [[0, 1, 4], [-1, 1, 3]], "x", "f(x)", legend=["f(x)", "tangent"])
    >>> [(line.get_label(), line.get_ydata().tolist()) for line in picture.lines]
    [('f(x)', [0.0, 1.0, 4.0]), ('tangent', [-1.0, 1.0, 3.0])]
    """
    if ax is not None and axes is not None:
        raise TypeError(say("plot.two_axes"))
    pairs = _pairs(rows(X, "X"), None if Y is None else rows(Y, "Y"))
    with canvas(ax if axes is None else axes, figsize) as drawn:
        if axes is not None:
            drawn.clear()
        for number, ((x, y), form) in enumerate(zip(pairs, cycle(fmts), strict=False)):
            (line,) = drawn.plot(y, form) if x is None else drawn.plot(x, y, form)
            colour = line.get_color()
            line.set_color(LETTERS.get(colour, colour) if isinstance(colour, str) else colour)
            if legend is not None and number < len(legend):
                line.set_label(str(legend[number]))
        drawn.set(xscale=xscale, yscale=yscale)
        for axis, scale in ((drawn.xaxis, xscale), (drawn.yaxis, yscale)):
            if scale == "log":
                plainly(axis)
        drawn.set(**{name: limit for name, limit in (("xlim", xlim), ("ylim", ylim)) if limit is not None})
        label(drawn, xlabel, ylabel, title)
        _legend(drawn)
    return drawn


_legend = legend  # `plot` has an argument of this name, which is the book's


def rows(values: Any, name: str) -> list[Numbers]:
    """One row of numbers, or several, as a list of rows; a single column (n, 1) is one row.

    >>> [row.tolist() for row in rows([[1, 2], [3]], "X")]
    [[1.0, 2.0], [3.0]]
    """
    if getattr(values, "ndim", 1) > 1:
        values = array(values, name)
        return [numbers(values, name)] if values.shape[1] == 1 else [numbers(row, name) for row in values]
    if isinstance(values, list | tuple) and any(_is_row(value) for value in values):
        return [numbers(row, name) for row in values]
    return [numbers(values, name)]


def _is_row(value: Any) -> bool:
    """Whether a member of a list is a row itself, not a number (which may be a tensor or array)."""
    return getattr(value, "ndim", 0) > 0 or isinstance(value, list | tuple)


def _pairs(first: list[Numbers], second: list[Numbers] | None) -> list[tuple[Numbers | None, Numbers]]:
    """(x, y) of each curve; x is None where there is only one kind."""
    if second is None:
        return [(None, row) for row in first]
    if len(first) == 1:
        first = first * len(second)
    if len(first) != len(second):
        raise DataError(say("plot.several", x_count=len(first), y_count=len(second)))
    return [pair(x, y, "X", "Y") for x, y in zip(first, second, strict=True)]

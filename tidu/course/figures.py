"""Pictures of several parts. Matplotlib is opened when one is made, not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def panels(columns: int, rows: int = 1, *, width: float = 4.2, height: float = 3.2) -> list[Any]:
    """The axes of a new figure in the style of `tidu.plot`, row by row, each of that many inches.

    >>> first, second = panels(2)
    >>> first.figure is second.figure
    True
    """
    with import_module("tidu.plot.style").canvas(size=(columns * width, rows * height)) as axes:
        figure = axes.figure
        places = list(figure.add_gridspec(rows, columns))
        axes.set_subplotspec(places[0])
        others = [figure.add_subplot(place, axes_class=type(axes)) for place in places[1:]]
    return [axes, *others]

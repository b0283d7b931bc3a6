"""Where a legend hides nothing: the emptiest corner, or under the axes."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

import numpy as np
from matplotlib.axes import Axes

from tidu.plot.given import Numbers
from tidu.plot.picture import root
from tidu.plot.style import legend

CORNERS = {"upper right": (1, 1), "upper left": (0, 1), "lower right": (1, 0), "lower left": (0, 0)}
LETTER, MARK, ROW, EDGE = 0.058, 0.45, 0.16, 0.12
"""Inches of a legend: a letter, the mark before the text, the height of a row, and the edge around all."""

UNDER = 0.44
"""Inches that the numbers and the name of an axis take, under which a legend begins."""
NEAR = 0.15
"""Inches that a legend keeps from a point, whose mark has a size."""


def corner(axes: Axes, names: Sequence[str], points: Numbers) -> str | None:
    """The corner in which a legend of these `names` is furthest from `points` (n, 2); None where it would
    cover or touch some in each.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.set(xlim=(0, 1), ylim=(0, 1))
    >>> corner(axes, ["a"], np.array([[0.95, 0.95], [0.05, 0.95], [0.05, 0.05]]))
    'lower right'
    """
    size = _inches(axes)
    width, height = _legend(names)
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    x = (points[:, 0] - left) / (right - left) * size[0]
    y = (points[:, 1] - bottom) / (top - bottom) * size[1]
    room = {}
    for name, (far, up) in CORNERS.items():
        across = (size[0] - width) - x if far else x - width
        along = (size[1] - height) - y if up else y - height
        distances = np.hypot(np.maximum(across, 0), np.maximum(along, 0))
        room[name] = float(np.min(distances, initial=np.inf))
    best = max(room, key=room.__getitem__)
    return best if room[best] > NEAR else None


def _inches(axes: Axes) -> tuple[float, float]:
    """How wide and high the axes are."""
    place = axes.get_position()
    figure = root(axes)
    width, height = (1.0, 1.0) if figure is None else figure.get_size_inches().tolist()
    return width * place.width, height * place.height


def _legend(names: Sequence[str]) -> tuple[float, float]:
    """How wide and high a legend of these names is, in inches."""
    letters = max(sum(1 + (east_asian_width(sign) in "WF") for sign in name) for name in names)
    return MARK + LETTER * letters + EDGE, ROW * len(names) + EDGE


def beside(axes: Axes, points: Numbers) -> str | None:
    """A legend in a corner without `points` (n, 2): which, or None where it had to go under the axes.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.plot([0, 1], [0, 1], label="a")
    ...     beside(axes, np.array([[0.0, 0.0], [1.0, 1.0]]))
    'upper left'
    """
    names = axes.get_legend_handles_labels()[1]
    found = corner(axes, names, points) if names else None
    if found is not None:
        legend(axes, loc=found)
    else:
        under(axes, 2)
    return found


def under(axes: Axes, columns: int = 4) -> None:
    """A legend under the axes, where it hides no curve.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.plot([[0, 1], [1, 0]], label=["a", "b"])
    ...     under(axes)
    >>> [text.get_text() for text in axes.get_legend().get_texts()]
    ['a', 'b']
    """
    share = max(0.16, UNDER / _inches(axes)[1])
    legend(axes, loc="upper center", bbox_to_anchor=(0.5, -share), ncols=columns)


def along(x: Numbers, y: Numbers, between: int = 12) -> Numbers:
    """The points of a curve with so many steps from each to the next: (n, 2), of the finite ones.

    >>> along(np.array([0.0, 1.0]), np.array([0.0, 2.0]), 2).tolist()
    [[0.0, 0.0], [0.5, 1.0], [1.0, 2.0]]
    """
    corners = np.stack([x, y], axis=1)
    corners = corners[np.isfinite(corners).all(axis=1)]
    places = np.linspace(0, max(len(corners) - 1, 0), max(len(corners) - 1, 0) * between + 1)
    steps = np.arange(len(corners))
    return np.stack([np.interp(places, steps, column) for column in corners.T], axis=1)


def covered(axes: Axes, found: str | None) -> Numbers:
    """Points (n, 2) all over what a legend in the corner `found` takes, as parts of the axes.

    >>> from tidu.plot.style import canvas
    >>> with canvas() as axes:
    ...     _ = axes.plot([0, 1], label="a")
    >>> bool((covered(axes, "upper right") > 0.5).all()), len(covered(axes, None))
    (True, 0)
    """
    if found is None:
        return np.empty((0, 2))
    (far, up), size = CORNERS[found], _inches(axes)
    width, height = np.divide(_legend(axes.get_legend_handles_labels()[1]), size)
    x = np.linspace(1 - width if far else 0, 1 if far else width, 9)
    y = np.linspace(1 - height if up else 0, 1 if up else height, 9)
    return np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)

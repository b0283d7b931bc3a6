"""The loss over two parameters, and the ways down it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.contour import ContourSet

from tidu.core.errors import DataError
from tidu.plot.fitted import points_of
from tidu.plot.given import Numbers, bounds, grid, named
from tidu.plot.room import along as steps_along
from tidu.plot.room import beside, covered
from tidu.plot.style import BLACK, MARKERS, canvas, label, paint
from tidu.plot.typeface import word
from tidu.text import say

FINE = 121
"""Places on each side of the grid: smooth contours, in milliseconds for a formula."""
MARGIN = 0.25
EDGE, ROOM = 0.08, 0.07
"""Parts of the axes that the numbers at contours stay away from the edges, and from what is drawn."""


def surface(
    loss: Callable[[Numbers, Numbers], Any],
    paths: Mapping[str, Any],
    *,
    x: tuple[float, float] | None = None,
    y: tuple[float, float] | None = None,
    names: Sequence[str] = ("w", "b"),
    minimum: Sequence[float] | None = None,
    levels: int = 14,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Contours of `loss(w, b)` and over them the paths {name: (ws, bs)}; returns the axes.

    `loss` takes two grids (m, m) and gives the loss at each place. The ranges `x` and `y`, where not
    given, hold every path and the `minimum` (w, b), which is marked. `levels` lines are dense at the
    bottom, evenly spaced for a parabola. Raises `DataError` for other shapes.

    >>> bowl = lambda w, b: (w - 1) ** 2 + (b - 2) ** 2
    >>> picture = surface(bowl, {"descent": ([0, 0.5, 0.8], [0, 1, 1.6])}, minimum=(1, 2))
    >>> picture.lines[0].get_xydata().tolist()
    [[0.0, 0.0], [0.5, 1.0], [0.8, 1.6]]
    """
    lines = {name: points_of(path, name) for name, path in named(paths, "paths").items()}
    across = _range([line[0] for line in lines.values()], None if minimum is None else minimum[0], x, "x")
    along = _range([line[1] for line in lines.values()], None if minimum is None else minimum[1], y, "y")
    w, b = np.meshgrid(np.linspace(*across, FINE), np.linspace(*along, FINE))
    heights = grid(loss(w, b), "loss")
    if heights.shape != w.shape:
        raise DataError(say("plot.loss_shape", shape=list(heights.shape), grid=list(w.shape)))
    with canvas(ax, (4.8, 4.0)) as axes:
        contours = _contours(axes, w, b, heights, levels)
        for number, (name, line) in enumerate(lines.items()):
            marker = MARKERS[number % len(MARKERS)] if len(line[0]) <= 60 else None
            axes.plot(*line, label=name, marker=marker, markersize=3.5, **paint(number))
        starts = np.array([(line[0][0], line[1][0]) for line in lines.values()])
        axes.plot(*starts.T, "o", mfc="white", mec=BLACK, markersize=7, label=word("plot.start"), zorder=3)
        if minimum is not None:
            at = [[float(minimum[0])], [float(minimum[1])]]
            axes.plot(*at, "*", color=BLACK, markersize=11, label=word("plot.minimum"), zorder=3)
        axes.set(xlim=across, ylim=along)
        label(axes, *names, title=title)
        walked = [steps_along(*line) for line in lines.values()]
        taken = np.concatenate([*walked, *([] if minimum is None else [np.array([minimum], float)])])
        found = beside(axes, taken)
        if contours is not None:
            _write_levels(axes, contours, taken, covered(axes, found))
    return axes


def _range(
    rows: Sequence[Numbers], special: float | None, given: tuple[float, float] | None, name: str
) -> tuple[float, float]:
    """The range that was given, or one that holds all finite points with a margin."""
    if given is not None:
        return bounds(given, name)
    points = np.concatenate([*rows, [] if special is None else [float(special)]])
    points = points[np.isfinite(points)]
    low, high = float(points.min()), float(points.max())
    margin = MARGIN * ((high - low) or 2.0)
    return low - margin, high + margin


def _contours(axes: Axes, w: Numbers, b: Numbers, heights: Numbers, levels: int) -> ContourSet | None:
    """Light fills and lines at equal steps of the root of the height: equal distances on a parabola."""
    finite = heights[np.isfinite(heights)]
    low, high = float(finite.min()), float(finite.max())
    if not low < high:
        return None
    steps = low + (high - low) * np.linspace(0, 1, levels + 1) ** 2
    axes.contourf(w, b, heights, steps, cmap="Greys", vmin=low, vmax=high + 1.2 * (high - low), zorder=0)
    lines = axes.contour(w, b, heights, steps[1:-1], colors="#9a9a9a", linewidths=0.6, zorder=1)
    axes.grid(False)
    return lines


def _write_levels(axes: Axes, contours: ContourSet, taken: Numbers, hidden: Numbers) -> None:
    """The loss of every third contour, far from what is `taken`, from the legend and from the edges."""
    ends = np.array([axes.get_xlim(), axes.get_ylim()])

    def shares(points: Numbers) -> Numbers:
        return (points - ends[:, 0]) / (ends[:, 1] - ends[:, 0])

    away = [shares(taken), hidden]
    for level, path in list(zip(contours.levels, contours.get_paths(), strict=True))[1::3]:
        places = shares(np.asarray(path.vertices))
        places = places[((places > EDGE) & (places < 1 - EDGE)).all(axis=1)]
        if not len(places):
            continue
        room = np.linalg.norm(places[:, None] - np.concatenate(away)[None], axis=2).min(axis=1)
        best = int(room.argmax())
        if room[best] > ROOM:
            spot = ends[:, 0] + places[best] * (ends[:, 1] - ends[:, 0])
            at = [(float(spot[0]), float(spot[1]))]
            axes.clabel(contours, [level], fontsize=7, fmt="%.3g", colors="#555555", manual=at)
            away.append(places[best : best + 1])

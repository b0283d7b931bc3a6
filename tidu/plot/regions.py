"""Where in the plane a model decides for which class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from tidu.core.errors import DataError
from tidu.plot.given import Numbers, array, grid
from tidu.plot.room import beside
from tidu.plot.style import COLOURS, MARKERS, canvas, label, words
from tidu.tensor.creation import from_numpy
from tidu.tensor.grad_mode import no_grad
from tidu.text import say

FINE = 300
"""Places on each side that the model is asked about."""
MARGIN = 0.08


def decision_regions(
    predict: Callable[[Any], Any],
    x: Any,
    y: Any,
    *,
    labels: Sequence[Any] | None = None,
    names: Sequence[str] = ("x1", "x2"),
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The regions of the classes, with the rows x (n, 2) of class y (n,) as points; returns the axes.

    `predict` takes rows (m, 2) of x's own kind, a tensor or an array, and gives their classes (m,), or
    scores (m, k) of which the highest decides. Classes are whole numbers, False and True, or, from
    `predict` as in `y`, names. `labels` name classes 0, 1, ... in the legend, `names` the axes.

    >>> picture = decision_regions(lambda rows: rows[:, 0] > 0, [[-1, 0], [1, 0], [2, 1]], [0, 1, 1])
    >>> [(line.get_label(), len(line.get_xdata())) for line in picture.lines]
    [('0', 1), ('1', 2)]
    """
    rows = grid(x, "x")
    if rows.ndim != 2 or rows.shape[1] != 2:
        raise DataError(say("plot.two_columns", shape=list(rows.shape)))
    actual = whole(array(y, "y").ravel())
    if len(actual) != len(rows):
        raise DataError(say("plot.lengths", x="x", y="y", x_count=len(rows), y_count=len(actual)))
    across, along = _ends(rows)
    places = np.stack(np.meshgrid(across, along), axis=-1)
    decided = classes(predict, places.reshape(-1, 2), x).reshape(FINE, FINE)
    found = sorted({*np.unique(actual).tolist(), *np.unique(decided).tolist()})
    shown = _shown(found, labels)
    with canvas(ax, (4.8, 4.0)) as axes:
        _regions(axes, across, along, np.searchsorted(found, decided), len(found))
        for number, kind in enumerate(found):
            points = rows[actual == kind]
            how = {"color": COLOURS[number % 8], "marker": MARKERS[number % 8], "mec": "white", "mew": 0.6}
            axes.plot(*points.T, linestyle="none", markersize=5.5, label=shown[number], **how)
        axes.set(xlim=across[[0, -1]], ylim=along[[0, -1]])
        label(axes, *names, title=title)
        beside(axes, rows)
    return axes


def classes(predict: Callable[[Any], Any], rows: Numbers, like: Any) -> np.ndarray:
    """The class of each row (m, 2) as `predict` sees it, given rows of the kind that `like` is.

    >>> classes(lambda rows: rows, np.array([[3.0, 1.0], [0.0, 2.0]]), [])
    array([0, 1])
    """
    given = from_numpy(rows).to(like.dtype) if hasattr(like, "detach") else rows
    with no_grad():
        answer = array(predict(given), "predict")
    if answer.shape[:1] != rows.shape[:1] or answer.ndim > 2:
        raise DataError(say("plot.classes", shape=list(answer.shape), count=len(rows)))
    if answer.ndim == 2 and answer.shape[1] > 1:
        return answer.argmax(axis=1)
    return whole(answer.ravel())


def whole(found: np.ndarray) -> np.ndarray:
    """Classes as whole numbers, where they are numbers.

    >>> whole(np.array([True, False])), whole(np.array([1.0, 2.0]))
    (array([1, 0]), array([1, 2]))
    """
    if found.dtype.kind not in "biuf":
        return found.astype(str)
    strange = found[found != np.floor(found)] if found.dtype.kind == "f" else found[:0]
    if strange.size:
        raise DataError(say("plot.scores", given=f"{strange[0]:.3g}"))
    return found.astype(np.int64)


def _ends(rows: Numbers) -> tuple[Numbers, Numbers]:
    """The grid's places along each axis: the points and a margin around them."""
    known = rows[np.isfinite(rows).all(axis=1)]
    low, high = known.min(axis=0), known.max(axis=0)
    margin = MARGIN * np.where(high > low, high - low, 1.0)
    sides = np.linspace(low - margin, high + margin, FINE)
    return sides[:, 0], sides[:, 1]


def _shown(found: list[Any], labels: Sequence[Any] | None) -> list[str]:
    """The classes' names for the legend."""
    if labels is None:
        return words(found)
    strange = next((kind for kind in found if isinstance(kind, int) and not 0 <= kind < len(labels)), None)
    if strange is not None:
        raise DataError(say("plot.unknown_class", given=strange, labels=list(labels)))
    return [str(labels[kind] if isinstance(kind, int) else kind) for kind in found]


def _regions(axes: Axes, across: Numbers, along: Numbers, decided: np.ndarray, count: int) -> None:
    """Each class's region in a light tint of its colour, with dark lines between."""
    tints = ListedColormap([COLOURS[number % len(COLOURS)] for number in range(count)])
    axes.pcolormesh(
        across, along, decided, cmap=tints, vmin=-0.5, vmax=count - 0.5, alpha=0.2, rasterized=True,
        linewidth=0, shading="nearest", zorder=0,
    )  # fmt: skip
    for kind in range(count):
        here = (decided == kind).astype(float)
        if 0 < here.mean() < 1:
            axes.contour(across, along, here, [0.5], colors="#666666", linewidths=0.7, zorder=1)
    axes.grid(False)

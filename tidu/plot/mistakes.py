"""The confusion matrix: which classes are taken for which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from tidu.core.errors import DataError
from tidu.fit.metrics import confusion_matrix
from tidu.plot.given import array, grid
from tidu.plot.style import canvas, label, words
from tidu.plot.typeface import word
from tidu.text import say

MOST = 20
"""Classes up to which the cells have room for their numbers."""
DARK = 0.55


def confusion(
    counts: Any, labels: Sequence[Any] | None = None, *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """The confusion matrix as numbered cells: a row for each actual class, a column for each predicted.

    `counts` is the matrix (k, k), or a tuple (actual, predicted) of classes, each (n,), which are counted.
    `labels` name the classes in order; without them those of a pair are named as they are. A cell's shade
    is its share of its row. The title, where none is given, says how many are right. Returns the axes.

    >>> picture = confusion((["cat", "cat", "dog"], ["cat", "dog", "dog"]))
    >>> [text.get_text() for text in picture.texts]
    ['1', '1', '0', '1']
    """
    if isinstance(counts, tuple) and len(counts) == 2:
        matrix, names = counted(counts[0], counts[1], labels)
    else:
        matrix = grid(counts, "matrix")
        if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
            raise DataError(say("plot.square", shape=list(matrix.shape)))
        names = words(range(len(matrix)) if labels is None else labels)
    if len(names) != len(matrix):
        fix = list(range(len(matrix)))
        raise DataError(say("plot.labels", classes=len(matrix), count=len(names), fix=fix))
    side = min(8.0, 2.3 + 0.36 * len(names))
    with canvas(ax, (side, side)) as axes:
        _cells(axes, matrix, names)
        title = _share(matrix) if title is None else title
        label(axes, word("plot.predicted_class"), word("plot.actual_class"), title)
    return axes


def counted(actual: Any, predicted: Any, labels: Sequence[Any] | None = None) -> tuple[np.ndarray, list[str]]:
    """The matrix (k, k) of two rows of classes, and the classes' names.

    >>> counted([0, 1, 1], [0, 0, 1])
    (array([[1, 0],
           [1, 1]]), ['0', '1'])
    """
    truth, guess = array(actual, "actual").ravel(), array(predicted, "predicted").ravel()
    if len(truth) != len(guess):
        given = {"x_count": len(truth), "y_count": len(guess)}
        raise DataError(say("plot.lengths", x="actual", y="predicted", **given))
    if not len(truth):
        raise DataError(say("plot.empty", name="actual"))
    found = sorted({*truth.tolist(), *guess.tolist()})
    names = found if labels is None else list(labels)
    if labels is not None and all(isinstance(value, int) and 0 <= value < len(names) for value in found):
        place: dict[Any, int] = {value: value for value in range(len(names))}
    else:
        place = {name: number for number, name in enumerate(names)}
    strange = next((value for value in found if value not in place), None)
    if strange is not None:
        raise DataError(say("plot.unknown_class", given=repr(strange), labels=names))
    where = [np.array([place[value] for value in row.tolist()]) for row in (truth, guess)]
    return confusion_matrix(where[0], where[1], len(names)), words(names)


def _share(matrix: np.ndarray) -> str | None:
    """How many are right, where the cells are counts."""
    right, count = matrix.trace(), matrix.sum()
    if not count or (matrix != np.floor(matrix)).any():
        return None
    return word("plot.right", right=int(right), count=int(count), share=f"{right / count:.1%}")


def _cells(axes: Axes, matrix: np.ndarray, names: list[str]) -> None:
    """Shades, numbers and names."""
    totals = matrix.sum(axis=1, keepdims=True)
    shares = np.divide(matrix, totals, out=np.zeros(matrix.shape), where=totals > 0)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    if len(names) <= MOST:
        size = 9 if len(names) <= 10 else 6
        for row, column in np.ndindex(*matrix.shape):
            colour = "white" if shares[row, column] > DARK else "black"
            text = f"{matrix[row, column]:g}"
            axes.text(column, row, text, ha="center", va="center", color=colour, fontsize=size)
    places = np.arange(len(names))
    turn = 90 if max(map(len, names)) * len(names) > 40 else 0
    axes.set_xticks(places, names, rotation=turn)
    axes.set_yticks(places, names)
    axes.tick_params(length=0)
    axes.grid(False)

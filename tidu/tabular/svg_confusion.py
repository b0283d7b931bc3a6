"""The confusion matrix as shaded, numbered cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tidu.tabular.markup import Markup, join, tag
from tidu.tabular.svg import WIDTH, picture
from tidu.text import say
from tidu.text.width import clipped, width

MOST_CLASSES = 20
MOST_NUMBERS = 10
"""With more classes than this the shade alone speaks: the numbers would not fit."""


def commonest(matrix: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The classes to show, in their order: all, or the `MOST_CLASSES` that occur most.

    >>> commonest(np.diag([3, 1, 2])).tolist()
    [0, 1, 2]
    """
    counts = matrix.sum(1) + matrix.sum(0)
    return np.sort(np.argsort(-counts, kind="stable")[:MOST_CLASSES])


def confusion(matrix: npt.NDArray[np.int64], classes: Sequence[str], lang: str | None = None) -> Markup:
    """Cells of `matrix` (C, C), row = actual, shaded by their share of the row.

    >>> confusion(np.array([[3, 1], [0, 2]]), ["no", "yes"], "en").count("<rect")
    4
    """
    shown = commonest(matrix)
    rows, columns = _labels([classes[int(k)] for k in shown])
    left = 22 + min(110, 8 * max(width(label) for label in rows))
    side = min(88.0, (WIDTH - left - 8) / len(shown))
    top = 52.0
    cells = [
        _cell(matrix, row, column, left + b * side, top + a * side, side, len(shown))
        for a, row in enumerate(shown)
        for b, column in enumerate(shown)
    ]
    names = [
        join(
            tag("text", row, x=left - 8, y=top + (k + 0.5) * side + 4, class_="tick end"),
            tag("text", column, x=left + (k + 0.5) * side, y=top - 8, class_="tick middle"),
        )
        for k, (row, column) in enumerate(zip(rows, columns, strict=True))
    ]
    return picture(
        say("report.confusion", lang),
        tag("text", say("report.actual", lang) + " ↓", x=0, y=top - 8, class_="name"),
        tag("text", say("report.predicted", lang) + " →", x=left, y=16, class_="name"),
        *names,
        *cells,
        height=top + side * len(shown) + 8,
    )


def _labels(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Names beside the rows and above the columns; numbers above when names would not fit."""
    room = int(330 / len(names) / 7.5)
    if all(width(name) <= room for name in names):
        return list(names), list(names)
    rows = [f"{clipped(name, 11)} {place}" for place, name in enumerate(names, 1)]
    return rows, [str(place) for place in range(1, len(names) + 1)]


def _cell(
    matrix: npt.NDArray[np.int64],
    row: int,
    column: int,
    x: float,
    y: float,
    side: float,
    shown: int,
) -> Markup:
    """One shaded square and its count."""
    count, share = int(matrix[row, column]), matrix[row, column] / max(1, matrix[row].sum())
    square = tag(
        "rect",
        x=x + 1,
        y=y + 1,
        width=side - 2,
        height=side - 2,
        rx=3,
        class_="cell" if row == column else "cell wrong",
        fill_opacity=float(0.06 + 0.94 * share),
    )
    if shown > MOST_NUMBERS:
        return square
    kind = "count strong" if share > 0.5 else "count"
    return join(square, tag("text", count, x=x + side / 2, y=y + side / 2 + 5, class_=kind))

"""A table as data, and as plain aligned text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tidu.text.width import clipped, padded, width

WIDEST_CELL = 48
GAP = "  "


@dataclass(frozen=True)
class Sheet:
    """Column heads (or none), rows of texts, which columns are numbers, which rows are strong.

    >>> print(plain(Sheet(["列", "n"], [["岛", "3"], ["sex", "12"]], numbers={1})))
    列    n
    岛    3
    sex  12
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] | set[int] = frozenset()
    strong: frozenset[int] | set[int] = frozenset()


def as_csv(columns: Mapping[str, Sequence[Any]]) -> str:
    """Columns of equal length as lines of CSV; None is an empty cell.

    >>> as_csv({"lr": [0.1, 0.2], "error": [None, "no, never"]})
    'lr,error\\n0.1,\\n0.2,"no, never"\\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return text.getvalue()


def plain(sheet: Sheet) -> str:
    """`sheet` as lines of aligned text; wide characters count two places, numbers stand right.

    Wide cells are cut, but those at the end, behind which nothing has to be aligned.
    """
    rows = [row for row in (sheet.heads, *sheet.rows) if row]
    lines = [[*(clipped(cell, WIDEST_CELL) for cell in row[:-1]), row[-1]] for row in rows]
    places = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        GAP.join(
            padded(cell, place, right=k in sheet.numbers)
            for k, (cell, place) in enumerate(zip(line, places, strict=True))
        ).rstrip()
        for line in lines
    )

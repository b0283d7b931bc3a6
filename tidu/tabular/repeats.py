"""Rows that are equal word for word: copies, which may not be learned and asked as well, or chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from tidu.text import say

TELLING = 0.9
"""What share of the different rows a part of the columns tells apart where rows hardly agree by chance."""
FEWEST = 20
"""Fewer different rows than this make no sets of their own."""


@dataclass(frozen=True)
class Repeats:
    """`groups`: [rows] int64, one number for rows that must stay together; None if none must.

    `notes` say how many rows repeat others, and what was done.
    """

    groups: np.ndarray | None = None
    notes: tuple[str, ...] = ()


def find_repeats(rows: pl.DataFrame) -> Repeats:
    """Which of `rows`, given with all columns that are used, are equal.

    A copy of a test row among the training rows gives its answer away. But where columns have few
    values, rows agree by chance, new rows will as well, and a test without them would ask for what
    training never had: such rows are counted and left alone.

    >>> find_repeats(pl.DataFrame({"x": [1.5, 2.5, 1.5], "y": [1, 2, 1]})).groups is None
    True
    >>> whole = pl.DataFrame({"x": range(20), "y": range(20)})
    >>> groups = find_repeats(pl.concat([whole, whole[:1]])).groups
    >>> groups[20] == groups[:3]
    array([ True, False, False])
    """
    # By 64 bits: two of a million rows that differ are taken for equal in one table of 37 million.
    prints = rows.hash_rows(seed=0).to_numpy()
    _, first, groups = np.unique(prints, return_index=True, return_inverse=True)
    count = len(rows) - len(first)
    if not count:
        return Repeats()
    kept = len(first) >= FEWEST and _are_copies(rows[np.sort(first)])
    by_chance = ("prepare.repeats_by_chance", "prepare.repeats_by_chance_one")
    keys = ("prepare.repeats", "prepare.repeats_one") if kept else by_chance
    note = say(keys[count == 1], count=f"{count:,}", rows=f"{len(rows):,}")
    return Repeats(np.ravel(groups) if kept else None, (note,))


def _are_copies(different: pl.DataFrame) -> bool:
    """Whether `different` rows hardly agree even in one column, or in either half of the columns: then
    no chance makes two agree in all."""
    halves = different.columns[::2], different.columns[1::2]
    single = max(column.n_unique() for column in different.get_columns())
    half = min(different.select(names).hash_rows(seed=0).n_unique() if names else 0 for names in halves)
    return max(single, half) >= TELLING * len(different)

"""Rows to learn from, to choose by and to be judged by: three sets that share no row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns_names import require
from tidu.tabular.read import Table
from tidu.text import say

_FEW_ROWS = 50
_LARGE_GROUP = 0.1


@dataclass(frozen=True)
class Split:
    """Row numbers (int64, ascending) of the three sets, and sentences on how they came about.

    `groups`: [rows] numbers of the rows that stay together, or None.

    >>> split = split_rows(10, seed=0)
    >>> len(split.train), len(split.validation), len(split.test)
    (6, 2, 2)
    """

    train: np.ndarray
    validation: np.ndarray
    test: np.ndarray
    notes: tuple[str, ...] = ()
    groups: np.ndarray | None = None


def split_rows(
    table: int | Table,
    *,
    validation: float = 0.2,
    test: float = 0.2,
    seed: int = 0,
    time_column: str | Sequence[Any] | np.ndarray | pl.Series | None = None,
    stratify: Sequence[Any] | np.ndarray | pl.Series | None = None,
    groups: np.ndarray | None = None,
) -> Split:
    """Split the rows of `table` (or that many rows) by the shares `validation` and `test`.

    At random by `seed`; with `stratify` ([rows] labels) each class is split by the same shares,
    and a class of one row goes to training. Rows of one number in `groups` ([rows] from 0) are in one
    set, those of a large group in training; where all numbers differ they change nothing. With
    `time_column` (a name in `table`, or [rows] values) the earliest rows are for training and the
    latest for test; rows without a time come first. Every set asked for has at least one row.
    DataError if there are too few rows or the shares leave nothing for training.

    >>> split_rows(6, validation=0.25, test=0.25, time_column=[3, 1, 2, 6, 5, 4]).test
    array([3, 4])
    """
    rows = table if isinstance(table, int) else len(table)
    _check(rows, validation, test)
    sizes = _sizes(rows, validation, test)
    notes: list[str] = []
    if rows < _FEW_ROWS and sizes[1]:
        notes.append(say("prepare.few_test_rows", rows=rows, count=sizes[1]))
    if time_column is not None:
        times = _times(table, time_column, rows)
        return _cut(*_by_time(times, sizes), notes)
    generator = np.random.default_rng(seed)
    order = together(generator.permutation(rows), groups)
    if stratify is not None:
        classes = _codes(stratify, rows)
        if (np.bincount(classes) - 1).sum() >= sum(sizes):
            order = _by_class(order, classes[order], sizes)
        else:
            notes.append(say("prepare.not_stratified"))
    if groups is None:
        return _cut(order, sizes, notes)
    return _grouped(_cut(order, sizes, notes), groups, sizes)


def together(order: np.ndarray, groups: np.ndarray | None) -> np.ndarray:
    """`order` with the rows of a group side by side, from where its first one stands.

    >>> together(np.array([2, 0, 3, 1]), np.array([0, 1, 0, 1]))
    array([2, 0, 3, 1])
    >>> together(np.array([2, 1, 0, 3]), np.array([0, 1, 0, 1]))
    array([2, 0, 1, 3])
    """
    return order if groups is None else order[np.argsort(places_of(groups[order]), kind="stable")]


def places_of(groups: np.ndarray) -> np.ndarray:
    """0, 1, ... for the groups by their first appearance.

    >>> places_of(np.array([7, 3, 7, 5]))
    array([0, 1, 0, 2])
    """
    _, first, own = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[own]


def _grouped(split: Split, groups: np.ndarray, sizes: tuple[int, int]) -> Split:
    """`split` with every torn group whole in the set nearest to training; as it was, and said so, if
    that leaves a set without a row."""
    part = np.zeros(len(groups), np.int8)
    part[split.validation], part[split.test] = 1, 2
    nearest = np.full(int(groups.max()) + 1, 2, np.int8)
    np.minimum.at(nearest, groups, part)
    nearest[np.bincount(groups) > max(1, _LARGE_GROUP * len(groups))] = 0
    part = nearest[groups]
    train, validation, test = (np.flatnonzero(part == place) for place in range(3))
    if not len(train) or len(validation) < bool(sizes[0]) or len(test) < bool(sizes[1]):
        return replace(split, notes=(*split.notes, say("prepare.repeats_torn")))
    return Split(train, validation, test, split.notes, groups)


def _check(rows: int, validation: float, test: float) -> None:
    for share in (validation, test):
        if not 0 <= share < 1:
            raise DataError(say("prepare.bad_share", share=share))
    if validation + test >= 1:
        raise DataError(say("prepare.no_share_left", validation=validation, test=test))
    needed = 1 + (validation > 0) + (test > 0)
    if rows < needed:
        raise DataError(say("prepare.too_few_rows", rows=rows, needed=needed))


def _sizes(rows: int, validation: float, test: float) -> tuple[int, int]:
    """Rows of validation and test: their shares, at least one if asked for, one left to train."""
    held = [max(1, round(rows * share)) if share else 0 for share in (validation, test)]
    while sum(held) >= rows:
        held[held.index(max(held))] -= 1
    return held[0], held[1]


def _cut(order: np.ndarray, sizes: tuple[int, int], notes: Sequence[str]) -> Split:
    """The last of `order` for test, those before for validation, the first for training."""
    start_test = len(order) - sizes[1]
    start_validation = start_test - sizes[0]
    parts = np.split(np.asarray(order, np.int64), [start_validation, start_test])
    return Split(*(np.sort(part) for part in parts), notes=tuple(notes))


def _by_time(times: pl.Series, sizes: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int]]:
    """The rows by time, and sizes such that no moment is in two sets if that can be."""
    moments = times.rank("dense").fill_null(0).to_numpy()
    order = np.lexsort((np.arange(len(moments)), moments))
    changes = np.flatnonzero(np.diff(moments[order])) + 1
    rows = len(order)
    least = 1 + bool(sizes[0])
    test = _nearest(changes, rows - sizes[1], least, rows) if sizes[1] else rows
    validation = _nearest(changes, test - sizes[0], 1, test) if sizes[0] else test
    return order, (test - validation, rows - test)


def _nearest(changes: np.ndarray, place: int, low: int, high: int) -> int:
    """The change nearest to `place` from `low` to below `high`; `place` itself if there is none."""
    inside = changes[(changes >= low) & (changes < high)]
    return int(inside[np.abs(inside - place).argmin()]) if inside.size else max(place, low)


def _times(
    table: int | Table, time_column: str | Sequence[Any] | np.ndarray | pl.Series, rows: int
) -> pl.Series:
    if isinstance(time_column, str):
        if isinstance(table, int):
            raise DataError(say("prepare.time_needs_table", column=time_column))
        require(time_column, table.frame.columns, table.name)
        return table.frame[time_column]
    return _of_length(pl.Series(time_column), rows)


def _codes(labels: Sequence[Any] | np.ndarray | pl.Series, rows: int) -> np.ndarray:
    """[rows] int64: 0, 1, ... for the labels in sorted order."""
    series = _of_length(pl.Series(labels), rows)
    return series.fill_null(strategy="zero").rank("dense").to_numpy().astype(np.int64) - 1


def _of_length(values: pl.Series, rows: int) -> pl.Series:
    if len(values) != rows:
        raise DataError(say("prepare.lengths_differ", rows=rows, found=len(values)))
    return values


def _by_class(order: np.ndarray, classes: np.ndarray, sizes: tuple[int, int]) -> np.ndarray:
    """`order` rearranged so that its last rows hold every class by its share."""
    room = np.bincount(classes) - 1
    test = _apportion(room + 1, room, sizes[1])
    validation = _apportion(room + 1, room - test, sizes[0])
    rank = np.zeros(len(order), np.int64)
    for code in range(len(room)):
        members = np.flatnonzero(classes == code)
        rank[members] = np.arange(len(members))
    part = (rank < test[classes]).astype(int) * 2
    part += (part == 0) & (rank < (test + validation)[classes])
    return order[np.argsort(part, kind="stable")]


def _apportion(sizes: np.ndarray, room: np.ndarray, total: int) -> np.ndarray:
    """`total` shared out in proportion to `sizes`, at most `room` each, by largest remainders."""
    quota = sizes * total / sizes.sum()
    counts = np.minimum(np.floor(quota).astype(np.int64), room)
    while counts.sum() < total:
        wanting = np.where(counts < room, quota - counts, -np.inf)
        counts[wanting.argmax()] += 1
    return counts

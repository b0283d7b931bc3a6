"""What a person should look at before trusting a table: told, never changed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import numpy as np
import polars as pl

from tidu.tabular.columns import Schema
from tidu.tabular.numbers import number
from tidu.text import listed, say

CODES = frozenset(sign * (10.0**digits - 1) for digits in range(2, 8) for sign in (-1, 1))
"""What people write for a gap where only numbers are allowed: 99, -999, 9999 and their like."""
FAR, MOST_FAR = 1000.0, 0.01
"""So many times the width of the middle nine tenths from the median a value is far, if few are."""


def cautions(rows: pl.DataFrame, schema: Schema) -> list[str]:
    """Sentences on the typed `rows`: dates that were shuffled, numbers that seem to stand for gaps, and
    numbers far from all others.

    >>> from tidu.tabular.infer import infer_columns
    >>> table = pl.DataFrame({"x": [1.5, 2.5, 3.5, -999.0, 2.0, -999.0], "y": [1.5, 2, 3, 4, 5, 6.5]})
    >>> [note[:31] for note in cautions(table, infer_columns(table, "y"))]
    ['`x`: -999 stands in 2 of 6 rows']
    """
    found = list(_shuffled(schema))
    for column in schema.columns:
        is_number = column.kind == "numeric" or (column.kind == "target" and schema.task == "regression")
        if is_number and column.name in rows.columns:
            found += _odd(column.name, rows[column.name])
    return found


def _shuffled(schema: Schema) -> Iterator[str]:
    """That dates were shuffled: a test of rows between those that were learned is no forecast."""
    dates = [column.name for column in schema.features if column.kind == "date"]
    if dates and schema.time_column is None:
        names = listed(f"`{name}`" for name in dates)
        key = "prepare.shuffled_dates" if len(dates) > 1 else "prepare.shuffled_date"
        yield say(key, names=names, option=f"--time-column {shlex.quote(dates[0])}")


def _odd(name: str, column: pl.Series) -> Iterator[str]:
    """A number that seems to stand for a gap, else numbers far from all others."""
    values = column.drop_nulls().to_numpy()
    values = values[np.isfinite(values)].astype(np.float64)
    if not values.size:
        return
    for code in {float(values.min()), float(values.max())} & CODES:
        rest = values[values != code]
        count = len(values) - len(rest)
        if count > 1 and rest.size and _is_apart(code, float(rest.min()), float(rest.max())):
            yield say("prepare.code_for_gap", column=name, value=number(code), count=f"{count:,}",
                      rows=f"{len(column):,}", low=number(rest.min()), high=number(rest.max()))  # fmt: skip
            return
    low, middle, high = np.quantile(values, [0.05, 0.5, 0.95])
    away = np.abs(values - middle)
    count = int((away > FAR * (high - low)).sum()) if high > low else 0
    if 0 < count <= max(1, MOST_FAR * len(values)):
        key = "prepare.far_value" if count == 1 else "prepare.far_values"
        yield say(key, column=name, count=f"{count:,}", value=number(float(values[away.argmax()])),
                  low=number(float(low)), high=number(float(high)))  # fmt: skip


def _is_apart(code: float, low: float, high: float) -> bool:
    """Whether a number is further from all others than these are from each other.

    >>> _is_apart(-999.0, 10.0, 32.0), _is_apart(99.0, 0.0, 98.0)
    (True, False)
    """
    return max(low - code, code - high) > high - low > 0

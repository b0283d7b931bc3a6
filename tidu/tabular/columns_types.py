"""Four types are enough for a column: Float64, Boolean, Datetime and String."""

from __future__ import annotations

import polars as pl

# Up to here every whole number has a Float64 of its own.
_EXACT = 2.0**53


def simple_column(column: pl.Series) -> pl.Series:
    """`column` as Float64 (which may hold NaN), Boolean, Datetime (microseconds, UTC) or String.

    Whole numbers that Float64 cannot hold exactly become String: they are codes. Durations
    become seconds, times of day hours; categories and Python objects their text.

    >>> simple_column(pl.Series([1, 2])).dtype, simple_column(pl.Series([2**60])).dtype
    (Float64, String)
    """
    kind = column.dtype
    if kind in (pl.Float64, pl.Boolean, pl.String):
        return column
    if kind == pl.Duration:
        return column.dt.total_microseconds() / 1e6
    if kind == pl.Time:
        return column.cast(pl.Int64) / 3.6e12
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        column = column.dt.convert_time_zone("UTC").dt.replace_time_zone(None)
    if kind.is_temporal():
        return column.cast(pl.Datetime("us"))
    if kind.is_numeric():
        numbers = column.cast(pl.Float64)
        codes = kind.is_integer() and bool((numbers.abs() > _EXACT).any())
        return column.cast(pl.String) if codes else numbers
    if kind in (pl.Object, pl.Null):
        text = [None if cell is None else str(cell) for cell in column]
        return pl.Series(column.name, text, dtype=pl.String)
    return column.cast(pl.String)

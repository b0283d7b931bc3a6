"""Tables that have columns already: Polars, pandas, NumPy, dicts, and Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns_names import clean_names, listed
from tidu.tabular.columns_types import simple_column
from tidu.text import say

_STEP_BYTES = 1 << 26


class FrameSource:
    """A Polars frame, eager or lazy, read in slices.

    `names`: its columns. `notes`: sentences on columns that were renamed or left out.

    >>> [frame.height for frame in FrameSource(pl.DataFrame({"x": [1, 2]}), "t").frames()]
    [2]
    """

    def __init__(self, frame: pl.DataFrame | pl.LazyFrame, table: str) -> None:
        self.table, self.delimiter = table, ","
        try:
            self._frame = frame.lazy()
            schema = self._frame.collect_schema()
            self.rows = int(self._frame.select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError) as error:
            raise DataError(say("tabular.damaged", table=table, error=error)) from error
        self.names, self.notes = clean_names(schema.names())
        nested = [name for name, kind in schema.items() if _is_nested(kind)]
        if nested:
            self.notes.append(say("tabular.nested", count=len(nested), names=listed(nested)))
        renamed = dict(zip(schema.names(), self.names, strict=True))
        self._frame = self._frame.drop(nested).rename(
            {old: new for old, new in renamed.items() if old not in nested}
        )
        self.names = [renamed[name] for name in schema.names() if name not in nested]
        self.categories = [
            renamed[name] for name, kind in schema.items() if isinstance(kind, pl.Categorical | pl.Enum)
        ]

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows in slices of some 64 MB.

        >>> list(FrameSource(pl.DataFrame({"x": [1]}), "t").frames())[0]["x"].to_list()
        [1]
        """
        step = max(1024, _STEP_BYTES // (8 * max(1, len(self.names))))
        for start in range(0, max(self.rows, 1), step):
            yield self._frame.slice(start, step).collect()


def simple_types(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column of `frame` by `simple_column`.

    >>> simple_types(pl.DataFrame({"x": [2**60], "y": [1]})).dtypes
    [String, Float64]
    """
    return pl.DataFrame([simple_column(column) for column in frame.get_columns()])


def _is_nested(kind: pl.DataType) -> bool:
    return kind.is_nested() or kind == pl.Binary


def parquet_source(path: Path) -> FrameSource:
    """A Parquet file as a source; only the slice being read is in memory.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "x.parquet"
    >>> pl.DataFrame({"x": [1, 2]}).write_parquet(path)
    >>> parquet_source(path).rows
    2
    """
    try:
        frame = pl.scan_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(say("tabular.damaged", table=path.name, error=error)) from error
    return FrameSource(frame, path.name)


def as_frame(table: Any) -> pl.DataFrame | pl.LazyFrame:
    """A table in memory as a Polars frame: Polars, pandas, NumPy (2-D, 1-D, structured), a dict
    of columns, or anything that speaks Arrow. DataError for what is no table.

    >>> as_frame(np.zeros((2, 3))).columns
    ['column_1', 'column_2', 'column_3']
    """
    if isinstance(table, pl.DataFrame | pl.LazyFrame):
        return table
    if isinstance(table, pl.Series):
        return table.to_frame()
    if isinstance(table, np.ndarray):
        return _from_numpy(table)
    if type(table).__module__.partition(".")[0] == "pandas":
        return _from_pandas(table)
    if not isinstance(table, Mapping) and not hasattr(table, "__arrow_c_stream__"):
        raise DataError(say("tabular.not_a_frame", kind=type(table).__name__))
    try:
        return pl.DataFrame(dict(table) if isinstance(table, Mapping) else table, strict=False)
    except (pl.exceptions.PolarsError, TypeError, ValueError) as error:
        raise DataError(say("tabular.bad_frame", error=error)) from error


def _from_numpy(array: np.ndarray) -> pl.DataFrame:
    if array.dtype.names:
        return pl.DataFrame({name: _column(array[name]) for name in array.dtype.names})
    if array.ndim not in (1, 2):
        raise DataError(say("tabular.not_two_dimensions", shape=array.shape))
    columns = array.reshape(len(array), -1).T
    return pl.DataFrame({f"column_{place}": _column(column) for place, column in enumerate(columns, 1)})


def _from_pandas(table: Any) -> pl.DataFrame:
    """Column by column, so that repeated and non-text names and columns of mixed types pass."""
    if not hasattr(table, "columns"):
        table = table.to_frame()
    raw = ["_".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in table.columns]
    # Repeated names are numbered here because a frame of Polars cannot hold them.
    names, _ = clean_names(raw)
    return pl.DataFrame({name: _pandas_column(table.iloc[:, place]) for place, name in enumerate(names)})


def _pandas_column(column: Any) -> pl.Series:
    kind = getattr(column.dtype, "kind", "O")
    if isinstance(column.dtype, np.dtype) and kind in "biufM":
        return pl.Series(column.to_numpy())
    if str(column.dtype) == "category":
        text = pl.Series([None if cell != cell else str(cell) for cell in column])
        return text.cast(pl.String).cast(pl.Categorical)
    missing = column.isna().to_numpy()
    cells = column.astype(object).to_numpy()
    return _mixed([None if gap else cell for cell, gap in zip(cells, missing, strict=True)])


def _column(array: np.ndarray) -> pl.Series:
    if array.dtype.kind in "biufM":
        return pl.Series(np.ascontiguousarray(array))
    return _mixed(array.tolist())


def _mixed(cells: list[Any]) -> pl.Series:
    """Python objects as a column: of their own type if they share one, else as text."""
    try:
        return pl.Series(cells, strict=True)
    except (TypeError, ValueError, OverflowError, pl.exceptions.PolarsError):
        return pl.Series([None if cell is None else str(cell) for cell in cells], dtype=pl.String)

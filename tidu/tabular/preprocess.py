"""A table to the matrix that a network is fed: fitted on training rows, the same for ever after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns import Schema, check_version
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import clean_names, require
from tidu.tabular.columns_values import read_values
from tidu.tabular.preprocess_blocks import (
    BLOCKS,
    MOST_LEVELS,
    PARTS,
    TIMELESS,
    Block,
    CategoryBlock,
    DateBlock,
    NumberBlock,
)
from tidu.tabular.preprocess_warnings import Warnings
from tidu.tabular.read import Table
from tidu.tabular.read_frames import as_frame
from tidu.text import say

VERSION = 1

# One-hot features of all training rows together stay below this many numbers (float32: 800 MB).
_ONE_HOT_NUMBERS = 200_000_000
_FEWEST_LEVELS = 8


@dataclass(frozen=True)
class Preprocessor:
    """The fitted `blocks`, one a column, and the names of all columns that training `knew`.

    >>> from tidu.tabular.infer import infer_columns
    >>> from tidu.tabular.read import read_table
    >>> table = read_table({"x": [1.5, 2.5, None, 4.0], "c": list("aabb"), "y": [1.5, 2, 3, 4]})
    >>> prepare = Preprocessor.fit(table, infer_columns(table, "y"))
    >>> prepare.feature_names
    ['x', 'x_missing', 'c=a', 'c=b']
    >>> prepare.transform(table).shape
    (4, 4)
    """

    blocks: tuple[Block, ...]
    knew: tuple[str, ...]

    @classmethod
    def fit(
        cls,
        rows: Any,
        schema: Schema,
        *,
        fill: Literal["mean", "median"] = "median",
        numeric: str = "robust",
    ) -> Preprocessor:
        """Fit on the training rows only (any table). `numeric`: a name in `SCALERS`.

        DataError if a column is missing, there are no rows, or an option has no such value.

        >>> from tidu.tabular.columns import Column
        >>> schema = Schema((Column("x", "numeric"), Column("y", "target")), "y", "regression")
        >>> Preprocessor.fit({"x": [1.0, None, 5.0]}, schema, fill="mean").blocks[0].fill
        3.0
        """
        columns = named_columns(rows)
        height = _height(columns)
        if not height:
            raise DataError(say("prepare.no_training_rows"))
        if fill not in ("mean", "median"):
            raise DataError(say("prepare.no_fill", fill=fill))
        categories = sum(each.kind == "category" for each in schema.features)
        room = _ONE_HOT_NUMBERS // (height * max(1, categories))
        most = min(MOST_LEVELS, max(_FEWEST_LEVELS, room))
        blocks: list[Block] = []
        for column in schema.features:
            values, _ = _values(columns, column.name, column.format)
            if column.kind == "category":
                blocks.append(CategoryBlock.fit(values, column.format, most))
            elif column.kind == "date":
                parts = TIMELESS if column.name == schema.time_column else PARTS
                blocks.append(DateBlock.fit(values, column.format, parts))
            else:
                scaler = None if column.kind == "boolean" else numeric
                blocks.append(NumberBlock.fit(values, column.format, fill, scaler))
        return cls(tuple(blocks), tuple(each.name for each in schema.columns))

    @property
    def feature_names(self) -> list[str]:
        """One name for each column of the matrix.

        >>> Preprocessor((), ()).feature_names
        []
        """
        return [name for block in self.blocks for name in block.names]

    def transform(self, rows: Any, warnings: Warnings | None = None) -> np.ndarray:
        """The matrix of any table: [rows, features] float32, in C order, without gaps.

        Text is read as it was in training, so a batch of rows gives exactly the rows that the
        whole table gives. What is new in these rows is added to `warnings`. DataError if a
        column is missing.

        >>> from tidu.tabular.columns import Column
        >>> schema = Schema((Column("x", "numeric"), Column("y", "target")), "y", "regression")
        >>> prepare = Preprocessor.fit({"x": [1.0, 3.0]}, schema, numeric="standard")
        >>> prepare.transform({"x": ["5", "3"]})
        array([[3.],
               [1.]], dtype=float32)
        """
        columns = named_columns(rows)
        height, knew = _height(columns), set(self.knew)
        warnings = Warnings() if warnings is None else warnings
        warnings.rows += height
        warnings.extra = tuple(name for name in columns if name not in knew)
        out = np.zeros((height, len(self.feature_names)), np.float32)
        start = 0
        for block in self.blocks:
            values, wrong = _values(columns, block.column, block.format)
            warnings.unreadable[block.column] += wrong
            if not block.flag:
                warnings.gaps[block.column] += values.null_count() - wrong
            stop = start + len(block.names)
            block.encode(values, out[:, start:stop], warnings)
            start = stop
        return out

    def to_json(self) -> dict[str, Any]:
        """A plain dict with a version; numbers come back exactly.

        >>> Preprocessor((), ("y",)).to_json()
        {'version': 1, 'blocks': [], 'knew': ['y']}
        """
        blocks = [each.to_json() for each in self.blocks]
        return {"version": VERSION, "blocks": blocks, "knew": list(self.knew)}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Preprocessor:
        """The preprocessor that `to_json` wrote, by this release or an earlier one.

        >>> Preprocessor.from_json(Preprocessor((), ("y",)).to_json()).knew
        ('y',)
        """
        check_version(plain, "tabular.preprocessing", VERSION)
        blocks = tuple(BLOCKS[each["kind"]].from_json(each) for each in plain["blocks"])
        return cls(blocks, tuple(plain["knew"]))


def named_columns(rows: Any) -> dict[str, pl.Series]:
    """The columns of any table in memory by their clean names.

    >>> list(named_columns({" x ": [1]}))
    ['x']
    """
    frame = (rows.frame if isinstance(rows, Table) else as_frame(rows)).lazy().collect()
    names, _ = clean_names(frame.columns)
    return dict(zip(names, frame.get_columns(), strict=True))


def _height(columns: Mapping[str, pl.Series]) -> int:
    return max(map(len, columns.values()), default=0)


def _values(columns: Mapping[str, pl.Series], name: str, form: Format) -> tuple[pl.Series, int]:
    if name not in columns:
        require(name, list(columns), say("tabular.the_table"))
    return read_values(columns[name].alias(name), form)

"""What was inferred about the columns, in words, one row a column."""

from __future__ import annotations

from tidu.tabular.columns import Column, Schema
from tidu.tabular.results import ColumnSummary
from tidu.text import say


def summaries(schema: Schema) -> list[ColumnSummary]:
    """The columns of `schema` as the table that is printed.

    >>> from tidu.tabular.columns import Column
    >>> summaries(Schema((Column("y", "target", "2 classes", distinct=2),), "y", "binary"))[0].use
    '2 classes'
    """
    return [
        ColumnSummary(each.name, say(f"training.kind_{each.kind}"), each.gaps, each.distinct, _use(each))
        for each in schema.columns
    ]


def _use(column: Column) -> str:
    """What becomes of a column, gaps included."""
    if column.gaps and column.kind in ("numeric", "boolean", "date"):
        return "; ".join([*([column.what] if column.what else []), say("training.filled")])
    return column.what

"""What was inferred about the columns, in words, one row a column."""

from __future__ import annotations

from tidu.tabular.columns import Schema
from tidu.tabular.results import ColumnSummary
from tidu.text import say


def summaries(schema: Schema) -> list[ColumnSummary]:
    """The columns of `schema` as the table that is printed.

    >>> from tidu.tabular.columns import Column
    >>> summaries(Schema((Column("y", "target", "2 classes", distinct=2),), "y", "binary"))[0].use
    '2 classes'
    """
    return [
        ColumnSummary(each.name, say(f"training.kind_{each.kind}"), each.gaps, each.distinct, each.what)
        for each in schema.columns
    ]

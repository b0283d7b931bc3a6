"""From a table to a schema: what each column is for, with a reason that a person can overrule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns import Column, Kind, Schema
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import listed, require
from tidu.tabular.columns_values import levels, read_values
from tidu.tabular.infer_target import infer_task, usable_target
from tidu.tabular.read import Table, read_table
from tidu.text import say

# Text that differs in this share of the rows names the rows; it groups nothing.
_FREE_TEXT, _FREE_TEXT_ROWS = 0.9, 20
_NAMED_ID_SHARE = 0.5
_FEW_WHOLE_NUMBERS = 20
_ID_NAME = re.compile(
    r"(?i:(.*[\W_])?(id|ids|uid|uuid|guid|index|idx|row|rowid|row_?names?|row_?number)"
    r"|no\.?|nr\.?|#|serial|key|unnamed: \d+|.*(编号|序号|学号|工号|流水号))|.*[a-z]I[dD]"
)


def infer_columns(
    table: Any,
    target: str,
    *,
    numeric: Sequence[str] = (),
    categorical: Sequence[str] = (),
    drop: Sequence[str] = (),
    task: str | None = None,
    time_column: str | None = None,
) -> Schema:
    """What every column is for, from the rows of `table` whose `target` is known.

    `table`: what `read_table` gave, or anything that it reads.

    `numeric`, `categorical`, `drop`: columns to treat so, whatever they look like. `task`:
    "regression", "binary" or "multiclass" in place of the inferred one. `time_column`: a date or
    number that orders the rows. DataError for a wrong name, an unusable target, or no column
    left to learn from.

    >>> from tidu.tabular.read import read_table
    >>> table = read_table({"id": [1, 2, 3], "x": [3.5, 1.5, 2.5], "y": ["a", "b", "a"]})
    >>> [(column.name, column.kind) for column in infer_columns(table, "y").columns]
    [('id', 'dropped'), ('x', 'numeric'), ('y', 'target')]
    """
    table = table if isinstance(table, Table) else read_table(table)
    asked = {"numeric": numeric, "category": categorical, "dropped": drop}
    _check_names(table, target, asked, time_column)
    rows, notes = _labelled(table, target)
    task_found, form, reason = infer_task(rows[target], table.formats[target], task)
    target_column = replace(_counted(rows[target], form), kind="target", what=reason)
    if task_found != "regression":
        notes += _lonely_classes(levels(rows[target], form))
    finder = _Finder(rows, table, target, time_column, asked)
    columns = tuple(target_column if name == target else finder.column(name) for name in rows.columns)
    schema = Schema(columns, target, task_found, time_column, tuple(notes))
    if not schema.features:
        if len(columns) == 1:
            raise DataError(say("columns.only_target", table=table.name, column=target))
        reasons = "; ".join(f"`{each.name}`: {each.what}" for each in columns if each.name != target)
        raise DataError(say("columns.no_features", table=table.name, reasons=reasons))
    return schema


def labelled_rows(table: Table, schema: Schema) -> Table:
    """`table` without the rows whose target is a gap or infinite.

    >>> from tidu.tabular.read import read_table
    >>> table = read_table({"x": [1, 2, 3], "y": [1.5, None, 2.5]})
    >>> len(labelled_rows(table, infer_columns(table, "y")))
    2
    """
    values = read_values(table.frame[schema.target], schema[schema.target].format)[0]
    return replace(table, frame=table.frame.filter(usable_target(values)))


def _check_names(table: Table, target: str, asked: dict[str, Sequence[str]], time_column: str | None) -> None:
    given = [name for names in asked.values() for name in names]
    for name in (target, *given, *([time_column] if time_column is not None else [])):
        require(name, table.frame.columns, table.name)
    for name in given:
        if name == target:
            raise DataError(say("columns.target_as_feature", column=name))
        if given.count(name) > 1:
            raise DataError(say("columns.asked_twice", column=name))
    if time_column == target:
        raise DataError(say("columns.target_as_time", column=target))
    if time_column is not None and table.formats[time_column].kind not in ("date", "number"):
        raise DataError(say("columns.time_not_ordered", column=time_column))


def _labelled(table: Table, target: str) -> tuple[pl.DataFrame, list[str]]:
    if not len(table):
        raise DataError(say("columns.no_rows", table=table.name))
    usable = usable_target(table.frame[target])
    count = int((~usable).sum())
    if count == len(table):
        raise DataError(say("columns.target_empty", column=target))
    if len(table) - count == 1:
        raise DataError(say("columns.one_row", table=table.name, column=target))
    if not count:
        return table.frame, []
    said = say("columns.target_gaps", column=target, count=count, rows=len(table))
    return table.frame.filter(usable), [said]


def _lonely_classes(labels: pl.Series) -> list[str]:
    counts = labels.value_counts(sort=True)
    lonely = counts.filter(counts["count"] == 1)[labels.name].sort()
    return [say("columns.lonely_classes", names=listed(lonely))] if len(lonely) else []


def _counted(column: pl.Series, form: Format) -> Column:
    """The column's counts. An infinity is a gap."""
    values = column.drop_nulls()
    if values.dtype.is_float():
        values = values.filter(values.is_finite())
    example = str(levels(values.head(1), form)[0]) if len(values) else ""
    gaps = len(column) - len(values)
    return Column(column.name, "dropped", "", form, gaps, values.n_unique(), example[:40])


class _Finder:
    """The kind of one column after the other; earlier ones are remembered for duplicates."""

    def __init__(
        self,
        rows: pl.DataFrame,
        table: Table,
        target: str,
        time_column: str | None,
        asked: dict[str, Sequence[str]],
    ) -> None:
        self.rows, self.table, self.time_column = rows, table, time_column
        self.asked = {name: kind for kind, names in asked.items() for name in names}
        self.seen: dict[tuple[object, ...], list[str]] = {_print(rows[target]): [target]}
        self.target = target

    def column(self, name: str) -> Column:
        """The column `name`, with its kind and the reason for it."""
        counted = _counted(self.rows[name], self.table.formats[name])
        if name in self.asked:
            decided = self._as_asked(counted, self.asked[name])
        else:
            decided = self._useless(counted) or self._repeated(counted) or self._by_format(counted)
        if decided.kind != "dropped":
            self.seen.setdefault(_print(self.rows[name]), []).append(name)
        return decided

    def _as_asked(self, counted: Column, kind: str) -> Column:
        if kind == "dropped":
            return replace(counted, what=say("columns.asked_drop"))
        if kind == "category":
            return replace(counted, kind="category", what=say("columns.asked"))
        if counted.format.kind in ("number", "boolean"):
            same: Kind = "numeric" if counted.format.kind == "number" else "boolean"
            return replace(counted, kind=same, what=say("columns.asked"))
        form = Format("number", counted.format.decimal)
        values, wrong = read_values(levels(self.rows[counted.name], counted.format), form)
        if counted.format.kind == "date" or values.null_count() == len(values):
            raise DataError(say("columns.not_numeric", column=counted.name, example=counted.example))
        return replace(_counted(values, form), kind="numeric", what=say("columns.asked_numeric", count=wrong))

    def _useless(self, counted: Column) -> Column | None:
        """Dropped if it has one value in all rows, or one for each row.

        A number that names its rows is unique, whole and called an id: a year, a sorted
        measurement or a time step is unique and whole as well.
        """
        if counted.distinct == 0:
            return replace(counted, what=say("columns.all_gaps"))
        if counted.distinct == 1 and not counted.gaps:
            return replace(counted, what=say("columns.constant", value=counted.example))
        values, kind = self.rows[counted.name].drop_nulls(), counted.format.kind
        share = counted.distinct / len(values)
        if _ID_NAME.fullmatch(counted.name):
            unique = kind == "number" and share == 1 and bool((values == values.floor()).all())
            if len(values) > 2 and (unique or (kind == "text" and share >= _NAMED_ID_SHARE)):
                return replace(counted, what=say("columns.identifier"))
        if kind == "text" and share >= _FREE_TEXT and len(values) >= _FREE_TEXT_ROWS:
            said = say("columns.free_text", count=counted.distinct, rows=len(values))
            return replace(counted, what=said)
        return None

    def _repeated(self, counted: Column) -> Column | None:
        """Dropped if it equals the target or an earlier column that is used."""
        column = self.rows[counted.name]
        for name in self.seen.get(_print(column), ()):
            if self.rows[name].equals(column):
                key = "columns.is_target" if name == self.target else "columns.is_duplicate"
                return replace(counted, what=say(key, original=name))
        return None

    def _by_format(self, counted: Column) -> Column:
        kind = counted.format.kind
        if counted.name == self.time_column and kind == "number":
            return replace(counted, what=say("columns.time_only"))
        if kind == "date":
            timed = counted.name == self.time_column
            key = "columns.time_date" if timed else "columns.date_parts"
            return replace(counted, kind="date", what=say(key))
        if kind == "boolean":
            return replace(counted, kind="boolean", what=say("columns.yes_no"))
        if kind == "text":
            key = "columns.level" if counted.distinct == 1 else "columns.levels"
            what = say(key, count=counted.distinct)
            return replace(counted, kind="category", what=what)
        return self._number(counted)

    def _number(self, counted: Column) -> Column:
        values = self.rows[counted.name].drop_nulls()
        if counted.distinct == 2 and values.is_in([0.0, 1.0]).all():
            return replace(counted, kind="boolean", what=say("columns.zero_one"))
        whole = bool((values == values.floor()).all())
        if whole and counted.distinct <= min(_FEW_WHOLE_NUMBERS, len(values) / 2):
            return replace(counted, kind="numeric", what=say("columns.few_whole"))
        return replace(counted, kind="numeric")


def _print(column: pl.Series) -> tuple[object, ...]:
    """Equal for equal columns, and nearly never for others."""
    return (column.dtype, column.null_count(), int(column.hash(seed=0).sum()))

"""Which task a target sets: a number to estimate, or one of two or more classes."""

from __future__ import annotations

import polars as pl

from tidu.core.errors import DataError
from tidu.tabular.columns import TASKS, Task
from tidu.tabular.columns_format import Format
from tidu.tabular.columns_names import listed
from tidu.tabular.columns_values import levels, read_values
from tidu.text import say

# Whole numbers count as class labels only if they are 0..k or 1..k, few, and each well filled.
_MOST_NUMBERED_CLASSES = 10
_ROWS_PER_NUMBERED_CLASS = 5
_MOST_TEXT_CLASSES = 1000


def usable_target(column: pl.Series) -> pl.Series:
    """Which rows have a target to learn from: neither a gap nor infinite.

    >>> usable_target(pl.Series([1.0, None, float("inf")])).to_list()
    [True, False, False]
    """
    usable = column.is_not_null()
    return usable & column.is_finite() if column.dtype.is_float() else usable


def infer_task(column: pl.Series, form: Format, task: str | None) -> tuple[Task, Format, str]:
    """The task that `column` sets (gaps left out), the format to read it by, and the reason.

    `task` given: that one, if the column allows it. DataError for a target that is constant, a
    date, or text that differs in most rows.

    >>> infer_task(pl.Series("y", [0.0, 1.0, 1.0]), Format("number"), None)[0]
    'binary'
    """
    if task is not None and task not in TASKS:
        raise DataError(say("columns.no_task", task=task, tasks=", ".join(TASKS)))
    name, distinct = column.name, column.n_unique()
    if distinct < 2:
        value = levels(column.head(1), form)[0]
        raise DataError(say("columns.target_constant", column=name, value=value, rows=len(column)))
    if form.kind == "date" and task is None:
        raise DataError(say("columns.target_date", column=name))
    if task == "regression":
        return _as_regression(column, form)
    if task is not None:
        if task == "binary" and distinct != 2:
            raise DataError(say("columns.target_not_binary", column=name, count=distinct))
        return task, form, say("columns.task_asked", task=task)
    if form.kind == "number":
        return (*_numeric_task(column, form, distinct),)
    return _text_task(column, distinct), form, say("columns.task_classes", count=distinct)


def _as_regression(column: pl.Series, form: Format) -> tuple[Task, Format, str]:
    if form.kind == "number":
        return "regression", form, say("columns.task_asked", task="regression")
    wanted = Format("number", form.decimal)
    values, wrong = read_values(levels(column, form), wanted)
    if form.kind != "text" or wrong > 0.05 * len(column) or values.drop_nulls().n_unique() < 2:
        raise DataError(
            say("columns.target_not_numbers", column=column.name, example=levels(column.head(1), form)[0])
        )
    return "regression", wanted, say("columns.task_asked", task="regression")


def _numeric_task(column: pl.Series, form: Format, distinct: int) -> tuple[Task, Format, str]:
    if distinct == 2:
        return "binary", form, say("columns.task_two_numbers")
    whole = bool((column == column.floor()).all())
    low, high = float(column.min()), float(column.max())  # type: ignore[arg-type]
    dense = whole and low in (0, 1) and high - low + 1 == distinct
    enough = len(column) >= _ROWS_PER_NUMBERED_CLASS * distinct
    if dense and enough and distinct <= _MOST_NUMBERED_CLASSES:
        said = say("columns.task_numbered_classes", low=int(low), high=int(high))
        return "multiclass", form, said
    if whole and distinct <= 2 * _MOST_NUMBERED_CLASSES:
        return "regression", form, say("columns.task_few_numbers", count=distinct)
    return "regression", form, say("columns.task_numbers", count=distinct)


def _text_task(column: pl.Series, distinct: int) -> Task:
    if distinct == 2:
        return "binary"
    if distinct > max(20, len(column) / 2) or distinct > _MOST_TEXT_CLASSES:
        examples = listed(column.cast(pl.String).unique(maintain_order=True).head(3))
        name, rows = column.name, len(column)
        raise DataError(say("columns.target_text", column=name, count=distinct, rows=rows, examples=examples))
    return "multiclass"

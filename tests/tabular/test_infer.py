"""What each column is for, the task, and every way to overrule it."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest

from tidu.core.errors import DataError
from tidu.tabular.columns import Column, Schema
from tidu.tabular.columns_format import Format
from tidu.tabular.infer import infer_columns, labelled_rows
from tidu.tabular.read import read_table

ROWS = 40
STEPS = list(range(ROWS))
HALVES = [each / 2 for each in STEPS]
WORDS = ["a", "b", "c", "d"] * 10
TARGET = [each**2 % 7 + 0.5 for each in STEPS]


def infer(target: str = "y", task: str | None = None, **columns: Any) -> Schema:
    return infer_columns(read_table({**columns, "y": columns.get("y", TARGET)}), target, task=task)


KINDS: dict[str, tuple[str, list[Any], str, str]] = {
    "numbers": ("x", HALVES, "numeric", ""),
    "sorted whole numbers": ("x", STEPS, "numeric", ""),
    "years": ("year", [1980 + each for each in STEPS], "numeric", ""),
    "an id": ("Id", STEPS, "dropped", "names the rows"),
    "an id in a name": ("customer_id", STEPS[::-1], "dropped", "names the rows"),
    "a camel id": ("PassengerId", STEPS, "dropped", "names the rows"),
    "an id by pandas": ("Unnamed: 0", STEPS, "dropped", "names the rows"),
    "a Chinese id": ("学生编号", STEPS, "dropped", "names the rows"),
    "a state called ID": ("ID", [0, 1] * 20, "boolean", "0 or 1"),
    "a word ending in id": ("acid", STEPS, "numeric", ""),
    "fractions called id": ("id", HALVES, "numeric", ""),
    "text ids": ("sample id", [f"s{each // 2}" for each in STEPS], "dropped", "names the rows"),
    "free text": ("note", [f"note {each}" for each in STEPS], "dropped", "40 values in 40 rows"),
    "zero one": ("x", [0, 1] * 20, "boolean", "0 or 1"),
    "one two": ("x", [1, 2] * 20, "numeric", "few whole numbers"),
    "yes no": ("x", ["yes", "no"] * 20, "boolean", "yes or no"),
    "few whole numbers": ("x", [1, 2, 3, 4] * 10, "numeric", "if codes: categorical"),
    "words": ("x", WORDS, "category", "4 levels"),
    "constant": ("x", ["a"] * ROWS, "dropped", "always a"),
    "constant number": ("x", [3] * ROWS, "dropped", "always 3"),
    "one word or nothing": ("x", ["a", None] * 20, "category", "1 level"),
    "empty": ("x", [None] * ROWS, "dropped", "empty in every row"),
    "dates": ("x", [f"2024-01-{each % 28 + 1:02}" for each in STEPS], "date", "year, month"),
    "a copy of the target": ("x", TARGET, "dropped", "a copy of the target"),
    "a copy": ("x", WORDS[1:] + WORDS[:1], "dropped", "equal to `first`"),
}


@pytest.mark.parametrize("case", KINDS)
def test_kind_and_reason(case: str) -> None:
    name, cells, kind, reason = KINDS[case]
    column = infer(**{"first": WORDS[1:] + WORDS[:1], name: cells})[name]
    assert column.kind == kind
    assert reason in column.what and bool(reason) == bool(column.what)


def test_what_is_counted() -> None:
    schema = infer(x=[None, float("inf"), *HALVES[2:]], c=[" ", *WORDS[1:]])
    assert (schema["x"].gaps, schema["x"].distinct, schema["x"].example) == (2, 38, "1")
    assert schema.as_rows()[1] == ("c", "category", "4 levels", "1", "4", "b")


TASKS: dict[str, tuple[list[Any], str, str]] = {
    "numbers": (HALVES, "regression", "number, 40 values"),
    "whole numbers": (STEPS, "regression", "number, 40 values"),
    "two numbers": ([1, 2] * 20, "binary", "two values"),
    "zero one": ([0, 1] * 20, "binary", "two values"),
    "booleans": ([True, False] * 20, "binary", "2 classes"),
    "words": (WORDS, "multiclass", "4 classes"),
    "two words": (["good", "bad"] * 20, "binary", "2 classes"),
    "numbered classes": ([0, 1, 2, 3] * 10, "multiclass", "0 to 3"),
    "as floats": ([1.0, 2.0, 3.0, 4.0] * 10, "multiclass", "1 to 4"),
    "grades with a hole": ([3, 4, 6, 7] * 10, "regression", "4 whole values"),
    "too few rows a class": (STEPS[:10] * 4, "regression", "10 whole values"),
    "plus and minus": (["+", "-"] * 20, "binary", "2 classes"),
}


@pytest.mark.parametrize("case", TASKS)
def test_task(case: str) -> None:
    cells, task, reason = TASKS[case]
    schema = infer(x=HALVES[::-1], y=cells)
    assert schema.task == task and reason in schema["y"].what


@pytest.mark.parametrize(
    ("cells", "asked"),
    [(STEPS, "multiclass"), ([0, 1] * 20, "regression"), (["1", "2x", "1", "2x"] * 10, "binary"),
     ([f"{each},5" for each in STEPS], "regression"), (["1", "2", "a"] * 9 + ["3"] * 13, "multiclass")],
)  # fmt: skip
def test_task_asked(cells: list[Any], asked: str) -> None:
    schema = infer(x=HALVES[::-1], y=cells, task=asked)
    assert schema.task == asked and "as asked" in schema["y"].what


def test_text_target_made_a_number() -> None:
    table = read_table({"x": HALVES[::-1], "y": [*map(str, HALVES[:-1]), "?"]}, text=["y"])
    schema = infer_columns(table, "y", task="regression")
    assert schema["y"].format == Format("number")
    assert len(labelled_rows(table, schema)) == ROWS - 1


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "no target": ({"y": [1, 2], "x": [1, 2]}, {"target": "z"}, "no column `z`. It has `y`, `x`"),
    "nearly": ({"Price": [1, 2], "x": [1, 2]}, {"target": "price"}, "Did you mean `Price`"),
    "no rows": ({"y": [], "x": []}, {}, "has no rows"),
    "one row": ({"y": [1], "x": [1]}, {}, "has one row with a known `y`"),
    "gaps": ({"y": ["NA", "?"], "x": [1, 2]}, {}, "`y` is a gap in every row"),
    "constant": ({"y": [5, 5, None], "x": [1, 2, 3]}, {}, "is 5 in all 2 rows"),
    "infinite": ({"y": [1, float("inf")], "x": [1, 2]}, {}, "one row with a known `y`"),
    "dates": ({"y": ["2024-01-01", "2024-01-02"], "x": [1, 2]}, {}, "`y` holds dates"),
    "free text": ({"y": [f"t{i}" for i in STEPS], "x": STEPS}, {}, r"40 different texts .*`t0`, `t1`"),
    "words asked to be numbers": ({"y": WORDS, "x": STEPS}, {"task": "regression"}, "such as a"),
    "three asked to be two": ({"y": WORDS, "x": STEPS}, {"task": "binary"}, "4 different values, not two"),
    "no such task": ({"y": WORDS, "x": STEPS}, {"task": "ranking"}, "no task `ranking`"),
    "only the target": ({"y": TARGET}, {}, "no column but the target `y`"),
    "no features": ({"y": TARGET, "id": STEPS, "c": ["a"] * 40}, {}, "`id`: names the rows.*always a"),
    "target twice": ({"y": STEPS, "x": STEPS}, {"numeric": ["y"]}, "cannot be an input as well"),
    "asked twice": ({"y": STEPS, "x": STEPS}, {"numeric": ["x"], "drop": ["x"]}, "in two ways"),
    "not numeric": ({"y": STEPS, "x": WORDS}, {"numeric": ["x"]}, "values such as `a`"),
    "wrong override": ({"y": STEPS, "x": WORDS}, {"drop": ["xx"]}, "no column `xx`"),
    "time by words": ({"y": STEPS, "x": WORDS}, {"time_column": "x"}, "neither dates nor numbers"),
    "time is target": ({"y": STEPS, "x": WORDS}, {"time_column": "y"}, "cannot order the rows"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_refused_in_one_sentence(case: str) -> None:
    columns, options, sentence = REFUSED[case]
    with pytest.raises(DataError, match=sentence):
        infer_columns(read_table(columns), **{"target": "y", **options})


def test_rows_without_a_target_are_left_out_and_counted() -> None:
    table = read_table({"x": HALVES, "y": [None, float("inf"), *TARGET[2:]], "c": ["z", *WORDS[1:]]})
    schema = infer_columns(table, "y")
    assert schema.notes == ("2 of 40 rows have no usable `y` and were left out.",)
    assert schema["c"].distinct == 4
    assert len(labelled_rows(table, schema)) == 38


def test_classes_with_one_row_are_named() -> None:
    schema = infer(x=HALVES, y=[*WORDS[:-2], "rare", "odd"])
    assert schema.notes == ("Classes with a single row can be learnt or tested, not both: `odd`, `rare`.",)


def test_overrides() -> None:
    table = read_table(
        {"id": STEPS, "code": [1, 2] * 20, "mixed": ["5", "x"] * 20, "b": ["yes", "no"] * 20, "y": TARGET}
    )
    schema = infer_columns(table, "y", numeric=["id", "mixed", "b"], categorical=["code"], drop=[])
    kinds = {column.name: column.kind for column in schema.columns}
    assert kinds == {
        "id": "numeric", "code": "category", "mixed": "numeric", "b": "boolean", "y": "target",
    }  # fmt: skip
    assert schema["mixed"].what == "as asked; 20 cells are no numbers and became gaps"
    assert schema["mixed"].format.kind == "number" and schema["code"].format.kind == "number"
    dropped = infer_columns(table, "y", drop=["code"])["code"]
    assert (dropped.kind, dropped.what) == ("dropped", "left out, as asked")


def test_a_copy_of_a_dropped_column_is_kept() -> None:
    table = read_table({"a": WORDS, "b": WORDS, "y": TARGET})
    assert infer_columns(table, "y", drop=["a"])["b"].kind == "category"


def test_time_column() -> None:
    dates = [f"2024-01-{each % 28 + 1:02}" for each in STEPS]
    table = read_table({"step": STEPS, "when": dates, "x": HALVES[::-1], "y": TARGET})
    by_step = infer_columns(table, "y", time_column="step")
    assert by_step["step"].kind == "dropped" and by_step.time_column == "step"
    assert "orders the rows" in infer_columns(table, "y", time_column="when")["when"].what
    assert infer_columns(table, "y", time_column="step", numeric=["step"])["step"].kind == "numeric"


def test_schema_comes_back_from_json() -> None:
    table = read_table(
        {"d": ["2024-01-31", "2024-02-01"] * 20, "b": ["Y", "N"] * 20, "x": ["1,5", "2"] * 20, "y": TARGET},
        gaps=["?"],
    )
    schema = infer_columns(table, "y", time_column="d")
    assert Schema.from_json(json.loads(json.dumps(schema.to_json()))) == schema
    with pytest.raises(DataError, match="This schema has version None; this release reads up to 1"):
        Schema.from_json({})
    with pytest.raises(DataError, match="has no column `q`"):
        Schema((Column("a", "target"),), "a", "binary")["q"]


def test_a_frame_is_read() -> None:
    frame = pl.DataFrame({"x": [1.5, 2.5, 3.5], "c": ["a", "a", "a"], "y": [1.0, 2.5, 4.0]})
    assert infer_columns(frame, "y", categorical=["c"]) == infer_columns(
        read_table(frame), "y", categorical=["c"]
    )

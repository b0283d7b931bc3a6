"""Tables in memory: every kind gives the same columns as the file it could have come from."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from tidu.core.errors import DataError
from tidu.tabular.columns_names import clean_names, listed, nearest, require
from tidu.tabular.read import read_table, scan_batches
from tidu.tabular.read_frames import FrameSource, simple_types

COLUMNS: dict[str, list[Any]] = {"x": [1.5, None, 3], "s": ["a", "b", None], "n": ["1,000", "-", "2"]}
ROWS = [(1.5, "a", 1000), (None, "b", None), (3, None, 2)]
STRUCTURED = np.array(
    [(1.5, "a", "1,000"), (np.nan, "b", "-"), (3, "", "2")],
    dtype=[("x", float), ("s", "U1"), ("n", "U9")],
)


@pytest.mark.parametrize(
    "table",
    [
        COLUMNS,
        pl.DataFrame(COLUMNS, strict=False),
        pl.DataFrame(COLUMNS, strict=False).lazy(),
        pd.DataFrame(COLUMNS),
        pd.DataFrame(COLUMNS).convert_dtypes(),
        pd.DataFrame({**COLUMNS, "s": ["a", "b", float("nan")]}, dtype=object),
        pl.DataFrame(COLUMNS, strict=False).to_arrow(),
        STRUCTURED,
    ],
    ids=["dict", "polars", "lazy", "pandas", "pandas_nullable", "pandas_objects", "arrow", "structured"],
)
def test_every_kind_of_table(table: Any) -> None:
    assert read_table(table).frame.rows() == ROWS


def test_numpy() -> None:
    assert read_table(np.arange(6).reshape(3, 2)).frame.rows() == [(0, 1), (2, 3), (4, 5)]
    assert read_table(np.array([["1", "a"], ["2", "b"]])).frame["column_1"].to_list() == [1, 2]
    assert read_table(np.array([1.0, np.nan])).frame["column_1"].to_list() == [1, None]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([date(2024, 1, 31)], [datetime(2024, 1, 31)]),
        ([time(1, 30)], [1.5]),
        ([timedelta(minutes=2)], [120]),
        ([Decimal("1.5")], [1.5]),
        ([True, None], [True, None]),
        ([float("nan"), float("inf")], [None, float("inf")]),
        ([2**53, 1], [2.0**53, 1]),
        ([2**60, 1], [str(2**60), "1"]),
        ([1, "a"], ["1", "a"]),
        ([None, None], [None, None]),
    ],
)
def test_types(cells: list[Any], values: list[Any]) -> None:
    assert read_table({"x": cells}).frame["x"].to_list() == values
    assert read_table(pd.DataFrame({"x": pd.Series(cells, dtype=object)})).frame["x"].to_list() == values


def test_dates_with_a_zone_become_utc() -> None:
    cells = pl.Series([datetime(2024, 1, 31, 12)]).dt.replace_time_zone("Asia/Shanghai")
    assert read_table({"x": cells}).frame["x"].to_list() == [datetime(2024, 1, 31, 4)]


@pytest.mark.parametrize(
    "column",
    [pd.Series(["1", "2", None], dtype="category"), pl.Series(["1", "2", None], dtype=pl.Categorical)],
    ids=["pandas", "polars"],
)
def test_declared_categories_stay_words(column: Any) -> None:
    frame = pd.DataFrame({"x": column}) if isinstance(column, pd.Series) else column.to_frame("x")
    assert read_table(frame).frame["x"].to_list() == ["1", "2", None]


def test_pandas_names() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=pd.Index(["a", "a", 7]), index=["r"])
    assert read_table(frame).frame.columns == ["a", "a.1", "7"]
    levels = pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")]))
    assert read_table(levels).frame.columns == ["a_b"]
    assert read_table(pd.Series([1, 2], name="y")).frame.columns == ["y"]


def test_nested_columns_are_left_out_and_said() -> None:
    table = read_table({"x": [1], "l": [[1, 2]], "s": [{"a": 1}]})
    assert table.frame.columns == ["x"] and table.notes == (
        "2 column(s) hold lists, records or bytes and were left out: `l`, `s`.",
    )


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (5, "A int is not a table"),
        ({"x": [1, 2], "y": [1, 2, 3]}, "These columns do not make a table"),
        (np.zeros((2, 2, 2)), r"shape \(2, 2, 2\) is not a table"),
        (np.float64(3), "is not a table"),
    ],
)
def test_refused(table: Any, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_table(table)


def test_slices_cover_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidu.tabular.read_frames._STEP_BYTES", 0)
    frame = pl.DataFrame({"x": range(2500)})
    pages = list(FrameSource(frame, "t").frames())
    assert [page.height for page in pages] == [1024, 1024, 452] and pl.concat(pages).equals(frame)


def test_batches_keep_what_was_written() -> None:
    frame = pl.DataFrame({"i": [1, 2, 3], "s": [" a", "NA", None], "d": [date(2024, 1, 1)] * 3})
    batches = list(scan_batches(frame, batch_rows=2))
    assert [batch.height for batch in batches] == [2, 1] and pl.concat(batches).equals(frame)
    assert [batch.columns for batch in scan_batches(frame.head(0))] == [["i", "s", "d"]]


def test_simple_types_do_not_depend_on_the_batch() -> None:
    """A code too long for a float makes only its own batch text; its number is the same there."""
    frame = pl.DataFrame({"x": [1, 2**60]})
    whole = simple_types(frame)["x"].cast(pl.Float64)
    parts = pl.concat([simple_types(frame.slice(each, 1))["x"].cast(pl.Float64) for each in (0, 1)])
    assert whole.equals(parts)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (["a", "a", "a"], ["a", "a.1", "a.2"]),
        (["a", "a.1", "a"], ["a", "a.1", "a.2"]),
        (["a", "a", "a.1", "a.1"], ["a", "a.2", "a.1", "a.1.1"]),
        ([" a", "a ", None, ""], ["a", "a.1", "Unnamed: 2", "Unnamed: 3"]),
    ],
)
def test_names(raw: list[str | None], names: list[str]) -> None:
    assert clean_names(raw)[0] == names


def test_names_are_numbered_as_pandas_does() -> None:
    from io import StringIO
    from itertools import product

    for width in (2, 3, 4):
        for raw in product(["x", "x.1", "x.2", "y"], repeat=width):
            theirs = pd.read_csv(StringIO(",".join(raw) + "\n")).columns
            assert clean_names(raw)[0] == list(theirs)


def test_a_column_that_has_its_own_place_is_not_proposed() -> None:
    names = ["petal length", "sepal width"]
    with pytest.raises(DataError, match=r"Did you mean `sepal width`"):
        require("petal width", names[1:], "a table")
    with pytest.raises(DataError, match=r"no column `petal width`\. It has"):
        require("petal width", names, "a table", taken=names)


def test_nearest_and_listed() -> None:
    assert nearest("saleprice", ["Id", "SalePrice"]) == "SalePrice"
    assert nearest("zzz", ["Id", "SalePrice"]) is None
    assert listed(map(str, range(14))).endswith("`11` (+2)")


def test_parquet_keeps_types(tmp_path: Path) -> None:
    frame = pl.DataFrame({"x": [1, None], "s": ["a", "NA"], "b": [True, False], "code": [2**60, 1]})
    frame.write_parquet(tmp_path / "t.parquet")
    table = read_table(tmp_path / "t.parquet")
    assert table.frame.rows() == [(1.0, "a", True, str(2**60)), (None, None, False, "1")]
    assert next(scan_batches(tmp_path / "t.parquet")).equals(frame)

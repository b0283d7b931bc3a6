"""One column to its features: numbers, categories and dates, each by its own block."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from tidu.tabular import preprocess_blocks
from tidu.tabular.columns_format import Format
from tidu.tabular.preprocess_blocks import PARTS, CategoryBlock, DateBlock, NumberBlock
from tidu.tabular.preprocess_numeric import SCALERS
from tidu.tabular.preprocess_warnings import Warnings

NUMERIC = list(SCALERS)


def encoded(block: Any, cells: list[Any], warnings: Warnings | None = None) -> np.ndarray:
    out = np.zeros((len(cells), len(block.names)), np.float32)
    block.encode(pl.Series(cells), out, warnings or Warnings())
    return out


@pytest.mark.parametrize("numeric", NUMERIC)
@pytest.mark.parametrize("value", [0.0, 1e9 + 0.1, -3.25])
def test_a_column_constant_in_training_says_nothing(numeric: str, value: float) -> None:
    block = NumberBlock.fit(pl.Series("x", [value] * 7), Format("number"), "mean", numeric)
    out = np.ones((2, 1), np.float32)
    block.encode(pl.Series([value, 1e12]), out, Warnings())
    assert (out == 0).all()


@pytest.mark.parametrize("numeric", NUMERIC)
def test_training_rows_without_a_single_number(numeric: str) -> None:
    block = NumberBlock.fit(pl.Series("x", [None, None], dtype=pl.Float64), Format(), "median", numeric)
    out = np.ones((2, 2), np.float32)
    block.encode(pl.Series([None, 5.0]), out, Warnings())
    np.testing.assert_array_equal(out, np.array([[0, 1], [0, 0]], np.float32))


def test_categories() -> None:
    cells = ["b", "a", "a", "b", "rare", None, " a "]
    block = CategoryBlock.fit(pl.Series("c", cells), Format())
    assert block.names == ["c=a", "c=b", "c other", "c_missing"]
    warnings = Warnings(rows=5)
    matrix = encoded(block, ["a", "rare", "new", None, "b"], warnings)
    assert matrix.tolist() == [[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0]]
    assert warnings.sentences() == ["`c`: 1 of 5 rows have a category that training did not have."]


def test_an_unseen_category_without_other_is_all_zeros() -> None:
    block = CategoryBlock.fit(pl.Series("c", ["a", "a", "b", "b"]), Format())
    assert encoded(block, ["z", "b"]).tolist() == [[0, 0], [0, 1]]


def test_all_levels_rare() -> None:
    block = CategoryBlock.fit(pl.Series("c", ["a", "b", "c"]), Format())
    assert block.names == ["c other"] and encoded(block, ["a", "z"]).tolist() == [[1], [1]]


def test_the_most_frequent_levels_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [f"l{each % place:02}" for place in range(1, 90) for each in range(place)]
    block = CategoryBlock.fit(pl.Series("c", cells), Format())
    assert len(block.levels) == 64 and "l00" in block.levels and "l80" not in block.levels
    assert len(CategoryBlock.fit(pl.Series("c", cells), Format(), most=3).levels) == 3
    monkeypatch.setattr(preprocess_blocks, "_LISTED", 10)
    many = CategoryBlock.fit(pl.Series("c", cells), Format())
    warnings = Warnings()
    encoded(many, ["zzz"], warnings)
    assert many.pooled is None and not warnings.sentences()


def test_dates() -> None:
    days = ["2023-12-31 06:30", "2024-02-01 12:00", None, "2024-03-02 18:00"]
    cells = pl.Series("d", days).str.to_datetime("%Y-%m-%d %H:%M", time_unit="us")
    block = DateBlock.fit(cells, Format("date"), PARTS)
    assert block.names == [f"d_{part}" for part in (*PARTS, "missing")]
    matrix = encoded(block, cells.to_list())
    np.testing.assert_allclose(matrix[[0, 1, 3]].mean(0)[:-1], 0, atol=1e-6)
    np.testing.assert_allclose(matrix[[0, 1, 3]].std(0)[:-1], 1, rtol=1e-5)
    assert matrix[2].tolist() == [0, 0, 0, 0, 0, 0, 1]
    spread = matrix[:, PARTS.index("days")]
    np.testing.assert_allclose((spread[3] - spread[1]) / (spread[1] - spread[0]), 30.25 / 32.22917, rtol=1e-5)

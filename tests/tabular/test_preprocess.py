"""Fitted on training rows, exact for ever after: by batch, by file, by JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from tidu.core.errors import DataError
from tidu.tabular import preprocess
from tidu.tabular.infer import infer_columns, labelled_rows
from tidu.tabular.preprocess import Preprocessor
from tidu.tabular.preprocess_blocks import NumberBlock
from tidu.tabular.preprocess_numeric import SCALERS
from tidu.tabular.preprocess_warnings import Warnings
from tidu.tabular.read import Table, read_table, scan_batches

NUMERIC = list(SCALERS)


def prepared(train: dict[str, Any], **options: Any) -> Preprocessor:
    table = read_table({**train, "y": [each % 3 + each / 7 for each in range(len(train["x"]))]})
    return Preprocessor.fit(table, infer_columns(table, "y"), **options)


def dirty_csv(rows: int, seed: int) -> str:
    """Every kind of column with every kind of gap."""
    generator = np.random.default_rng(seed)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["id", "price", "rooms", "city", "when", "sold", "zip", "y"])
    for place in range(rows):
        gap = generator.random(7) < 0.1
        price = f"{generator.lognormal(7, 2):.2f}".replace(".", ",")
        row = [
            f"{price} €",
            str(generator.integers(1, 6)),
            ["Paris", "Lyon", 'a "b"; c', "Nice\nSud", f"x{place % 40}"][generator.integers(5)],
            f"{generator.integers(1, 29)}.{generator.integers(1, 13)}.2023 10:30",
            ["oui", "non"][generator.integers(2)] if place % 9 else "Oui",
            f"0{generator.integers(1000, 1009)}",
            f"{generator.normal():.3f}".replace(".", ","),
        ]
        spellings = ["", "NA", "?", "-", "n/a", "#N/A", "null"]
        row = [word if lost else cell for word, cell, lost in zip(spellings, row, gap, strict=True)]
        writer.writerow([place, *row])
    return text.getvalue()


@pytest.fixture
def dirty(write: Callable[..., Path]) -> Path:
    return write(dirty_csv(400, seed=1))


@pytest.mark.parametrize("numeric", NUMERIC)
@pytest.mark.parametrize("fill", ["mean", "median"])
def test_a_batch_gives_the_rows_that_the_whole_gives(dirty: Path, numeric: str, fill: Any) -> None:
    """Bit for bit: from the typed table, from the text in batches, and after JSON."""
    table = read_table(dirty)
    schema = infer_columns(table, "y")
    fitted = Preprocessor.fit(table.frame.head(250), schema, fill=fill, numeric=numeric)
    whole = fitted.transform(table)
    assert whole.dtype == np.float32 and whole.flags.c_contiguous and np.isfinite(whole).all()
    assert whole.shape == (400, len(fitted.feature_names))
    again = Preprocessor.from_json(json.loads(json.dumps(fitted.to_json())))
    assert again == fitted
    total = Warnings()
    for rows in (17, 400):
        batches = [again.transform(each, total) for each in scan_batches(dirty, batch_rows=rows)]
        assert np.concatenate(batches).tobytes() == whole.tobytes()
    assert total.rows == 800
    singles = next(scan_batches(dirty, batch_rows=5)).iter_slices(1)
    assert [again.transform(row).tobytes() for row in singles] == [row.tobytes() for row in whole[:5]]
    same = read_table(dirty, formats=schema.formats)
    assert fitted.transform(same).tobytes() == whole.tobytes()


def test_the_fit_knows_only_its_rows(dirty: Path) -> None:
    """Whatever stands in the other rows, the fitted preprocessing is the same."""
    table = read_table(dirty)
    schema = infer_columns(table, "y")
    other = table.frame.with_columns(pl.col(pl.Float64).shuffle(3) * 9)
    mixed = pl.concat([table.frame.head(200), other.tail(200)])
    assert Preprocessor.fit(mixed.head(200), schema) == Preprocessor.fit(table.frame.head(200), schema)


def test_filling_and_flags() -> None:
    fitted = prepared({"x": [1, 2, 9, None], "z": [1, 2.5, 3, 4]}, fill="mean", numeric="standard")
    assert fitted.feature_names == ["x", "x_missing", "z"]
    matrix = fitted.transform({"x": [4, None, float("inf")], "z": [2.625] * 3})
    np.testing.assert_array_equal(matrix, np.array([[0, 0, 0], [0, 1, 0], [0, 1, 0]], np.float32))
    median = prepared({"x": [1, 2, 9, None]}, fill="median", numeric="standard").blocks[0]
    assert isinstance(median, NumberBlock) and median.fill == 2


def test_a_flag_helps_only_where_training_had_gaps() -> None:
    fitted = prepared({"x": [1.5, 2, 3, 6]}, numeric="standard", fill="median")
    assert fitted.feature_names == ["x"]
    warnings = Warnings()
    assert fitted.transform({"x": [2.5, None]}, warnings)[0, 0] == fitted.transform({"x": [None]})[0, 0]
    assert warnings.sentences() == ["`x`: 1 of 2 rows have a gap, and training had none; filled as usual."]


def test_wide_one_hot_is_bounded_by_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preprocess, "_ONE_HOT_NUMBERS", 200 * 10)
    cells = [f"l{each % 20}" for each in range(200)]
    names = prepared({"x": list(range(200)), "c": cells}).feature_names
    assert sum(name.startswith("c=") for name in names) == 10


def test_whole_numbers_as_categories_match_however_they_are_written() -> None:
    table = read_table({"code": [1, 2, 1, 2, 1, None], "y": [1, 2.5, 3, 4, 5, 6]})
    fitted = Preprocessor.fit(table, infer_columns(table, "y", categorical=["code"]))
    assert fitted.feature_names == ["code=1", "code=2", "code_missing"]
    for cells in (["1.0", "2", "NA"], [1, 2, None], ["1", "2.0", "-"]):
        assert fitted.transform({"code": cells}).tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_booleans_stay_zero_and_one() -> None:
    fitted = prepared({"x": [0, 1, 1, 0], "b": ["Yes", "No", "No", "Yes"]})
    matrix = fitted.transform({"x": ["1", "0"], "b": ["no", "YES"]})
    assert matrix.tolist() == [[1, 0], [0, 1]]


def test_the_time_column_is_fed_only_as_what_returns() -> None:
    days = [f"202{each % 4}-0{each % 6 + 1}-1{each % 9}" for each in range(30)]
    table = read_table({"d": days, "x": list(range(30)), "y": [each / 7 for each in range(30)]})
    schema = infer_columns(table, "y", time_column="d")
    names = Preprocessor.fit(table, schema).feature_names
    assert names == ["d_month", "d_day", "d_weekday", "x"]


def test_wild_values_cannot_run_away() -> None:
    cells = [each / 10 for each in range(100)]
    for numeric in ("clipped", "robust", "quantile"):
        matrix = prepared({"x": cells}, numeric=numeric).transform({"x": [-1e30, 1e30, 4.95]})
        assert np.abs(matrix).max() <= 5 and abs(matrix[2, 0]) < 1e-2


def test_surprises_are_counted_over_batches() -> None:
    fitted = prepared({"x": [1.5, 2, 3, 4], "c": ["a", "b", "a", "b"], "d": ["1.1.2024", "2.1.2024"] * 2})
    warnings = Warnings()
    rows = {"x": ["abc", "-", "inf"], "c": ["q", "a", None], "d": ["soon", "3.1.2024", ""], "e": [1, 2, 3]}
    for place in range(3):
        fitted.transform({name: cells[place : place + 1] for name, cells in rows.items()}, warnings)
    assert warnings.sentences() == [
        "`c`: 1 of 3 rows have a category that training did not have.",
        "`x`: 1 of 3 rows have a gap, and training had none; filled as usual.",
        "`c`: 1 of 3 rows have a gap, and training had none; filled as usual.",
        "`d`: 1 of 3 rows have a gap, and training had none; filled as usual.",
        "`x`: 1 of 3 rows are infinite and count as gaps.",
        "`x`: 1 of 3 cells cannot be read as in training and became gaps.",
        "`d`: 1 of 3 cells cannot be read as in training and became gaps.",
        "1 column(s) were not there in training and are ignored: `e`.",
    ]


def test_numbers_of_another_unit_are_told() -> None:
    fitted, warnings = prepared({"x": [0.1, 0.2, 0.3, 0.25]}), Warnings()
    fitted.transform({"x": [22.2, 0.8, -0.3, 0.2]}, warnings)
    assert warnings.sentences() == [
        "`x`: 1 of 4 rows lie outside training's range by more than three times its width. "
        "Is the unit the same?"
    ]


def test_training_rows_are_no_surprise(dirty: Path) -> None:
    table = read_table(dirty)
    fitted = Preprocessor.fit(table, infer_columns(table, "y"))
    warnings = Warnings()
    fitted.transform(table, warnings)
    assert warnings.sentences() == []


@pytest.mark.parametrize(
    "make",
    [
        lambda frame: frame,
        lambda frame: frame.lazy(),
        lambda frame: frame.to_pandas(),
        lambda frame: frame.to_dict(as_series=False),
        lambda frame: Table("t", frame, {}),
        lambda frame: frame.rename({"x": " x "}).select("c", " x "),
    ],
    ids=["polars", "lazy", "pandas", "dict", "table", "other_order"],
)
def test_any_table_transforms_alike(make: Callable[[pl.DataFrame], Any]) -> None:
    fitted = prepared({"x": [1.5, 2, None, 4], "c": ["a", "b", "a", "b"]})
    frame = pl.DataFrame({"x": [2.25, None], "c": ["b", None]})
    assert fitted.transform(make(frame)).tobytes() == fitted.transform(frame).tobytes()


def test_no_rows_give_no_rows() -> None:
    fitted = prepared({"x": [1.5, 2, 3, 4], "c": ["a", "b", "a", "b"], "d": ["1.1.2024", "2.1.2024"] * 2})
    empty = pl.DataFrame({"x": [], "c": [], "d": []}, schema=dict.fromkeys("xcd", pl.String))
    assert fitted.transform(empty).shape == (0, len(fitted.feature_names))


def test_refused() -> None:
    table = read_table({"size": [1.5, 2, 3], "y": [1.5, 2, 3.5]})
    schema = infer_columns(read_table({"size": [1.5, 2, 3], "y": [3.5, 1, 2]}), "y")
    fitted = Preprocessor.fit(table, schema)
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: fitted.transform({"sizes": [1]}), "no column `size`. Did you mean `sizes`?"),
        (lambda: fitted.transform({"q": [1]}), "no column `size`. It has `q`"),
        (lambda: Preprocessor.fit({"q": [1]}, schema), "no column `size`"),
        (lambda: Preprocessor.fit(table.frame.head(0), schema), "no rows to fit"),
        (lambda: Preprocessor.fit(table, schema, numeric="log"), "no scaling `log`.*`clipped`, `robust`"),
        (lambda: Preprocessor.fit(table, schema, fill="mode"), "`mean` or `median`, not `mode`"),
        (lambda: Preprocessor.from_json({"version": 2}), "This preprocessing has version 2"),
        (lambda: fitted.transform(7), "A int is not a table"),
    ]  # fmt: skip
    for attempt, sentence in refused:
        with pytest.raises(DataError, match=sentence):
            attempt()


def test_pandas_round_trip_of_a_file(dirty: Path) -> None:
    """Text as pandas reads it (its own gaps, ints turned floats) gives the same numbers."""
    table = read_table(dirty)
    schema = infer_columns(table, "y")
    rows = labelled_rows(table, schema)
    fitted = Preprocessor.fit(rows, schema)
    theirs = pd.read_csv(dirty, sep=";", dtype={"zip": str}, decimal=".")
    assert fitted.transform(theirs).tobytes() == fitted.transform(table).tobytes()

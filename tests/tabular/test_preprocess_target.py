"""Targets to numbers and outputs back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
import pytest

from tidu.core.errors import DataError
from tidu.tabular.columns import Schema
from tidu.tabular.infer import infer_columns
from tidu.tabular.preprocess_target import TargetEncoder
from tidu.tabular.read import read_table


def fitted(cells: list[Any], task: str | None = None, **options: Any) -> tuple[TargetEncoder, Schema]:
    table = read_table({"x": list(range(len(cells))), "y": cells}, **options)
    schema = infer_columns(table, "y", task=task)
    return TargetEncoder.fit(table.frame["y"].drop_nulls(), schema), schema


@pytest.mark.parametrize(
    ("cells", "labels", "codes"),
    [
        (["b", "a", "b", "a"], ("a", "b"), [1, 0, 1, 0]),
        ([10, 9, 10, 9], ("9", "10"), [1, 0, 1, 0]),
        ([1.5, -2, 1.5, -2], ("-2", "1.5"), [1, 0, 1, 0]),
        (["Yes", "No", "Yes", "No"], ("No", "Yes"), [1, 0, 1, 0]),
        ([True, False, True, True], ("False", "True"), [1, 0, 1, 1]),
        (["+", "-", "+", "-"], ("+", "-"), [0, 1, 0, 1]),
        (["北", "东", "北", "南"], ("东", "北", "南"), [1, 0, 1, 2]),
    ],
)
def test_classes(cells: list[Any], labels: tuple[str, ...], codes: list[int]) -> None:
    encoder, _ = fitted(cells)
    assert encoder.labels == labels
    found = encoder.encode(pl.Series(cells))
    assert found.dtype == np.int64 and found.tolist() == codes
    assert encoder.decode(found).tolist() == [labels[code] for code in codes]
    as_text = encoder.encode(pl.Series([str(cell) for cell in cells]))
    assert as_text.tolist() == codes


def test_regression_is_standardised_by_the_training_rows() -> None:
    table = read_table({"x": [1, 2, 3, 4], "y": [1.5, 3.5, 1e6, -1e6]})
    encoder = TargetEncoder.fit(table.frame["y"], infer_columns(table, "y"), np.array([0, 1]))
    assert (encoder.center, encoder.scale) == (2.5, 1.0)
    found = encoder.encode(table.frame["y"])
    assert found.dtype == np.float32 and found[:2].tolist() == [-1, 1]
    np.testing.assert_allclose(encoder.decode(found), table.frame["y"], rtol=1e-6)


def test_a_target_constant_in_training_keeps_its_unit() -> None:
    table = read_table({"x": [1, 2, 3], "y": [5, 5, 7]})
    schema = infer_columns(table, "y", task="regression")
    encoder = TargetEncoder.fit(table.frame["y"], schema, np.array([0, 1]))
    assert encoder.encode(table.frame["y"]).tolist() == [0, 0, 2]


def test_logarithm_of_a_number() -> None:
    table = read_table({"x": [1, 2, 3], "y": [1.0, np.e, np.e**2]})
    encoder = TargetEncoder.fit(table.frame["y"], infer_columns(table, "y"), logarithm=True)
    assert encoder.center == pytest.approx(1) and encoder.scale == pytest.approx((2 / 3) ** 0.5)
    codes = encoder.encode(pl.Series([1.0, np.e, 0.0]))
    np.testing.assert_allclose(encoder.decode(codes)[:2], [1, np.e], rtol=1e-6)
    assert np.isfinite(codes).all()


@pytest.mark.parametrize("cells", [[1.25, 2.5, 3.5], ["a", "b", "a"], ["1,5", "2,75", "0,5"]])
def test_comes_back_from_json(cells: list[Any]) -> None:
    encoder, _ = fitted(cells)
    assert TargetEncoder.from_json(json.loads(json.dumps(encoder.to_json()))) == encoder


def test_refused() -> None:
    encoder, _ = fitted(["a", "b", "a", "b"])
    numbers, _ = fitted([1.5, 2.5, 3])
    for attempt, sentence in [
        (lambda: encoder.encode(pl.Series(["a", None])), "`y` has 1 gaps or unreadable cells"),
        (lambda: encoder.encode(pl.Series(["a", "q", "p"])), "did not have: `p`, `q`"),
        (lambda: numbers.encode(pl.Series(["1", "x"])), "`y` has 1 gaps or unreadable cells"),
        (lambda: TargetEncoder.from_json({"version": 0}), "has version 0"),
    ]:
        with pytest.raises(DataError, match=sentence):
            attempt()

"""Choosing between a value and 0 by bits gives what np.where gives, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from tidu.core.blocks import BLOCK
from tidu.ops.compare import MANY, choose

RANDOM = np.random.default_rng(0)
ODD = np.array([np.nan, np.inf, -np.inf, -0.0, 0.0, 1e-40, -1.5])


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("count", [MANY - 1, MANY, 5000])
@pytest.mark.parametrize("zero", [0.0, -0.0, 0])
def test_value_or_zero(dtype: str, count: int, zero: object) -> None:
    with np.errstate(over="ignore", under="ignore"):
        values = np.concatenate((np.tile(ODD, 70), RANDOM.normal(size=count)))[:count].astype(dtype)
    condition = RANDOM.random(count) < 0.5
    for ours, wanted in (
        (choose(condition, values, zero), np.where(condition, values, np.asarray(zero, dtype))),
        (choose(condition, zero, values), np.where(condition, np.asarray(zero, dtype), values)),
    ):
        assert ours.dtype == wanted.dtype and ours.tobytes() == wanted.tobytes()


@pytest.mark.parametrize(
    "shapes", [((40, 30), (40, 30)), ((40, 30), (30,)), ((40, 30), ()), ((30, 20), (5, 30, 20))]
)
def test_broadcast_and_any_layout(shapes: tuple) -> None:
    condition = RANDOM.random(shapes[0]) < 0.5
    x = np.asarray(RANDOM.normal(size=shapes[1]))
    np.testing.assert_array_equal(choose(condition, x, 0.0), np.where(condition, x, 0.0))
    if len(shapes[1]) == 2:
        np.testing.assert_array_equal(choose(condition.T, x.T, 0.0), np.where(condition.T, x.T, 0.0))
        np.testing.assert_array_equal(
            choose(condition[::2], x[::2], 0.0), np.where(condition[::2], x[::2], 0.0)
        )


def test_whole_numbers_and_other_values_are_left_to_numpy() -> None:
    condition = RANDOM.random(MANY) < 0.5
    whole = RANDOM.integers(1, 9, MANY)
    np.testing.assert_array_equal(choose(condition, whole, 0), np.where(condition, whole, 0))
    np.testing.assert_array_equal(choose(condition, whole * 1.0, 2.0), np.where(condition, whole, 2.0))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int64", "int8", "bool"])
@pytest.mark.parametrize("count", [MANY - 1, MANY, 3 * BLOCK + 5])
def test_two_values(dtype: str, count: int) -> None:
    with np.errstate(all="ignore"):
        x = np.concatenate((np.tile(ODD, 70), RANDOM.normal(size=count)))[:count].astype(dtype)
    y, condition = RANDOM.permutation(x), RANDOM.random(count) < 0.5
    for a, b in ((x, y), (x, np.asarray(2.5).astype(dtype)), (np.asarray(1).astype(dtype), y), (x[:1], y)):
        ours, wanted = choose(condition, a, b), np.where(condition, a, b)
        assert ours.dtype == wanted.dtype and ours.tobytes() == wanted.tobytes()


def test_what_never_holds_is_zero() -> None:
    x = np.array([[np.nan, np.inf]])
    np.testing.assert_array_equal(choose(False, x, 0.0), np.zeros((1, 2)))
    np.testing.assert_array_equal(choose(False, x, 1.0), np.ones((1, 2)))

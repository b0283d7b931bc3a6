"""Choosing between a value and 0 by bits gives what np.where gives, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

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

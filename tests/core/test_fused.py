"""One rounding, checked against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from tidu.core.fused import multiply_add


def exact(x: float, factor: float, term: float) -> float:
    return float(Fraction(x) * Fraction(factor) + Fraction(term))


@pytest.mark.parametrize("case", range(40))
def test_float64_is_rounded_once(case: int) -> None:
    values = np.random.default_rng(case)
    x = values.normal(size=200)
    factor = values.normal() * 10.0 ** values.integers(-30, 30)
    # Half of the cases cancel: the result is then the product's rounding error itself.
    term = -x[0] * factor if case % 2 else values.normal()
    drawn = multiply_add(x, np.float64(factor), np.float64(term))
    assert drawn.tolist() == [exact(each, factor, term) for each in x.tolist()]


def test_float64_bounds_that_multiply_to_the_largest_numbers() -> None:
    drawn = multiply_add(np.array([0.25, 1.0]), np.float64(1.7e308), np.float64(-1e307))
    assert drawn.tolist() == [exact(0.25, 1.7e308, -1e307), exact(1.0, 1.7e308, -1e307)]


@pytest.mark.parametrize("case", range(10))
def test_float32_is_rounded_once(case: int) -> None:
    values = np.random.default_rng(case)
    x = values.normal(size=200).astype(np.float32)
    factor = np.float32(values.normal())
    term = -x[0] * factor if case % 2 else np.float32(values.normal())
    expected = [np.float32(exact(float(each), float(factor), float(term))) for each in x]
    drawn = multiply_add(x, factor, term)
    assert drawn.dtype == np.float32 and drawn.tolist() == [float(each) for each in expected]

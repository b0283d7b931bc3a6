"""The error function of float32 arrays against SciPy's in float64."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from tidu.core.blocks import BLOCK
from tidu.ops.error_function import SHORT, erf

ULPS = 3.0


def errors(x: np.ndarray) -> np.ndarray:
    """How many units of the last place erf(x) is off."""
    wanted = special.erf(x.astype("float64"))
    return abs(erf(x) - wanted) / np.spacing(abs(wanted).astype("float32"))


@pytest.mark.parametrize("count", [SHORT, SHORT + 1, 1000, BLOCK + 1])
def test_few_units_of_the_last_place_are_lost(count: int) -> None:
    random = np.random.default_rng(count)
    for x in (random.uniform(-6, 6, count), random.normal(size=count), 10.0 ** random.uniform(-30, 1, count)):
        assert errors(x.astype("float32")).max() <= ULPS


def test_densely() -> None:
    x = np.linspace(-4.3, 4.3, 2_000_001).astype("float32")
    assert errors(x[x != 0]).max() <= ULPS
    assert (np.diff(erf(x)) >= -3 * np.spacing(np.float32(1))).all()


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize("repeated", [1, 200])
def test_special_numbers(repeated: int) -> None:
    x = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1e30, -3e38, 1e-45], "float32")
    made = erf(np.repeat(x, repeated))[::repeated]
    np.testing.assert_array_equal(made[:7], np.array([0, 0, 1, -1, np.nan, 1, -1], "float32"))
    assert np.signbit(made[1]) and not np.signbit(made[0]) and made[7] >= 1e-45


def test_other_types_and_shapes() -> None:
    x = np.random.default_rng(0).normal(size=(3, 50)).T
    np.testing.assert_array_equal(erf(x), special.erf(x))
    single = erf(x.astype("float32"))
    assert single.shape == x.shape and single.dtype == np.float32
    assert erf(np.float32(0.5).reshape(())).shape == ()
    assert erf(np.zeros((0, 2), "float32")).shape == (0, 2)
    assert erf(x.astype("float16")).dtype == np.float16

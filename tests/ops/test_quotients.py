"""Rests and whole quotients of long float32 arrays: NumPy's to the bit, but for the sign of 0."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tidu.ops.quotients import LONG, by_doubles

WAYS = {
    "remainder": (np.remainder, by_doubles(np.remainder, np.floor, rest=True)),
    "fmod": (np.fmod, by_doubles(np.fmod, np.trunc, rest=True)),
    "floor_divide": (np.floor_divide, by_doubles(np.floor_divide, np.floor, rest=False)),
}


def pairs() -> list[tuple[Any, Any]]:
    """Ordinary numbers, whole multiples and their neighbours, large quotients, zeros and infinities."""
    random = np.random.default_rng(3)
    x = random.normal(size=4 * LONG).astype("float32") * 100
    y = random.normal(size=x.size).astype("float32")
    whole = (y * random.integers(-9, 9, x.size)).astype("float32")
    near = np.nextafter(whole, np.float32(np.inf))
    odd = np.where(random.random(x.size) < 0.01, random.choice([np.inf, -np.inf, np.nan, 0.0], x.size), x)
    large = (x * 10.0 ** random.uniform(0, 30, x.size)).astype("float32")
    return [
        (x, y), (x, 1.5), (x, -0.1), (whole, y), (near, y), (large, y), (odd.astype("float32"), 2.5),
        (x, odd.astype("float32")), (x, 0.0), (x, np.inf), (3.0, y), (x.reshape(4, -1).T, 0.3),
    ]  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.filterwarnings("ignore")
def test_numpys_numbers(name: str) -> None:
    plain, quick = WAYS[name]
    for x, y in pairs():
        wanted, found = plain(x, y), quick(x, y)
        assert found.dtype == wanted.dtype
        np.testing.assert_array_equal(found, wanted)


def test_other_types_go_numpys_way() -> None:
    plain, quick = WAYS["remainder"]
    for x in (np.arange(1000), np.arange(1000.0), np.arange(9, dtype="float32")):
        np.testing.assert_array_equal(quick(x, 7), plain(x, 7))

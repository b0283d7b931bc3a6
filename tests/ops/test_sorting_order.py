"""Order, ranks and places against NumPy's plain ways of finding them."""

from __future__ import annotations

import numpy as np
import pytest

from tidu.ops.flat import flat_places, in_blocks, take_flat, write_flat
from tidu.ops.index import HERE, index, index_set, scatter, scatter_fold
from tidu.ops.move import ALL
from tidu.ops.order import argsort, rank_place, top_places

KINDS = ["float64", "float32", "float16", "int64", "int8", "uint8", "bool"]


def drawn(kind: str, shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    """Numbers with many ties; reals with NaN, infinities and both zeros."""
    random = np.random.default_rng(seed)
    x = random.integers(0 if kind in ("uint8", "bool") else -9, 9, shape)
    if np.dtype(kind).kind != "f":
        return x.astype(kind)
    special = random.choice([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.5, -1.5, 1e-3], shape)
    return np.where(random.random(shape) < 0.4, special, x).astype(kind)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [(7,), (500,), (3, 200), (200, 3), (2, 90, 2)])
def test_equal_elements_keep_their_order(kind: str, descending: bool, shape: tuple[int, ...]) -> None:
    x = drawn(kind, shape)
    for axis in range(len(shape)):
        found = argsort(x, axis=axis, descending=descending)
        if descending:
            turned = np.argsort(np.flip(x, axis), axis=axis, kind="stable")
            wanted = shape[axis] - 1 - np.flip(turned, axis)
        else:
            wanted = np.argsort(x, axis=axis, kind="stable")
        np.testing.assert_array_equal(found, wanted)


def test_numbers_too_far_apart_to_hold_their_places() -> None:
    x = np.random.default_rng(1).choice([-(2**63), 2**63 - 1, 0, 5], 300)
    np.testing.assert_array_equal(argsort(x, axis=0, descending=False), np.argsort(x, kind="stable"))
    np.testing.assert_array_equal(x[argsort(x, axis=0, descending=True)], np.sort(x)[::-1])


@pytest.mark.parametrize("largest", [True, False])
@pytest.mark.parametrize("kind", ["float64", "float32", "int64"])
@pytest.mark.parametrize("k", [0, 1, 3, 40, 400])
def test_the_largest_are_the_first_of_the_order(kind: str, k: int, largest: bool) -> None:
    x = drawn(kind, (400, 2), 2)
    places = top_places(x, axis=0, k=k, largest=largest)
    order = argsort(x, axis=0, descending=largest)[:k]
    np.testing.assert_array_equal(np.take_along_axis(x, places, 0), np.take_along_axis(x, order, 0))
    assert all(len(set(column)) == k for column in places.T.tolist())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("k", [0, 50, 99])
def test_a_rank_is_found_where_a_stable_sort_has_it(kind: str, k: int) -> None:
    x = drawn(kind, (100, 3), 3)
    found = rank_place(x, axis=0, k=k)
    np.testing.assert_array_equal(found, np.argsort(x, axis=0, kind="stable")[k : k + 1])


def test_places_along_a_line() -> None:
    random = np.random.default_rng(4)
    shape = (30, 400)
    x = random.normal(size=shape)
    rows, columns = random.integers(-30, 30, (300, 1)), random.integers(-400, 400, (300, 500))
    assert len(list(in_blocks((rows, columns)))) > 1
    np.testing.assert_array_equal(take_flat(x, (rows, columns)), x[rows, columns])
    whole, wanted = np.zeros(shape), np.zeros(shape)
    write_flat(whole, (rows, columns), 2.0, np.add.at)
    np.add.at(wanted, (rows, columns), 2.0)
    np.testing.assert_array_equal(whole, wanted)
    with pytest.raises(IndexError):
        flat_places(shape, (np.array([30]), np.array([0])))


@pytest.mark.parametrize("key", [(HERE, HERE), (HERE,), (ALL, HERE)])
@pytest.mark.parametrize("shape", [(5, 6), (5, 300)])
def test_scattering_agrees_with_numpy(key: tuple, shape: tuple[int, ...]) -> None:
    random = np.random.default_rng(5)
    indices = [random.integers(-n, n, 40) for n, part in zip(shape, key, strict=False) if part == HERE]
    full = tuple(indices.pop(0) if part == HERE else slice(None) for part in key)
    given = [part for part in full if not isinstance(part, slice)]
    value = random.normal(size=np.zeros(shape)[full].shape)
    x = random.normal(size=shape)
    np.testing.assert_array_equal(index(x, *given, key=key), x[full])
    wanted = np.zeros(shape)
    np.add.at(wanted, full, value)
    np.testing.assert_allclose(scatter(value, *given, key=key, shape=shape), wanted, rtol=1e-12)
    for word, ufunc in (("mul", np.multiply), ("larger", np.maximum), ("smaller", np.minimum)):
        wanted = x.copy()
        ufunc.at(wanted, full, value)
        np.testing.assert_allclose(scatter_fold(x, value, *given, key=key, word=word), wanted, rtol=1e-12)
    written = index_set(x, 7.0, *given, key=key)
    wanted = x.copy()
    wanted[full] = 7.0
    np.testing.assert_array_equal(written, wanted)

"""Products of matrices by compiled tiles, against NumPy's, inside memory that ends where they end."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import pytest
from guarded import filled, matrix
from native_texts import HERE, INTEGER, POINTER

from tidu.read.native.level import level
from tidu.read.native.link import Loaded, library
from tidu.read.native.machine import compile_object
from tidu.read.native.product import block_shape
from tidu.read.native.tiles import pack_bytes, split, tile_module, tile_shape

TILE = (POINTER, INTEGER, INTEGER, POINTER, INTEGER, POINTER, *[INTEGER] * 4)
PRODUCT = (POINTER, INTEGER, INTEGER, POINTER, INTEGER, INTEGER, POINTER, *[INTEGER] * 5, POINTER)
everywhere = pytest.mark.parametrize("name", HERE)
both = pytest.mark.parametrize("code", ["f4", "f8"])


@cache
def loaded(name: str) -> Loaded:
    return library(level(name)).load(compile_object(tile_module(level(name)), level(name)))


def strides(x: np.ndarray) -> list[int]:
    return [stride // x.itemsize for stride in x.strides]


def tiled(name: str, a: np.ndarray, b: np.ndarray, c: np.ndarray, add: int) -> None:
    """One tile puts a @ b into c, or adds it."""
    code, columns = c.dtype.str[1:], c.shape[1]
    shape = f"{len(a)}x{-(-columns // level(name).lanes(code))}"
    call = loaded(name).function(f"tidu_tile_{code}_{shape}", *TILE)
    of_b, of_c = strides(b)[0], strides(c)[0]
    call(a.ctypes.data, *strides(a), b.ctypes.data, of_b, c.ctypes.data, of_c, len(b), columns, add)


def multiplied(name: str, a: np.ndarray, b: np.ndarray, c: np.ndarray, add: int = 0) -> None:
    """The product for any sizes, with just the room that it asks for."""
    code, (rows, columns) = c.dtype.str[1:], c.shape
    pack = matrix(1, pack_bytes(level(name), code, len(b), columns) // c.itemsize, code)
    call = loaded(name).function(f"tidu_product_{code}", *PRODUCT)
    places = (a.ctypes.data, *strides(a), b.ctypes.data, *strides(b), c.ctypes.data, strides(c)[0])
    call(*places, rows, len(b), columns, add, pack.ctypes.data)


def assert_product(c: np.ndarray, a: np.ndarray, b: np.ndarray, before: Any = 0.0) -> None:
    """c is before + a @ b as exactly as sums in this precision are: each rounding errs by eps / 2."""
    wide = np.longdouble
    wanted = before + a.astype(wide) @ b.astype(wide)
    size = abs(before) + abs(a).astype(wide) @ abs(b).astype(wide)
    assert (abs(c - wanted) <= (len(b) + 2) * np.finfo(c.dtype).eps * size).all()


@pytest.mark.parametrize("total", [1, 5, 6, 7, 32, 97, 256])
def test_split(total: int) -> None:
    parts = split(total, 6)
    assert sum(parts) == total and len(parts) == -(-total // 6)
    assert parts[0] <= 6 and parts[0] - parts[-1] <= 1 and parts == sorted(parts, reverse=True)


@everywhere
@both
def test_every_tile(name: str, code: str) -> None:
    generator = np.random.default_rng(5)
    lanes, (most_rows, most_vectors) = level(name).lanes(code), tile_shape(level(name), code)
    counts = range(1, most_vectors * lanes + 1)
    for case, (rows, columns) in enumerate((r + 1, n) for r in range(most_rows) for n in counts):
        where = {"gap": case % 3, "at_end": bool(case % 2)}
        depth = (1, 2, 13)[case % 3]
        a = filled(generator, rows, depth, code, turned=case % 5 < 2, **where)
        b = filled(generator, depth, columns, code, **where)
        c = matrix(rows, columns, code, **where)
        tiled(name, a, b, c, 0)
        assert_product(c, a, b)
        before = c.copy()
        tiled(name, a, b, c, 1)
        assert_product(c, a, b, before)


@everywhere
@both
def test_a_tile_writes_its_columns_only(name: str, code: str) -> None:
    generator = np.random.default_rng(6)
    for columns in range(1, 2 * level(name).lanes(code)):
        whole = matrix(3, columns + 7, code)
        whole[...] = 9
        a, b = filled(generator, 3, 4, code), filled(generator, 4, columns, code)
        tiled(name, a, b, whole[:, 2 : 2 + columns], 0)
        assert_product(whole[:, 2 : 2 + columns], a, b)
        assert (np.delete(whole, range(2, 2 + columns), axis=1) == 9).all()


# (rows, depth, columns): one, primes, whole and partial vectors, and more than one block each way.
SIZES = [
    (1, 1, 1), (1, 7, 1), (2, 3, 5), (7, 13, 11), (17, 31, 3), (6, 16, 64), (13, 15, 65), (19, 17, 129),
    (32, 93, 64), (5, 401, 7), (29, 800, 31), (14, 18, 531), (3, 390, 1100),
]  # fmt: skip
FORMS = [(False, False), (False, True), (True, False), (True, True)]


@everywhere
@both
@pytest.mark.parametrize(("turned_a", "turned_b"), FORMS)
def test_product(name: str, code: str, turned_a: bool, turned_b: bool) -> None:
    generator = np.random.default_rng(7)
    for case, (rows, depth, columns) in enumerate(SIZES):
        where = {"gap": case % 2, "at_end": bool(case % 3)}
        a = filled(generator, rows, depth, code, turned=turned_a, **where)
        b = filled(generator, depth, columns, code, turned=turned_b, **where)
        c = matrix(rows, columns, code, **where)
        multiplied(name, a, b, c)
        assert_product(c, a, b)
        before = c.copy()
        multiplied(name, a, b, c, add=1)
        assert_product(c, a, b, before)


@everywhere
@both
@pytest.mark.parametrize(("turned_a", "turned_b"), FORMS)
def test_rows_that_lie_far_apart_are_packed_to_the_same(
    name: str, code: str, turned_a: bool, turned_b: bool
) -> None:
    generator = np.random.default_rng(8)
    near_a, near_b = filled(generator, 30, 40, code), filled(generator, 40, 70, code)
    far_a = matrix(30, 40, code, gap=600, turned=turned_a)
    far_b = matrix(40, 70, code, gap=600, turned=turned_b)
    far_a[...], far_b[...] = near_a, near_b
    found, wanted = matrix(30, 70, code), matrix(30, 70, code)
    multiplied(name, near_a, near_b, wanted)
    multiplied(name, far_a, far_b, found)
    assert found.tobytes() == wanted.tobytes()


@everywhere
@both
def test_any_strides(name: str, code: str) -> None:
    generator = np.random.default_rng(9)
    a = filled(generator, 22, 33, code)[::2, ::3]
    b = filled(generator, 44, 57, code)[::4, ::3]
    c = matrix(11, 19, code)
    multiplied(name, a, b, c)
    assert_product(c, a, b)


@everywhere
@both
@pytest.mark.parametrize("turned", [False, True])
def test_rows_may_be_shared_among_threads(name: str, code: str, turned: bool) -> None:
    generator = np.random.default_rng(10)
    depth = 2 * block_shape(level(name))[0] + 5
    a = filled(generator, 41, depth, code, turned=turned)
    b = filled(generator, depth, 45, code, gap=1000)
    at_once, shared = matrix(41, 45, code), matrix(41, 45, code)
    multiplied(name, a, b, at_once)
    start = 0
    for rows in (1, 2, 19, 3, 16):
        multiplied(name, a[start : start + rows], b, shared[start : start + rows])
        start += rows
    assert start == 41 and at_once.tobytes() == shared.tobytes()
    # One block of the depth is one tile's sum.
    block = len(b) // 3
    multiplied(name, a[:, :block], b[:block], at_once)
    tiled(name, a[:4, :block], b[:block, :3], shared[:4, :3], 0)
    assert at_once[:4, :3].tobytes() == shared[:4, :3].tobytes()


@everywhere
def test_numbers_that_are_none_reach_their_rows_and_columns_only(name: str) -> None:
    generator = np.random.default_rng(11)
    a, b = filled(generator, 20, 9, "f4"), filled(generator, 9, 37, "f4")
    a[3, 4], b[5, 30] = np.nan, np.inf
    c = matrix(20, 37, "f4")
    multiplied(name, a, b, c)
    lost = np.zeros(c.shape, bool)
    lost[3], lost[:, 30] = True, True
    assert np.array_equal(~np.isfinite(c), lost)


@everywhere
def test_the_text_asks_for_nothing_else(name: str) -> None:
    text = tile_module(level(name))
    assert compile_object(text, level(name)).needs == []
    assert not re.search(r"llvm\.fma|\bfast\b|reassoc", text)

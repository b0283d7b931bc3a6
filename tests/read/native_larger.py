"""Larger cases of the primitives that are neither elementwise nor folds."""

from __future__ import annotations

from typing import Any

import numpy as np
from native_larger_windows import larger_windows

import tidu.contents
import tidu.nn  # noqa: F401  (fills the table)
from tidu.core.primitive import TABLE
from tidu.ops.index import HERE
from tidu.ops.move import ALL
from tidu.read.program import Slot

Case = tuple[tuple[Any, ...], dict[str, Any]]
Cases = dict[str, list[Case]]
KEY = ((1, 12, 2), (None, None, 3))


def larger(random: np.random.Generator) -> Cases:
    """By name; reals are float64."""
    x, y = random.normal(size=(13, 17)), random.normal(size=(3, 5, 17))
    return (
        _layouts(x, y, random) | _joins(x, y) | _assigned(x, y) | _picked(x, y, random) | _put(x, y, random)
        | _along(y, random) | _products(x, y, random) | _draws() | larger_windows(random)
    )  # fmt: skip


def _view(name: str, **params: Any) -> tuple:
    """A link of the chain of `assign`."""
    return TABLE[name], tuple(params.items())


def _layouts(x: np.ndarray, y: np.ndarray, random: np.random.Generator) -> Cases:
    square = random.normal(size=(40, 33))
    orders = ((2, 0, 1), (0, 2, 1), (2, 1, 0))
    return {
        "reshape": [((y,), {"shape": (15, 17)}), ((y,), {"shape": (5, 3, 1, 17)}), ((x,), {"shape": (221,)})],
        "permute": [*(((y,), {"axes": axes}) for axes in orders), ((square,), {"axes": (1, 0)})],
        "expand": [((y[:, :1],), {"shape": (2, 3, 5, 17)})],
        "flip": [((y,), {"axes": (0, 2)}), ((y,), {"axes": (1,)}), ((x,), {"axes": (0, 1)})],
        "slice": [((x,), {"key": KEY}), ((y,), {"key": (-1, "new", (1, 4, 1), 3)})],
    }


def _joins(x: np.ndarray, y: np.ndarray) -> Cases:
    return {
        "concatenate": [
            ((y, y[:, :2], y), {"axis": 1, "sizes": (5, 2, 5)}),
            ((x, x[:, :1]), {"axis": 1, "sizes": (17, 1)}),
            ((x[0], x[1]), {"axis": 0, "sizes": (17, 17)}),
        ],
        "embed": [
            ((x[1:12:2, ::3],), {"key": KEY, "shape": (13, 17)}),
            ((x,), {"key": (2,), "shape": (4, 13, 17)}),
        ],
    }


def _assigned(x: np.ndarray, y: np.ndarray) -> Cases:
    some, flat = _view("slice", key=((2, 9, 3),)), _view("reshape", shape=(221,))
    return {
        "assign": [
            ((x, y[0, 0]), {"chain": (_view("slice", key=((3, 5, 1),)),)}),
            ((x, 2.5), {"chain": (_view("permute", axes=(1, 0)), some)}),
            ((x, x[2:9:3]), {"chain": (some,)}),
            ((x, np.arange(5.0)), {"chain": (flat, _view("slice", key=((3, 8, 1),)))}),
        ],
    }


def _picked(x: np.ndarray, y: np.ndarray, random: np.random.Generator) -> Cases:
    rows, columns = random.integers(-13, 13, 40), random.integers(-17, 17, (2, 20))
    return {
        "index": [
            ((x, rows), {"key": (HERE,)}),
            ((x, columns), {"key": (ALL, HERE)}),
            ((x, rows[:20], columns), {"key": (HERE, HERE)}),
            ((y, rows % 3, rows % 17), {"key": (HERE, ALL, HERE)}),
            ((y, columns % 5), {"key": (ALL, HERE)}),
            ((y.reshape(-1), rows), {"key": (HERE,)}),
            ((rows, columns.astype("i4")), {"key": (HERE,)}),
            ((y > 0, np.asarray(1)), {"key": (HERE,)}),
        ]
    }


def _put(x: np.ndarray, y: np.ndarray, random: np.random.Generator) -> Cases:
    rows, columns = random.integers(-13, 13, 40), random.integers(-17, 17, (2, 20))
    table = {"shape": (13, 17)}
    return {
        "scatter": [
            ((random.normal(size=(40, 17)), rows), {"key": (HERE,), **table}),
            ((random.normal(size=20), rows[:20], columns[0]), {"key": (HERE, HERE), **table}),
            ((random.normal(size=40), rows), {"key": (HERE,), "shape": (14,)}),
            ((random.normal(size=(3, 2, 20)), columns), {"key": (ALL, HERE), "shape": (3, 17)}),
        ],
        "index_set": [
            ((x, 0.5, rows), {"key": (HERE,)}),
            ((x, y[0, 0], rows[:3]), {"key": (HERE,)}),
            ((x, random.normal(size=(13, 5)), np.arange(5) * 3), {"key": (ALL, HERE)}),
        ],
    }


def _along(y: np.ndarray, random: np.random.Generator) -> Cases:
    whole, gaps = random.integers(-13, 13, 40), y.copy()
    gaps[1, 2, 3] = gaps[2, 1, 4] = gaps[2, 3, 4] = np.nan
    tied = random.integers(0, 3, (5, 19)).astype("f8")
    places: list[Case] = [((gaps,), {"axis": axis, "keepdims": bool(axis % 2)}) for axis in range(3)]
    places += [((z,), {"axis": axis, "keepdims": False}) for z in (tied, tied > 1) for axis in (0, 1)]
    places += [((whole,), {"axis": 0, "keepdims": True}), ((y[0, 0, 0],), {"axis": 0, "keepdims": False})]
    sums: list[Case] = [((y,), {"axis": axis}) for axis in range(3)]
    return {"argmax": places, "argmin": places, "cumsum": [*sums, ((whole,), {"axis": 0})]}


def _products(x: np.ndarray, y: np.ndarray, random: np.random.Generator) -> Cases:
    shapes = ((17, 33), (17, 8), (3, 17, 1), (17,), (100, 97))
    right = [random.normal(size=shape) for shape in shapes]
    left = (x, y, y, x[0], random.normal(size=(64, 100)))
    return {"matmul": [(pair, {}) for pair in zip(left, right, strict=True)]}


def _draws() -> Cases:
    stream, real = {"stream": Slot(0)}, {"shape": (7, 101), "dtype": np.dtype("f8")}
    coins: list[Case] = [((), {**stream, **real, "probability": p}) for p in (0.0, 0.3, 1.0)]
    others = {**stream, "shape": (1000,), "probability": 0.5}
    coins += [((), {**others, "dtype": np.dtype(kind)}) for kind in ("?", "i8")]
    whole = {**stream, "shape": (1000,), "dtype": np.dtype("i8"), "low": -5}
    return {
        "uniform": [((), {**stream, **real, "low": -2.0, "high": 3.0})],
        "normal": [((), {**stream, **real, "mean": 1.0, "std": 0.5})],
        "integers": [((), {**whole, "high": high}) for high in (7, 2**40)],
        "permutation": [((), {**stream, "shape": (1000,), "dtype": np.dtype(kind)}) for kind in ("i4", "i8")],
        "coin": coins,
        "dropout_mask": [((), {**stream, **real, "keep": keep}) for keep in (0.0, 0.3, 1.0)],
    }

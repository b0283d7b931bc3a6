"""Primitives of order: the places of the elements in order, of the k largest, of the k-th smallest.

NumPy sorts numbers several times faster than it finds their order, so the places are put into
the numbers that are sorted: equal elements then keep their order, too. NaN is the largest.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.forms import INT64
from tidu.core.native import NoNative
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each
from tidu.core.shapes import Form

PLACE = NotDifferentiable("its result is a place, not a real number")
SORTING = NoNative("sorting is NumPy's: a training step seldom does it")
FEW = 64  # of so many elements the order itself is as quick


def keys_of(x: np.ndarray) -> np.ndarray:
    """Whole numbers in the order of the elements of `x`, equal where they are equal.

    >>> keys_of(np.array([0.0, -0.0, -1.5], "float32")).tolist()
    [0, 0, -1069547520]
    """
    if x.dtype.kind != "f":
        return x.astype(np.int64)
    plain = np.where(x != x, np.inf, x + 0)  # -0 becomes 0
    bits = plain.view(f"i{x.dtype.itemsize}").astype(np.int64)
    keys = np.where(bits < 0, -(bits & np.iinfo(f"i{x.dtype.itemsize}").max), bits)
    return np.where(x != x, np.iinfo(f"i{x.dtype.itemsize}").max, keys)


def ordered_places(x: np.ndarray, axis: int, descending: bool) -> np.ndarray:
    """The places of the elements in rising (or falling) order; equal ones keep their order."""
    n = x.shape[axis]
    x = np.moveaxis(x, axis, -1)
    if n <= FEW:
        return np.moveaxis(_plain_order(x, descending), -1, axis)
    keys = keys_of(x)
    low, high = int(keys.min(initial=0)), int(keys.max(initial=0))
    if descending:
        keys, low, high = ~keys, ~high, ~low
    if (high - low + 1) * n > np.iinfo(np.int64).max:  # key and place do not fit together
        keys = _dense(keys)
        low = 0
    keys = (keys - low) * n + np.arange(n)
    keys.sort(axis=-1)
    return np.moveaxis(keys % n, -1, axis)


def _plain_order(x: np.ndarray, descending: bool) -> np.ndarray:
    if not descending:
        return np.argsort(x, axis=-1, kind="stable")
    # Sorting the reversed array and reversing keeps equal values in order, NaN first.
    backward = np.argsort(x[..., ::-1], axis=-1, kind="stable")[..., ::-1]
    return x.shape[-1] - 1 - backward


def _dense(keys: np.ndarray) -> np.ndarray:
    """Numbers in the same order that are as small as can be: the rank of each along the last axis."""
    order = np.argsort(keys, axis=-1)
    ordered = np.take_along_axis(keys, order, -1)
    rank = np.zeros(keys.shape, np.int64)
    np.cumsum(ordered[..., 1:] != ordered[..., :-1], axis=-1, out=rank[..., 1:])
    dense = np.empty(keys.shape, np.int64)
    np.put_along_axis(dense, order, rank, -1)
    return dense


def _argsort(x, *, axis, descending):
    return ordered_places(x, axis, descending) if x.ndim else np.zeros((), INT64)


def _top_places(x: np.ndarray, *, axis: int, k: int, largest: bool) -> np.ndarray:
    n = x.shape[axis]
    if k * 8 >= n or n <= FEW:
        return ordered_places(x, axis, largest).take(np.arange(k), axis)
    kth = n - k if largest else k - 1
    parted = np.argpartition(x, min(max(kth, 0), n - 1), axis)
    chosen = np.sort(parted.take(np.arange(n - k, n) if largest else np.arange(k), axis), axis)
    order = ordered_places(np.take_along_axis(x, chosen, axis), axis, largest)
    return np.take_along_axis(chosen, order, axis)


def _rank_place(x: np.ndarray, *, axis: int, k: int) -> np.ndarray:
    """The place that a stable sort would find at `k`, without a sort."""
    if not x.ndim:
        return np.zeros((), INT64)
    value = np.partition(x, k, axis).take(np.array([k]), axis)
    equal = x == value
    unknown = value != value  # NaN is sorted last, and equals nothing
    if unknown.any():
        equal |= unknown & (x != x)
    if not (np.count_nonzero(equal, axis) > 1).any():
        return np.argmax(equal, axis=axis, keepdims=True)
    below = np.count_nonzero((x < value) | (unknown & (x == x)), axis, keepdims=True)
    return np.argmax(equal.cumsum(axis) > k - below, axis=axis, keepdims=True)


def _cut_to(x: Form, axis: int, count: int) -> Form:
    shape = (*x.shape[:axis], count, *x.shape[axis + 1 :]) if x.shape else ()
    return Form(shape, INT64)


_ALONG: Any = each((((3, 4),), {"axis": 0, "k": 2}), (((5,),), {"axis": 0, "k": 1}))

argsort = declare(
    "argsort", "x", run=_argsort, native=SORTING, grad=PLACE,
    form=lambda x, *, axis, descending: Form(x.shape, INT64),
    samples=each((((3, 4),), {"axis": 0, "descending": False}), (((5,),), {"axis": 0, "descending": True})),
    formula="argsort(x, axis)",
    sentence=("finds the order of {x} along {axis}", "沿 {axis} 求 {x} 的次序"),
)
top_places = declare(
    "top_places", "x", run=_top_places, native=SORTING, grad=PLACE,
    form=lambda x, *, axis, k, largest: _cut_to(x, axis, k),
    samples=each(
        (((3, 4),), {"axis": 0, "k": 2, "largest": True}), (((5,),), {"axis": 0, "k": 1, "largest": False})
    ),
    formula="top_places(k, x, axis)",
    sentence=(
        "finds the {k} largest ({largest}: or smallest) of {x} along {axis}",
        "沿 {axis} 求 {x} 中最大（{largest}：或最小）的 {k} 个的位置",
    ),
)
rank_place = declare(
    "rank_place", "x", run=_rank_place, native=SORTING, grad=PLACE, samples=_ALONG,
    form=lambda x, *, axis, k: _cut_to(x, axis, 1),
    formula="rank_place(k, x, axis)",
    sentence=("finds the place of rank {k} of {x} along {axis}", "沿 {axis} 求 {x} 中排第 {k} 的位置"),
)

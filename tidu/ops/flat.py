"""Elements at places of several axes as elements at places of one: what NumPy does several times faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import prod
from operator import setitem
from typing import Any

import numpy as np

BLOCK = 2**16  # elements whose places stay in the processor's cache
MANY = 2**13  # for fewer elements NumPy's own way is the quicker one
WIDE = 128  # rows of so many numbers are added one by one quicker than number by number


def flat_places(shape: tuple[int, ...], indices: Sequence[np.ndarray]) -> np.ndarray:
    """The places in row-major memory that an index array for each axis names together.

    IndexError where one lies outside its axis, or where the arrays do not broadcast.

    >>> flat_places((2, 3), (np.array([[0], [-1]]), np.array([0, 2])))
    array([[0, 2],
           [3, 5]])
    """
    total: Any = None
    axes = zip(indices, shape, _strides(shape), strict=True)
    for index, n, stride in sorted(axes, key=lambda each: each[0].size):
        part = _inside(index, n)
        if stride != 1:
            part = part * stride
        total = part if total is None else _sum(part, total, stride != 1)
    return total


def _sum(a: np.ndarray, b: np.ndarray, own: bool) -> np.ndarray:
    """a + b, in the memory of `a` where that is its `own` and large enough."""
    try:
        together = np.broadcast_shapes(a.shape, b.shape)
    except ValueError:
        raise IndexError from None
    return np.add(a, b, out=a if own and together == a.shape else None)


def _strides(shape: tuple[int, ...]) -> list[int]:
    """How many elements lie between neighbours along each axis.

    >>> _strides((2, 3, 4))
    [12, 4, 1]
    """
    return [prod(shape[axis + 1 :]) for axis in range(len(shape))]


def _inside(index: np.ndarray, n: int) -> np.ndarray:
    """Places of an axis counted from the front; IndexError for one that it does not have."""
    if index.dtype != np.int64:
        index = index.astype(np.int64)
    if not index.size or index.view(np.uint64).max() < n:  # what is negative is large without its sign
        return index
    if index.min() < -n or index.max() >= n:
        raise IndexError
    return np.where(index < 0, index + n, index)


def in_blocks(indices: Sequence[np.ndarray]) -> Iterator[tuple[slice, list[np.ndarray]]]:
    """Parts of index arrays along their first axis, small enough to stay in the processor's cache."""
    try:
        whole = np.broadcast_shapes(*(index.shape for index in indices))
    except ValueError:
        raise IndexError from None
    step = max(BLOCK // max(prod(whole[1:]), 1), 1)
    if not whole or whole[0] <= step:
        yield slice(None), list(indices)
        return
    split = [index.ndim == len(whole) and index.shape[0] > 1 for index in indices]
    for start in range(0, whole[0], step):
        part = slice(start, start + step)
        yield part, [index[part] if cut else index for index, cut in zip(indices, split, strict=True)]


def pays_flat(x: np.ndarray, indices: Sequence[np.ndarray]) -> bool:
    """Whether elements named along all axes of `x` lie in one line, and are many enough to be sought there.

    >>> pays_flat(np.ones((2, 2)), [np.array([0, 1])] * 2)
    False
    """
    if not len(indices) == x.ndim > 1 or not x.flags.c_contiguous:
        return False
    try:
        return np.broadcast(*indices).size >= MANY
    except ValueError:  # they do not broadcast, which NumPy tells
        return False


def rows_of(shape: tuple[int, ...], axis: int, index: np.ndarray) -> list[np.ndarray]:
    """Index arrays for every axis that name whole places of one.

    >>> [each.tolist() for each in rows_of((2, 3), 1, np.array([2, 0]))]
    [[[0], [1]], [2, 0]]
    """
    made = []
    spots = axis + index.ndim
    rank = len(shape) - 1 + index.ndim
    for own, n in enumerate(shape):
        if own == axis:
            made.append(index.reshape(index.shape + (1,) * (rank - spots)))
        else:
            place = own if own < axis else own - 1 + index.ndim
            made.append(np.arange(n).reshape((n,) + (1,) * (rank - place - 1)))
    return made


def take_flat(x: np.ndarray, indices: Sequence[np.ndarray]) -> np.ndarray:
    """The elements of `x`, which lies in order, at the places."""
    line = x.reshape(-1)
    whole = np.broadcast_shapes(*(index.shape for index in indices))
    if not whole:  # one element
        return np.asarray(x[tuple(indices)])
    made = np.empty(whole, x.dtype)
    for part, block in in_blocks(indices):
        # They were looked through: "clip" changes none, and lets NumPy write where it shall.
        line.take(flat_places(x.shape, block), out=made[part], mode="clip")
    return made


def write_flat(
    whole: np.ndarray, indices: Sequence[np.ndarray], value: Any, write: Callable[..., None] = setitem
) -> None:
    """`write(elements, places, value)` for the elements of `whole`, which lies in order."""
    line = whole.reshape(-1)
    shape = np.broadcast_shapes(*(index.shape for index in indices))
    if not shape:  # one element is a line of one
        indices, shape = [index.reshape(1) for index in indices], (1,)
    values = np.broadcast_to(value, shape)
    for part, block in in_blocks(indices):
        # NumPy's ufunc.at is quick on lines alone.
        write(line, flat_places(whole.shape, block).reshape(-1), values[part].reshape(-1))


def add_rows(whole: np.ndarray, rows: np.ndarray, value: np.ndarray) -> None:
    """Adds each row of `value` to the row of `whole` that is named: wide ones as they come,
    narrow ones sorted, then summed in their order.
    """
    places = rows % whole.shape[0]
    if value[0].size >= WIDE:
        for place, row in zip(places.tolist(), value, strict=True):
            whole[place] += row
        return
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    whole[ordered[starts]] = np.add.reduceat(value[order], starts, axis=0)

"""Where numbers lie among others, and which there are at all."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import Default
from tidu.core.shapes import axis_of
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import result_dtype, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def searchsorted(
    sorted_sequence: Tensor,
    input: Any,
    *,
    out_int32: bool = False,
    right: bool = False,
    side: str | None = None,
    sorter: Tensor | None = None,
) -> Tensor:
    """Where each element of input would be put into the sorted last axis; before equal ones, or after.

    >>> import tidu
    >>> tidu.searchsorted(tidu.tensor([1, 3, 5]), tidu.tensor([3, 4]))
    tensor([1, 2])
    """
    values = input if isinstance(input, Handle) else wrap(np.asarray(input, _kind_of_number(input)))
    rows, given = look(sorted_sequence), look(values)
    if side not in (None, "left", "right"):
        raise RuntimeError(say("search.side", given=side))
    if side == "left" and right:
        raise RuntimeError(say("search.sides"))
    if isinstance(input, Handle) and rows.dtype != given.dtype:
        raise RuntimeError(say("search.types", a=sorted_sequence.dtype, b=values.dtype))
    if not isinstance(input, Handle) and rows.ndim != 1:
        raise RuntimeError(say("search.number", rank=rows.ndim))
    if rows.ndim == 0:
        raise RuntimeError(say("search.row"))
    if rows.ndim != 1 and (given.ndim != rows.ndim or rows.shape[:-1] != given.shape[:-1]):
        raise RuntimeError(say("search.rows", a=list(rows.shape), b=list(given.shape)))
    if sorter is not None:
        rows = _ordered(rows, sorter)
    where: Any = "right" if right or side == "right" else "left"
    if rows.ndim == 1:
        found = np.searchsorted(rows, given, where)
    else:
        lines = prod(rows.shape[:-1])
        flat, asked = rows.reshape(lines, rows.shape[-1]), given.reshape(lines, given.shape[-1])
        found = np.array([np.searchsorted(a, b, where) for a, b in zip(flat, asked, strict=True)])
        found = found.reshape(given.shape)
    return wrap(np.asarray(found, np.int32 if out_int32 else np.int64))


def _kind_of_number(number: Any) -> np.dtype:
    return Default.dtype.numpy if isinstance(number, float) else np.dtype(np.int64)


def _ordered(rows: np.ndarray, sorter: Tensor) -> np.ndarray:
    """`rows` in the order that `sorter` gives."""
    order = look(sorter)
    if order.shape != rows.shape:
        raise RuntimeError(say("search.sorter", a=list(rows.shape), b=list(order.shape)))
    if order.dtype != np.int64:
        raise RuntimeError(say("search.sorter_type", given=sorter.dtype))
    if order.size and not 0 <= order.min() <= order.max() < rows.shape[-1]:
        raise RuntimeError(say("search.sorter_range", size=rows.shape[-1]))
    return np.take_along_axis(rows, order, -1)


def bucketize(input: Any, boundaries: Tensor, *, out_int32: bool = False, right: bool = False) -> Tensor:
    """Which of the buckets between `boundaries` each element falls into.

    >>> import tidu
    >>> tidu.bucketize(tidu.tensor([0.5, 2.0, 9.0]), tidu.tensor([1.0, 2.0, 3.0]))
    tensor([0, 1, 3])
    """
    if boundaries._value.ndim != 1:
        raise RuntimeError(say("search.boundaries", rank=boundaries._value.ndim))
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


def isin(elements: Any, test_elements: Any, *, assume_unique: bool = False, invert: bool = False) -> Tensor:
    """Where elements are among `test_elements`; one of the two may be a number.

    >>> import tidu
    >>> tidu.isin(tidu.tensor([1, 2, 3]), tidu.tensor([2, 3]))
    tensor([False,  True,  True])
    """
    if not isinstance(elements, Handle) and not isinstance(test_elements, Handle):
        raise TypeError(say("search.isin"))
    kind = result_dtype((elements, test_elements))
    a, b = (
        look(to_dtype(x, kind)) if isinstance(x, Handle) else np.asarray(x, kind)
        for x in (elements, test_elements)
    )
    return wrap(np.asarray(np.isin(a, b, assume_unique=False, invert=invert)))


def unique(
    input: Tensor,
    sorted: bool = True,
    return_inverse: bool = False,
    return_counts: bool = False,
    dim: int | None = None,
) -> Any:
    """The different elements in rising order; if asked, where each element is among them, and how often.

    With `dim` it is about whole places of that axis.

    >>> import tidu
    >>> tidu.unique(tidu.tensor([3, 1, 3]), return_counts=True)
    (tensor([1, 3]), tensor([1, 2]))
    """
    value = look(input)
    axis = None if dim is None else axis_of(dim, value.ndim)
    if axis is not None and value.size == 0 and any(
        n == 0 for k, n in enumerate(value.shape) if k != axis
    ):
        raise RuntimeError(say("search.unique_empty", shape=list(value.shape), axis=axis))
    if axis is not None and not value.ndim:
        value, axis = value.reshape(1), 0
    made, inverse, counts = np.unique(
        value, return_inverse=True, return_counts=True, axis=axis, equal_nan=False
    )
    shape = value.shape if axis is None else (value.shape[axis],)
    return _parts(made, inverse.reshape(shape), counts, return_inverse, return_counts)


def _parts(
    made: np.ndarray, inverse: np.ndarray, counts: np.ndarray, return_inverse: bool, return_counts: bool
) -> Any:
    parts = [wrap(made)]
    if return_inverse:
        parts.append(wrap(np.asarray(inverse, np.int64)))
    if return_counts:
        parts.append(wrap(np.asarray(counts, np.int64)))
    return tuple(parts) if len(parts) > 1 else parts[0]


def unique_consecutive(
    input: Tensor, return_inverse: bool = False, return_counts: bool = False, dim: int | None = None
) -> Any:
    """The elements without those that equal the one before them; see `unique`.

    >>> import tidu
    >>> tidu.unique_consecutive(tidu.tensor([1, 1, 2, 1]))
    tensor([1, 2, 1])
    """
    value = look(input)
    axis = None if dim is None else axis_of(dim, value.ndim)
    if axis is not None and value.size == 0 and any(
        n == 0 for k, n in enumerate(value.shape) if k != axis
    ):
        raise RuntimeError(say("search.unique_empty", shape=list(value.shape), axis=axis))
    shape = value.shape
    rows = value.reshape(-1) if axis is None or not shape else np.moveaxis(value, axis, 0)
    flat = rows.reshape(rows.shape[0], prod(rows.shape[1:])) if rows.ndim > 1 else rows
    new = np.ones(rows.shape[0], bool)
    if rows.shape[0] > 1:
        different = flat[1:] != flat[:-1]
        new[1:] = different.any(1) if flat.ndim > 1 else different
    kept = rows[new]
    inverse = np.cumsum(new) - 1
    counts = np.diff(np.append(np.flatnonzero(new), rows.shape[0]))
    made = kept if axis is None or not shape else np.moveaxis(kept, 0, axis)
    if axis is None:
        inverse = inverse.reshape(shape)
    return _parts(np.ascontiguousarray(made), inverse, counts, return_inverse, return_counts)

"""Elements picked by places or truths, as PyTorch names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of, broadcast_shapes
from tidu.ops import index as places
from tidu.tensor.handle import look, wrap
from tidu.tensor.indexing import getitem
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def along(input: Tensor, indices: Tensor, axis: int) -> Tensor:
    """`input` picked at `indices` along `axis`; other axes go together (`take_along_axis`)."""
    if input._value.ndim == 0:
        return input.reshape(1)[indices.reshape(())]
    shape = indices._value.shape
    grids = [
        indices if k == axis else wrap(np.arange(n).reshape((-1,) + (1,) * (len(shape) - k - 1)))
        for k, n in enumerate(shape)
    ]
    key = (places.HERE,) * len(shape)
    return mode.bind(places.index, (input, *grids), {"key": key})


def gather(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """out[i][j] = input[index[i][j]][j] for dim = 0, and so on.

    >>> import tidu
    >>> tidu.gather(tidu.tensor([[1, 2], [3, 4]]), 1, tidu.tensor([[0], [1]]))
    tensor([[1],
            [4]])
    """
    check_gather(input._value, index._value, axis := axis_of(dim, input._value.ndim))
    return named(along(input, index, axis), "Gather")


def check_gather(value: np.ndarray, index: np.ndarray, axis: int) -> None:
    """PyTorch's RuntimeErrors for what cannot index along `axis`."""
    if index.dtype.kind not in "iu":
        raise RuntimeError(say("errors.gather_type", given=index.dtype))
    if index.ndim != value.ndim:
        raise RuntimeError(say("errors.gather", a=value.ndim, b=index.ndim))
    sizes = value.shape or (1,)
    for k, (m, n) in enumerate(zip(index.shape, value.shape, strict=True)):
        if k != axis and m > n:
            raise RuntimeError(say("errors.gather_shape", index=index.shape, shape=value.shape, axis=axis))
    if isinstance(index, np.ndarray) and index.size and not 0 <= index.min() <= index.max() < sizes[axis]:
        bad = index[(index < 0) | (index >= sizes[axis])].flat[0]
        raise RuntimeError(say("errors.gather_range", index=bad, axis=axis, size=sizes[axis]))


def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """The places `index` of axis `dim`."""
    if index._value.ndim > 1:
        raise IndexError(say("errors.index_vector", given=list(index._value.shape)))
    key = (*(slice(None),) * axis_of(dim, input._value.ndim), index.reshape(-1))
    return named(getitem(input, key), "IndexSelect")


def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """The elements where mask holds, in one axis."""
    if mask._value.dtype.kind != "b":
        raise RuntimeError(say("errors.mask_type", operation="masked_select", given=mask.dtype))
    shape = broadcast_shapes(input._value.shape, mask._value.shape, operation="masked_select")
    return named(getitem(input.expand(shape), mask.expand(shape)), "MaskedSelect")


def take(input: Tensor, index: Tensor) -> Tensor:
    """The elements at `index` of the flattened tensor, in the shape of index."""
    return named(getitem(input.reshape(-1), index), "Take")


def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """Where input is not zero: a row of places each, or (as_tuple) a tensor an axis."""
    if as_tuple:
        return tuple(wrap(index) for index in np.nonzero(np.atleast_1d(look(input, "mask"))))
    return wrap(np.argwhere(look(input, "mask")))

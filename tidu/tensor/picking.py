"""Elements picked by places or truths, as PyTorch names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of, broadcast_shapes
from tidu.ops import index as places
from tidu.tensor.handle import look, wrap
from tidu.tensor.index_key import holding
from tidu.tensor.indexing import getitem
from tidu.tensor.promote import named
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def grids(indices: Tensor, axis: int) -> tuple:
    """Index arrays that pick at `indices` along `axis`, while other axes go together."""
    shape = indices._value.shape
    return tuple(
        indices if k == axis else wrap(np.arange(n).reshape((-1,) + (1,) * (len(shape) - k - 1)))
        for k, n in enumerate(shape)
    )


def along(input: Tensor, indices: Tensor, axis: int) -> Tensor:
    """`input` picked at `indices` along `axis`; other axes go together (`take_along_axis`)."""
    if input._value.ndim == 0:
        return input.reshape(1)[indices.reshape(-1)].reshape(indices._value.shape)
    key = (places.HERE,) * indices._value.ndim
    return mode.bind(places.index, (input, *grids(indices, axis)), {"key": key})


@numpy_names
def gather(input: Tensor, dim: int, index: Tensor, *, sparse_grad: bool = False) -> Tensor:
    """out[i][j] = input[index[i][j]][j] for dim = 0, and so on.

    >>> import tidu
    >>> tidu.gather(tidu.tensor([[1, 2], [3, 4]]), 1, tidu.tensor([[0], [1]]))
    tensor([[1],
            [4]])

    The gradient is dense, `sparse_grad` or not.
    """
    axis = axis_of(dim, input._value.ndim)
    if not index._value.size:  # of which PyTorch asks nothing
        return named(input.reshape(-1)[:0].reshape(index._value.shape), "Gather")
    check_gather(input._value, index._value, axis)
    if index._value.ndim and not input._value.ndim:
        input = input.reshape(1)
    if input._value.ndim and not index._value.ndim:
        return named(along(input, index.reshape(1), axis).reshape(()), "Gather")
    return named(along(input, index, axis), "Gather")


def check_gather(value: np.ndarray, index: np.ndarray, axis: int, operation: str = "gather") -> None:
    """PyTorch's RuntimeErrors for what cannot index along `axis`."""
    if index.dtype.kind not in "iu":
        raise RuntimeError(say("errors.gather_type", operation=operation, given=index.dtype))
    own, given = value.shape or (1,), index.shape or (1,)
    if len(own) != len(given):
        raise RuntimeError(say("errors.gather", operation=operation, a=value.ndim, b=index.ndim))
    for k, (m, n) in enumerate(zip(given, own, strict=True)):
        if k != axis and m > n:
            shapes = {"index": index.shape, "shape": value.shape}
            raise RuntimeError(say("errors.gather_shape", operation=operation, axis=axis, **shapes))
    if isinstance(index, np.ndarray) and index.size and not fits(index, own[axis]):
        bad = index[(index < 0) | (index >= own[axis])].flat[0]
        raise RuntimeError(
            say("errors.gather_range", index=bad, axis=axis, size=own[axis])
        )


def fits(index: np.ndarray, size: int) -> bool:
    """Whether all places lie in 0 to size - 1."""
    if index.dtype == np.int64:  # what is negative is large without its sign
        return bool(index.view(np.uint64).max() < size)
    return bool(index.min() >= 0 and index.max() < size)


@numpy_names
def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """The places `index` of axis `dim`."""
    if index._value.ndim > 1:
        raise IndexError(say("errors.index_vector", given=list(index._value.shape)))
    if index._value.dtype.kind not in "iu":
        raise RuntimeError(say("places.index_type", operation="index_select", given=index.dtype))
    axis = axis_of(dim, input._value.ndim)
    if not input._value.ndim:
        if index._value.size != 1:
            raise IndexError(say("places.index_of_number", count=index._value.size))
        return named(input.reshape(1)[index.reshape(-1)].reshape(()), "IndexSelect")
    key = (*(slice(None),) * axis, index.reshape(-1))
    return named(getitem(input, key), "IndexSelect")


def take_along_dim(input: Tensor, indices: Tensor, dim: int | None = None) -> Tensor:
    """As `gather`, with the other axes broadcast; without `dim`, of the flattened tensors.

    >>> import tidu
    >>> x = tidu.tensor([[3, 1], [2, 4]])
    >>> tidu.take_along_dim(x, x.argsort(1), 1)
    tensor([[1, 3],
            [2, 4]])
    """
    if indices._value.dtype.kind not in "i":
        raise RuntimeError(say("places.index_type", operation="take_along_dim", given=indices.dtype))
    if dim is None:
        return take_along_dim(input.reshape(-1), indices.reshape(-1), 0)
    if input._value.ndim != indices._value.ndim:
        raise RuntimeError(
            say("errors.gather", operation="take_along_dim", a=input._value.ndim, b=indices._value.ndim)
        )
    axis = axis_of(dim, input._value.ndim)
    one = [(*x._value.shape[:axis], 1, *x._value.shape[axis + 1 :]) for x in (input, indices)]
    common = broadcast_shapes(*one, operation="take_along_dim")
    wide = [
        x.expand(*common[:axis], x._value.shape[axis], *common[axis + 1 :]) for x in (input, indices)
    ]
    check_places(wide[1]._value, wide[0]._value.shape[axis], axis)
    return named(along(wide[0], wide[1], axis), "Gather")


def check_places(index: np.ndarray, size: int, axis: int) -> None:
    """RuntimeError for a place that the axis does not have, counted from the front or from the end."""
    if isinstance(index, np.ndarray) and index.size and not -size <= index.min() <= index.max() < size:
        bad = index[(index < -size) | (index >= size)].flat[0]
        raise RuntimeError(say("errors.gather_range", index=bad, axis=axis, size=size))


def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """The elements where mask holds, in one axis."""
    if mask._value.dtype.kind != "b":
        raise RuntimeError(say("errors.mask_type", operation="masked_select", given=mask.dtype))
    shape = broadcast_shapes(input._value.shape, mask._value.shape, operation="masked_select")
    places = np.flatnonzero(np.broadcast_to(look(mask, "mask"), shape))
    return named(getitem(input.expand(shape).reshape(-1), wrap(places)), "MaskedSelect")


def take(input: Tensor, index: Tensor) -> Tensor:
    """The elements at `index` of the flattened tensor, in the shape of index."""
    if index._value.dtype.kind != "i":
        raise RuntimeError(say("places.index_type", operation="take", given=index.dtype))
    return named(getitem(input.reshape(-1), index.reshape(-1)).reshape(index._value.shape), "Take")


def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """Where input is not zero: a row of places each, or (as_tuple) a tensor an axis."""
    value = np.atleast_1d(look(input, "mask")) if as_tuple else look(input, "mask")
    found = holding(value)
    return tuple(map(wrap, found)) if as_tuple else wrap(_rows(found, value))


def _rows(found: Any, value: np.ndarray) -> np.ndarray:
    """Places given axis by axis, as a row each."""
    return np.stack(found, axis=1) if found else np.zeros((int(value.any()), 0), np.int64)


def argwhere(input: Tensor) -> Tensor:
    """Where input is not zero: a row of places each."""
    return nonzero(input)


def nonzero_static(input: Tensor, *, size: int, fill_value: int = -1) -> Tensor:
    """The first `size` rows of `nonzero`, and rows of `fill_value` where there are fewer.

    >>> import tidu
    >>> tidu.nonzero_static(tidu.tensor([0, 1, 1]), size=3).tolist()
    [[1], [2], [-1]]
    """
    if size < 0:
        raise RuntimeError(say("places.size", size=size))
    value = look(input, "mask")
    found = _rows(holding(value), value)[:size]
    made = np.full((size, input._value.ndim), fill_value, np.int64)
    made[: len(found)] = found
    return wrap(made)

"""Extremes, order and ranks along an axis, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.ops import order as ops
from tidu.ops import reduce
from tidu.tensor.arithmetic import refuse_bool
from tidu.tensor.handle import Handle
from tidu.tensor.picking import along
from tidu.tensor.promote import UINT8, named, to_dtype
from tidu.tensor.reduction import amax, amin
from tidu.tensor.returned import Returned, returned
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


EXTREMES = {name: returned(name, "values", "indices") for name in ("max", "min", "sort", "topk")}


def _search(primitive: Any, input: Tensor, dim: int | None, keepdim: bool) -> Tensor:
    refuse_bool(primitive.name, input)
    if dim is None:
        found = mode.bind(primitive, (input.reshape(-1),), {"axis": 0, "keepdims": False})
        return found.reshape((1,) * input._value.ndim) if keepdim else found
    axis = axis_of(dim, input._value.ndim)
    return mode.bind(primitive, (input,), {"axis": axis, "keepdims": keepdim})


@numpy_names
def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the largest is: in the flattened tensor, or along `dim`."""
    return _search(reduce.argmax, input, dim, keepdim)


@numpy_names
def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """Where the smallest is: in the flattened tensor, or along `dim`."""
    return _search(reduce.argmin, input, dim, keepdim)


def _extreme(name: str, input: Tensor, dim: Any, keepdim: bool) -> Any:
    find, fold_all = {"max": (argmax, amax), "min": (argmin, amin)}[name]
    if dim is None:
        return named(fold_all(input), f"{name.title()}Backward1")
    if isinstance(dim, Handle):
        return getattr(input, name + "imum")(dim)
    axis = axis_of(dim, input._value.ndim)
    ordered = to_dtype(input, UINT8) if input._value.dtype.kind == "b" else input
    indices = find(ordered, axis, keepdim=True)
    values = along(input, indices, axis)
    if not keepdim:
        values, indices = values.squeeze(axis), indices.squeeze(axis)
    return EXTREMES[name]((named(values, name.title()), indices))


@numpy_names
def max(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Tensor | None = None) -> Any:
    """The largest of all; with `dim` the largest along it and where; with a tensor, of each pair.

    >>> import tidu
    >>> values, indices = tidu.max(tidu.tensor([[1, 5], [7, 2]]), dim=1)
    >>> values, indices
    (tensor([5, 7]), tensor([1, 0]))
    """
    return _extreme("max", input, dim if other is None else other, keepdim)


@numpy_names
def min(input: Tensor, dim: Any = None, keepdim: bool = False, *, other: Tensor | None = None) -> Any:
    """The smallest of all; with `dim` the smallest along it and where; with a tensor, of each pair."""
    return _extreme("min", input, dim if other is None else other, keepdim)


@numpy_names
def argsort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Tensor:
    """The places of the elements in rising (or falling) order; equal ones keep their order."""
    axis = axis_of(dim, input._value.ndim)
    return mode.bind(ops.argsort, (input,), {"axis": axis, "descending": descending})


@numpy_names
def sort(input: Tensor, dim: int = -1, descending: bool = False, stable: bool = False) -> Returned:
    """The elements in rising (or falling) order along `dim`, and where each came from."""
    indices = argsort(input, dim, descending)
    axis = axis_of(dim, input._value.ndim)
    return EXTREMES["sort"]((named(along(input, indices, axis), "Sort"), indices))


@numpy_names
def topk(input: Tensor, k: int, dim: int = -1, largest: bool = True, sorted: bool = True) -> Returned:
    """The k largest (or smallest) along `dim`, in order, and where they are."""
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis] if input._value.ndim else 1
    if not 0 <= k <= size:
        raise RuntimeError(say("errors.topk", k=k, size=size))
    if not input._value.ndim:
        return EXTREMES["topk"]((named(input.clone(), "Topk"), argsort(input)))
    indices = mode.bind(ops.top_places, (input,), {"axis": axis, "k": int(k), "largest": largest})
    return EXTREMES["topk"]((named(along(input, indices, axis), "Topk"), indices))

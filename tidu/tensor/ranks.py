"""Elements by their rank: medians, quantiles, the k-th, the most frequent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.ops.order import rank_place
from tidu.tensor.arithmetic import lerp, refuse_bool
from tidu.tensor.comparison import isnan, where
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.movement import movedim, reshape, squeeze
from tidu.tensor.order import argmax, argsort, sort
from tidu.tensor.picking import along
from tidu.tensor.promote import named
from tidu.tensor.reduction import amax
from tidu.tensor.reduction import sum as total
from tidu.tensor.returned import Returned, returned
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

RANKED = {
    name: returned(name, "values", "indices") for name in ("median", "nanmedian", "kthvalue", "mode")
}
INTERPOLATIONS = ("linear", "lower", "higher", "midpoint", "nearest")


def middle(name: str, input: Tensor, dim: int | None, keepdim: bool) -> Any:
    """The lower middle of all, or along `dim`; `skip` NaN (nanmedian) or let it win (median)."""
    refuse_bool(name, input)
    if dim is None:
        flat = reshape(input, -1)
        if not flat._value.size:
            if input._value.dtype.kind == "f":
                return flat.new_full((), float("nan"))
            return flat.new_full((), np.iinfo(input._value.dtype).min)
        return named(tied(flat, middle(name, flat.detach(), 0, False)[0]), name.title())
    axis = axis_of(dim, input._value.ndim)
    return RANKED[name](at_rank(name, input, axis, _middle_place(name, input, axis), keepdim))


def _middle_place(name: str, input: Tensor, axis: int) -> Tensor:
    """The index of the middle, kept as an axis of one."""
    input = input.detach()
    if not input._value.ndim:
        return mode.bind(rank_place, (input,), {"axis": 0, "k": 0})
    size = input._value.shape[axis]
    if not size:
        raise IndexError(say("errors.empty_extreme", axis=axis, shape=input._value.shape))
    if name == "median":
        place = mode.bind(rank_place, (input,), {"axis": axis, "k": (size - 1) // 2})
        if input._value.dtype.kind != "f":
            return place
        unknown = argmax(input, axis, True)  # the first NaN, if there is one
        return where(isnan(along(input, unknown, axis)), unknown, place)
    known = total(~isnan(input), axis, keepdim=True)
    return along(argsort(input, axis), ((known - 1) // 2).clamp(min=0), axis)


def tied(flat: Tensor, value: Tensor) -> Tensor:
    """`value`, an element of the vector, such that all that equal it share its gradient."""
    if flat._node is None:
        return value
    above = where(flat.detach() > value, True, isnan(flat.detach()) & ~isnan(value))
    return amax(flat.masked_fill(above, -float("inf")), 0)


def at_rank(name: str, input: Tensor, axis: int, place: Tensor, keepdim: bool) -> tuple[Tensor, Tensor]:
    """(values, indices) at a place of the axis."""
    values = along(input, place, axis)
    if not keepdim and input._value.ndim:
        values, place = squeeze(values, axis), squeeze(place, axis)
    return named(values, f"{name.title()}Backward1" if name.endswith("median") else name.title()), place


@numpy_names
def median(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """The middle element (the lower of two; NaN if there is one); with `dim`, along it, and where."""
    return middle("median", input, dim, keepdim)


@numpy_names
def nanmedian(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Any:
    """As `median`, of the elements that are not NaN."""
    return middle("nanmedian", input, dim, keepdim)


@numpy_names
def kthvalue(input: Tensor, k: int, dim: int = -1, keepdim: bool = False) -> Returned:
    """The k-th smallest along `dim`, counted from 1, and where it is.

    >>> import tidu
    >>> tidu.kthvalue(tidu.tensor([3, 1, 2]), 2).values
    tensor(2)
    """
    refuse_bool("kthvalue", input)
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis] if input._value.ndim else 1
    if not size:
        raise IndexError(say("errors.empty_extreme", axis=axis, shape=input._value.shape))
    if not 1 <= k <= size:
        raise RuntimeError(say("along.kth", k=k, size=size))
    place = mode.bind(rank_place, (input.detach(),), {"axis": axis, "k": k - 1})
    return RANKED["kthvalue"](at_rank("kthvalue", input, axis, place, keepdim))


@numpy_names
def most_frequent(input: Tensor, dim: int = -1, keepdim: bool = False) -> Returned:
    """The most frequent along `dim` (of equally frequent ones the smallest), and its last place.

    >>> import tidu
    >>> tidu.mode(tidu.tensor([1, 2, 2]))[0]
    tensor(2)
    """
    axis = axis_of(dim, input._value.ndim)
    if not input._value.ndim:
        return RANKED["mode"]((input.clone(), wrap(np.zeros((), np.int64))))
    if not input._value.shape[axis]:
        raise IndexError(say("errors.empty_extreme", axis=axis, shape=input._value.shape))
    value = look(input)
    order = np.argsort(value, axis=axis, kind="stable")
    ordered = np.take_along_axis(value, order, axis)
    at = np.arange(value.shape[axis]).reshape((-1,) + (1,) * (value.ndim - axis - 1))
    previous = np.roll(ordered, 1, axis)
    starts = np.maximum.accumulate(np.where((ordered != previous) | (at == 0), at, 0), axis)
    # The last of the longest run is where the count within a run is first at its largest.
    last = np.expand_dims(np.argmax(at - starts, axis=axis), axis)
    place = wrap(np.take_along_axis(order, last, axis))
    return RANKED["mode"](at_rank("mode", input, axis, place, keepdim))


def msort(input: Tensor) -> Tensor:
    """The elements in rising order along the first axis."""
    return sort(input, 0)[0]


@numpy_names
def quantile(
    input: Tensor, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear"
) -> Tensor:
    """The number below which the part `q` of the elements lies, by interpolation; NaN if there is one.

    >>> import tidu
    >>> tidu.quantile(tidu.tensor([1.0, 2.0, 4.0]), 0.75)
    tensor(3.)
    """
    return _quantile("quantile", input, q, dim, keepdim, interpolation)


@numpy_names
def nanquantile(
    input: Tensor, q: Any, dim: int | None = None, keepdim: bool = False, *, interpolation: str = "linear"
) -> Tensor:
    """As `quantile`, of the elements that are not NaN."""
    return _quantile("nanquantile", input, q, dim, keepdim, interpolation)


def _parts(name: str, input: Tensor, q: Any, interpolation: str) -> Any:
    """`q` as a tensor; RuntimeError for what is not between 0 and 1, or of another type than input."""
    kind = input._value.dtype
    if not isinstance(q, Handle):
        q = wrap(np.asarray(q, kind if kind.kind == "f" else None))
        given = look(q)
        if given.size and not (given.min() >= 0 and given.max() <= 1):
            raise RuntimeError(say("along.quantile_range", operation=name, given=given.tolist()))
    if kind.kind != "f" or kind.itemsize < 4:
        raise RuntimeError(say("along.quantile_type", operation=name, given=input.dtype))
    if q._value.ndim > 1:
        raise RuntimeError(say("along.quantile_rank", operation=name, rank=q._value.ndim))
    if q._value.dtype != kind:
        raise RuntimeError(say("along.quantile_types", operation=name, a=input.dtype, b=q.dtype))
    if interpolation not in INTERPOLATIONS:
        raise RuntimeError(say("along.interpolation", operation=name, given=interpolation))
    return q


def _quantile(name: str, input: Tensor, q: Any, dim: int | None, keepdim: bool, interpolation: str) -> Tensor:
    q = _parts(name, input, q, interpolation)
    if not input._value.size:
        raise RuntimeError(say("along.quantile_empty", operation=name, shape=list(input.shape)))
    rank = input._value.ndim
    axis = 0 if dim is None else axis_of(dim, rank)
    if dim is None:
        lines = reshape(input, -1)
    else:
        lines = movedim(input, axis, -1) if rank else reshape(input, 1)
        keepdim = keepdim and rank > 0
    ordered = sort(lines, -1)[0]
    found = _between(ordered, reshape(q, -1), name == "nanquantile", interpolation)
    if not keepdim:
        return squeeze(found, -1) if not q._value.ndim else movedim(found, -1, 0)
    kept = (1,) * rank if dim is None else (
        *input._value.shape[:axis], 1, *input._value.shape[axis + 1 :],
    )
    if not q._value.ndim:
        return reshape(found, kept)
    return reshape(movedim(found, -1, 0), (q._value.size, *kept))


def _between(ordered: Tensor, q: Tensor, skip: bool, interpolation: str) -> Tensor:
    """The elements at `q` of the sorted last axis, and between them."""
    size = ordered._value.shape[-1]
    unknown = isnan(ordered.detach())
    known = size - total(unknown, -1, keepdim=True)
    if skip:
        rank = (q * (known - 1)).clamp(min=0)
    else:
        rank = where(known < size, float(size - 1), q * (size - 1))
    if interpolation in ("lower", "higher", "nearest"):
        rank = {"lower": rank.floor, "higher": rank.ceil, "nearest": rank.round}[interpolation]()
    low, high = rank.detach().floor(), rank.detach().ceil()
    last = ordered._value.ndim - 1
    below, above = along(ordered, low.long(), last), along(ordered, high.long(), last)
    if interpolation == "midpoint":
        return lerp(below, above, 0.5)
    return lerp(below, above, rank - low) if interpolation == "linear" else below

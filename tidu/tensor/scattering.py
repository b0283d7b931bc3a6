"""Elements written, added or folded in at places that tensors of whole numbers name."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of, broadcast_shapes
from tidu.ops import index as places
from tidu.ops.index import HERE
from tidu.ops.move import ALL
from tidu.tensor.arithmetic import add, div, mul
from tidu.tensor.comparison import masked_fill
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.index_key import parse
from tidu.tensor.indexing import number
from tidu.tensor.movement import expand, narrow, reshape
from tidu.tensor.picking import check_gather, grids
from tidu.tensor.promote import named, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

WORDS = {"prod": "mul", "multiply": "mul", "amax": "larger", "amin": "smaller"}


def written(x: Tensor, value: Any, indices: tuple, key: tuple) -> Tensor:
    """A copy of x with `value`, broadcast, at the places."""
    return mode.bind(places.index_set, (x, value, *indices), {"key": key})


def added(x: Tensor, value: Tensor, indices: tuple, key: tuple) -> Tensor:
    """A copy of x with `value` added at the places, as often as they are named."""
    params = {"key": key, "shape": x._value.shape}
    if x._value.dtype.kind == "b":
        return x | mode.bind(places.scatter, (value, *indices), params)
    return add(x, mode.bind(places.scatter, (value, *indices), params))


def folded(x: Tensor, value: Tensor, indices: tuple, key: tuple, reduce: str, include_self: bool) -> Tensor:
    """A copy of x with `value` folded in at the places by `reduce`, with x's own elements or without."""
    kind = x._value.dtype
    if reduce not in ("sum", "add", "mean", *WORDS):
        raise RuntimeError(say("places.reduce", given=reduce))
    if not include_self:
        x = written(x, wrap(np.asarray(neutral(reduce, kind), kind)), indices, key)
    if reduce in WORDS:
        params = {"key": key, "word": WORDS[reduce]}
        return mode.bind(places.scatter_fold, (x, value, *indices), params)
    total = added(x, value, indices, key)
    if reduce != "mean":
        return total
    ones = wrap(np.ones(value._value.shape, kind))
    begun = wrap(np.ones(x._value.shape, kind))
    if not include_self:
        begun = written(begun, wrap(np.zeros((), kind)), indices, key)
    count = added(begun, ones, indices, key)
    return div(total, count, rounding_mode=None if kind.kind == "f" else "floor")


def neutral(reduce: str, kind: np.dtype) -> Any:
    """What changes nothing when it is folded in."""
    if reduce in ("sum", "add", "mean"):
        return 0
    if reduce in ("prod", "multiply"):
        return 1
    if kind.kind == "f":
        return -np.inf if reduce == "amax" else np.inf
    if kind.kind == "b":
        return reduce != "amax"
    return np.iinfo(kind).min if reduce == "amax" else np.iinfo(kind).max


# Places along one axis, element by element


def spots(operation: str, input: Tensor, dim: int, index: Tensor, src: Any) -> tuple[tuple | None, Any]:
    """(index arrays for every axis, or None if nothing is written; the part of src that goes there).

    RuntimeError where they do not fit.
    """
    axis = axis_of(dim, input._value.ndim)
    if isinstance(src, Handle):
        if src._value.dtype != input._value.dtype:
            raise RuntimeError(say("places.types", operation=operation, a=input.dtype, b=src.dtype))
        if index._value.size:
            shape, room = index._value.shape or (1,), src._value.shape or (1,)
            if len(shape) != len(room) or any(m > n for m, n in zip(shape, room, strict=True)):
                raise RuntimeError(
                    say("places.source", operation=operation, index=list(shape), src=list(room))
                )
            part: Any = src
            for k, n in enumerate(index._value.shape):
                part = narrow(part, k, 0, n) if part._value.shape[k] != n else part
            src = part
    if not index._value.size:
        return None, src
    check_gather(input._value, index._value, axis, operation)
    return (grids(index, axis) if index._value.ndim else (reshape(index, 1),)), src


def at_places(operation: str, write: Any, input: Tensor, dim: int, index: Tensor, src: Any) -> Tensor:
    """`write(input, src, indices, key)` with numbers seen as vectors of one."""
    indices, src = spots(operation, input, dim, index, src)
    if indices is None:
        return input.clone()
    x, part = (each if each._value.ndim else reshape(each, 1) for each in (input, src))
    return reshape(write(x, part, indices, (HERE,) * len(indices)), input._value.shape)


def scatter(
    input: Tensor, dim: int, index: Tensor, src: Any = None, *, value: Any = None, reduce: str | None = None
) -> Tensor:
    """A copy of input with out[index[i][j]][j] = src[i][j] for dim = 0, and so on.

    `src` is a tensor or a number (`value`); `reduce` "add" or "multiply" folds it in instead.

    >>> import tidu
    >>> tidu.scatter(tidu.zeros(3), 0, tidu.tensor([2, 0]), tidu.tensor([5.0, 7.0]))
    tensor([7., 0., 5.])
    """
    src = value if src is None else src
    if reduce is not None and reduce not in ("add", "multiply"):
        raise RuntimeError(say("places.reduce_scatter", given=reduce))
    kind = input._value.dtype
    if not isinstance(src, Handle):
        src = expand(wrap(number(src, kind)), index._value.shape)
    elif value is not None:
        src = expand(to_dtype(src, kind), index._value.shape)

    def write(x: Tensor, part: Tensor, indices: tuple, key: tuple) -> Tensor:
        if reduce is None:
            return written(x, part, indices, key)
        return folded(x, part, indices, key, reduce, True)

    return named(at_places("scatter", write, input, dim, index, src), "Scatter")


def scatter_add(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    """As `scatter`, adding up what goes to one place."""
    return named(at_places("scatter_add", added, input, dim, index, src), "ScatterAdd")


def scatter_reduce(
    input: Tensor, dim: int, index: Tensor, src: Tensor, reduce: str, *, include_self: bool = True
) -> Tensor:
    """As `scatter`, folding in by `reduce`: "sum", "prod", "mean", "amax" or "amin".

    >>> import tidu
    >>> tidu.scatter_reduce(tidu.ones(2), 0, tidu.tensor([0, 0]), tidu.tensor([5.0, 7.0]), "amax")
    tensor([7., 1.])
    """

    def write(x: Tensor, part: Tensor, indices: tuple, key: tuple) -> Tensor:
        return folded(x, part, indices, key, reduce, include_self)

    if reduce not in ("sum", "mean", "prod", "amax", "amin"):
        raise RuntimeError(say("places.reduce", given=reduce))
    return named(at_places("scatter_reduce", write, input, dim, index, src), "ScatterReduce")


# Whole places of one axis


def rows(operation: str, input: Tensor, dim: int, index: Tensor, source: Any) -> tuple[Tensor, tuple, tuple]:
    """(input with an axis at least, index arrays, key); errors of PyTorch's types if they do not fit."""
    axis = axis_of(dim, input._value.ndim)
    if index._value.ndim > 1:
        raise IndexError(say("errors.index_vector", given=list(index._value.shape)))
    if index._value.dtype.kind not in "iu":
        raise IndexError(say("places.index_type", operation=operation, given=index.dtype))
    if isinstance(source, Handle) and source._value.dtype != input._value.dtype:
        raise RuntimeError(say("places.types", operation=operation, a=input.dtype, b=source.dtype))
    x = input if input._value.ndim else reshape(input, 1)
    if source is not None:
        count = source._value.shape[axis] if source._value.ndim > axis else 1
        fits = source._value.ndim in (x._value.ndim, input._value.ndim)
        if source._value.ndim and fits:
            own = list(x._value.shape)
            own[axis] = index._value.size
            fits = list(source._value.shape) == own
        if count != index._value.size or not fits:
            raise (IndexError if operation == "index_copy" else RuntimeError)(
                say("places.rows", operation=operation, count=index._value.size, src=list(source.shape))
            )
    return x, (reshape(index, -1),), (ALL,) * axis + (HERE,)


def _rowed(source: Tensor, x: Tensor) -> Tensor:
    return source if source._value.ndim == x._value.ndim else reshape(source, (1,) * x._value.ndim)


def index_add(input: Tensor, dim: int, index: Tensor, source: Tensor, *, alpha: Any = 1) -> Tensor:
    """A copy of input with `source`, times alpha, added at the places `index` of axis `dim`.

    >>> import tidu
    >>> tidu.index_add(tidu.zeros(3), 0, tidu.tensor([0, 0]), tidu.tensor([1.0, 2.0]))
    tensor([3., 0., 0.])
    """
    x, indices, key = rows("index_add", input, dim, index, source)
    part = _rowed(source, x)
    part = part if alpha == 1 else to_dtype(mul(part, alpha), x._value.dtype)
    return named(reshape(added(x, part, indices, key), input._value.shape), "IndexAdd")


def index_copy(input: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    """A copy of input with `source` at the places `index` of axis `dim`."""
    x, indices, key = rows("index_copy", input, dim, index, source)
    return named(reshape(written(x, _rowed(source, x), indices, key), input._value.shape), "IndexCopy")


def index_fill(input: Tensor, dim: int, index: Tensor, value: Any) -> Tensor:
    """A copy of input with one number at the places `index` of axis `dim`."""
    if isinstance(value, Handle) and value._value.ndim:
        raise RuntimeError(say("places.fill", rank=value._value.ndim))
    filled: Any = value
    x, indices, key = rows("index_fill", input, dim, index, None)
    axis = len(key) - 1
    shape = (x._value.shape[axis],) + (1,) * (x._value.ndim - axis - 1)
    none, yes = wrap(np.zeros(shape, bool)), wrap(np.ones((), bool))
    mask = written(none, yes, indices, (HERE,))  # a place named twice is filled once: so is its gradient
    return named(reshape(masked_fill(x, mask, filled), input._value.shape), "IndexFill")


def index_reduce(
    input: Tensor, dim: int, index: Tensor, source: Tensor, reduce: str, *, include_self: bool = True
) -> Tensor:
    """A copy of input with `source` folded in by `reduce`: "prod", "mean", "amax" or "amin"."""
    if reduce not in ("prod", "mean", "amax", "amin"):
        raise RuntimeError(say("places.reduce", given=reduce))
    x, indices, key = rows("index_reduce", input, dim, index, source)
    made = folded(x, _rowed(source, x), indices, key, reduce, include_self)
    return named(reshape(made, input._value.shape), "IndexReduce")


# Places as x[...] has them


def index_put(input: Tensor, indices: Any, values: Tensor, accumulate: bool = False) -> Tensor:
    """A copy of input with `values` at input[indices], written or added up.

    >>> import tidu
    >>> tidu.index_put(tidu.zeros(3), (tidu.tensor([0, 0]),), tidu.tensor([1.0, 2.0]), accumulate=True)
    tensor([3., 0., 0.])
    """
    if values._value.dtype != input._value.dtype:
        raise RuntimeError(say("places.types", operation="index_put", a=input.dtype, b=values.dtype))
    given = tuple(slice(None) if x is None else x for x in indices)
    _, spots_, arrays = parse(given, input._value.shape)
    if not arrays:
        return expand(values, input._value.shape).clone()
    if not accumulate:
        return named(written(input, values, arrays, spots_), "IndexPut")
    ghost = mode.bind(places.index, (input.detach(), *arrays), {"key": spots_})
    part = expand(values, ghost._value.shape)
    return named(added(input, part, arrays, spots_), "IndexPut")


def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """A copy of input with the elements of source, in order, where mask holds."""
    if mask._value.dtype.kind != "b":
        raise RuntimeError(say("errors.mask_type", operation="masked_scatter", given=mask.dtype))
    if source._value.dtype != input._value.dtype:
        raise RuntimeError(say("places.types", operation="masked_scatter", a=input.dtype, b=source.dtype))
    shape = broadcast_shapes(input._value.shape, mask._value.shape, operation="masked_scatter")
    spot = np.flatnonzero(np.broadcast_to(look(mask, "mask"), shape))
    if spot.size > source._value.size:
        raise RuntimeError(say("places.masked", count=spot.size, size=source._value.size))
    flat = reshape(expand(input, shape), -1)
    part = narrow(reshape(source, -1), 0, 0, spot.size)
    return named(reshape(written(flat, part, (wrap(spot),), (HERE,)), shape), "MaskedScatter")


def put(input: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Tensor:
    """A copy of input with the elements of source at the places `index` of the flattened tensor."""
    if index._value.dtype.kind != "i":
        raise RuntimeError(say("places.index_type", operation="put", given=index.dtype))
    if source._value.dtype != input._value.dtype:
        raise RuntimeError(say("places.types", operation="put", a=input.dtype, b=source.dtype))
    if index._value.size != source._value.size:
        raise RuntimeError(say("places.put", count=index._value.size, size=source._value.size))
    if not input._value.size and index._value.size:
        raise IndexError(say("places.put_nothing", count=index._value.size))
    shape = input._value.shape
    flat, part, spot = reshape(input, -1), reshape(source, -1), reshape(index, -1)
    write = added if accumulate else written
    made = write(flat, part, (spot,), (HERE,)) if prod(shape) else flat.clone()
    return named(reshape(made, shape), "Put")

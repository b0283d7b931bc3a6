"""Joining tensors and parting them, as PyTorch names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.ops import move
from tidu.tensor.handle import Handle
from tidu.tensor.movement import narrow, reshape, select, unsqueeze
from tidu.tensor.promote import named, result_dtype, to_dtype
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def cat(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Tensor:
    """Tensors joined along an axis that they have.

    >>> import tidu
    >>> tidu.cat([tidu.ones(1, 2), tidu.zeros(1, 2)])
    tensor([[1., 1.],
            [0., 0.]])
    """
    if isinstance(tensors, Handle):
        raise TypeError(say("shapes.not_listed", operation="cat"))
    parts = tuple(tensors)
    for x in parts:
        if not isinstance(x, Handle):
            raise TypeError(say("errors.operand", operation="cat", given=type(x).__name__))
    if not parts:
        raise ValueError(say("errors.cat_nothing"))
    if len(parts) > 1:
        # PyTorch lets an empty vector join anything.
        parts = tuple(x for x in parts if x._value.shape != (0,)) or parts[:1]
    if not all(x._value.ndim for x in parts):
        raise RuntimeError(say("errors.cat_number"))
    kind = result_dtype(parts)
    parts = tuple(to_dtype(x, kind) for x in parts)
    along_axis = axis_of(dim if axis is None else axis, parts[0]._value.ndim)
    lengths = tuple(x._value.shape[along_axis] if x._value.ndim > along_axis else 0 for x in parts)
    params = {"axis": along_axis, "sizes": lengths}
    return named(mode.bind(move.concatenate, parts, params), "Cat")


def stack(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Tensor:
    """Tensors of one shape joined along a new axis."""
    if isinstance(tensors, Handle):
        raise TypeError(say("shapes.not_listed", operation="stack"))
    parts = list(tensors)
    if not parts:
        raise RuntimeError(say("errors.stack_nothing"))
    for x in parts:
        if x._value.shape != parts[0]._value.shape:
            raise RuntimeError(say("errors.stack", a=parts[0]._value.shape, b=x._value.shape))
    along_axis = dim if axis is None else axis
    return named(cat([unsqueeze(x, along_axis) for x in parts], along_axis), "Stack")


def hstack(tensors: Any) -> Tensor:
    """Tensors side by side: along the second axis, vectors along their own."""
    parts = [reshape(x, 1) if x._value.ndim == 0 else x for x in tensors]
    if not parts:
        raise RuntimeError(say("shapes.no_tensors", operation="hstack"))
    return cat(parts, 0 if parts[0]._value.ndim == 1 else 1)


def vstack(tensors: Any) -> Tensor:
    """Tensors one under the other; a vector counts as a row."""
    parts = [reshape(x, 1, -1) if x._value.ndim < 2 else x for x in tensors]
    if not parts:
        raise RuntimeError(say("shapes.no_tensors", operation="vstack"))
    return cat(parts, 0)


def split(tensor: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Parts of one size (the last may be shorter), or of the sizes listed, along `dim`."""
    axis = axis_of(dim, tensor._value.ndim)
    size = tensor._value.shape[axis]
    given = split_size_or_sections
    if isinstance(given, int):
        if given < 0 or (given == 0 and size):
            raise RuntimeError(say("errors.split_size", given=given))
        given = [min(given, size - start) for start in range(0, size, given or 1)] or [0]
    elif sum(given) != size:
        raise RuntimeError(say("errors.split", given=list(given), size=size))
    starts = [sum(given[:k]) for k in range(len(given))]
    return tuple(named(narrow(tensor, axis, s, n), "Split") for s, n in zip(starts, given, strict=True))


def split_itself(self: Tensor, split_size: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """`split` as the method names its keyword."""
    return split(self, split_size, dim)


def split_with_sizes(input: Tensor, split_sizes: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Parts of the sizes listed along `dim`."""
    return split(input, list(split_sizes), dim)


@numpy_names
def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """At most `chunks` parts of equal size along `dim`."""
    size = input._value.shape[axis_of(dim, input._value.ndim)]
    if chunks < 1:
        raise RuntimeError(say("errors.chunks", given=chunks))
    return split(input, max(-(-size // chunks), 1), dim)


@numpy_names
def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """Every place of axis `dim`, the axis removed."""
    size = input._value.shape[axis_of(dim, input._value.ndim)]
    return tuple(named(select(input, dim, k), "Unbind") for k in range(size))

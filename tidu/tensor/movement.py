"""Shapes, axes, joining and parting, as PyTorch names them. What can be a view is one."""

from __future__ import annotations

from collections.abc import Iterable
from math import prod
from operator import index
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.core.shapes import axes_of, axis_of, broadcast_shapes, resolve_shape
from tidu.ops import convert, move
from tidu.ops.move import ALL
from tidu.tensor.handle import Handle
from tidu.tensor.promote import named
from tidu.tensor.spelling import numpy_names
from tidu.tensor.swift import single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

sliced, reshaped, permuted = single(move.take_slice), single(move.reshape), single(move.permute)


def sizes(shape: tuple) -> tuple[int, ...]:
    """Sizes given one by one or as one list.

    >>> sizes((2, 3)), sizes(([2, 3],))
    ((2, 3), (2, 3))
    """
    if len(shape) == 1 and isinstance(shape[0], Iterable) and not isinstance(shape[0], Handle | str):
        shape = tuple(shape[0])
    try:
        return tuple(n if type(n) is int else index(n) for n in shape)
    except TypeError:
        raise TypeError(say("errors.sizes", given=shape)) from None


def cut(input: Tensor, key: tuple, label: str) -> Tensor:
    """The view of `input` that `key` (see `ops.move.decode`) describes."""
    return named(sliced(input, {"key": key}), label)


def reshape(input: Tensor, *sizes_: Any, shape: Any = None) -> Tensor:
    """The elements, in their order, in another shape; one size may be −1.

    >>> import tidu
    >>> tidu.arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    value = input._value
    shape = resolve_shape(sizes(sizes_ if shape is None else (shape,)), value.size)
    return named(reshaped(input, {"shape": shape}), "View")


def view(input: Tensor, *shape: Any) -> Any:
    """As `reshape`, and an error where that would need a copy."""
    result = reshape(input, *shape)
    if result._base is None and input._value.size and not input._value.flags.c_contiguous:
        raise RuntimeError(say("errors.view", shape=tuple(input._value.shape), wanted=sizes(shape)))
    return result


def view_as(input: Tensor, other: Tensor) -> Tensor:
    """`input` in the shape of other."""
    return view(input, other._value.shape)


def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """Axes start_dim to end_dim made one."""
    shape = input._value.shape
    if not shape:
        return reshape(input, 1)
    start, end = axis_of(start_dim, len(shape)), axis_of(end_dim, len(shape))
    if start > end:
        raise RuntimeError(say("errors.flatten", start=start_dim, end=end_dim))
    return reshape(input, (*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :]))


def unflatten(input: Tensor, dim: int, sizes: Any) -> Tensor:
    """Axis `dim` parted into `sizes`, one of which may be −1."""
    shape = input._value.shape
    axis = axis_of(dim, len(shape))
    parts = resolve_shape(tuple(sizes), shape[axis])
    return reshape(input, (*shape[:axis], *parts, *shape[axis + 1 :]))


def ravel(input: Tensor) -> Tensor:
    """All elements in one axis."""
    return reshape(input, -1)


@numpy_names
def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    """Without the axes of size 1, or without those of `dim` that have it."""
    shape = input._value.shape
    axes = tuple(range(len(shape))) if dim is None else () if dim in ((), []) else axes_of(dim, len(shape))
    label = "Squeeze" if dim is None else "SqueezeBackward1"
    key = tuple(0 if n == 1 and axis in axes else ALL for axis, n in enumerate(shape))
    return cut(input, key, label)


@numpy_names
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """A new axis of size 1 at `dim`."""
    axis = axis_of(dim, input._value.ndim + 1)
    return cut(input, (*(ALL,) * axis, "new"), "Unsqueeze")


def permute(input: Tensor, *order: Any, dims: Any = None) -> Tensor:
    """The axes in the order of `dims`, which can also be given one by one."""
    listed = sizes(order if dims is None else (dims,))
    rank = input._value.ndim
    if len(listed) != rank:
        raise RuntimeError(say("errors.permute", given=len(listed), rank=rank))
    axes = axes_of(listed, rank) if listed else ()
    return named(permuted(input, {"axes": axes}), "Permute")


def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """Axes dim0 and dim1 exchanged."""
    rank = input._value.ndim
    axes = list(range(rank))
    a, b = axis_of(dim0, rank), axis_of(dim1, rank)
    if rank:
        axes[a], axes[b] = b, a
    return named(permuted(input, {"axes": tuple(axes)}), "Transpose")


def t(input: Tensor) -> Tensor:
    """A matrix with rows and columns exchanged; a vector as it is."""
    rank = input._value.ndim
    if rank > 2:
        raise RuntimeError(say("errors.t", rank=rank))
    return named(mode.bind(move.permute, (input,), {"axes": tuple(range(rank))[::-1]}), "T")


def reversed_axes(input: Tensor) -> Tensor:
    """The axes in reverse order: `x.T`."""
    rank = input._value.ndim
    axes = tuple(range(rank))[::-1]
    return named(permuted(input, {"axes": axes}), "Permute")


def matrix_transpose(input: Tensor) -> Tensor:
    """The last two axes exchanged: `x.mT`."""
    if input._value.ndim < 2:
        raise RuntimeError(say("errors.mt", rank=input._value.ndim))
    return transpose(input, -2, -1)


def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """Axes moved from `source` to `destination`; the others keep their order."""
    rank = input._value.ndim
    sources, goals = axes_of(source, rank), axes_of(destination, rank)
    if len(sources) != len(goals):
        raise RuntimeError(say("shapes.movedim", source=source, destination=destination))
    order = [axis for axis in range(rank) if axis not in sources]
    for goal, axis in sorted(zip(goals, sources, strict=True)):
        order.insert(goal, axis)
    return permute(input, order)


def expand(input: Tensor, *shape: Any, size: Any = None, implicit: bool = False) -> Tensor:
    """Axes of size 1 repeated to `shape` (or `size`) without a copy; −1 keeps a size."""
    wanted = sizes(shape if size is None else (size,))
    own = input._value.shape
    if len(wanted) < len(own):
        raise RuntimeError(say("errors.expand", a=own, b=wanted))
    aligned = (-1,) * (len(wanted) - len(own)) + own
    goal = tuple(m if n == -1 else n for m, n in zip(aligned, wanted, strict=True))
    if any(n < 0 or (m != n and abs(m) != 1) for m, n in zip(aligned, goal, strict=True)):
        raise RuntimeError(say("errors.expand", a=own, b=wanted))
    return named(mode.bind(move.expand, (input,), {"shape": goal}), "Expand")


def expand_as(input: Tensor, other: Tensor) -> Tensor:
    """`input` repeated to the shape of other."""
    return expand(input, other._value.shape)


def broadcast_to(input: Tensor, size: Any) -> Tensor:
    """`input` repeated to `size` without a copy."""
    return expand(input, size)


def broadcast_tensors(*tensors: Tensor) -> tuple[Tensor, ...]:
    """All tensors repeated to their common shape."""
    shape = broadcast_shapes(*(x._value.shape for x in tensors))
    return tuple(expand(x, shape) for x in tensors)


def repeat(input: Tensor, *counts_: Any, repeats: Any = None) -> Tensor:
    """Copies laid side by side, `repeats` times along each axis."""
    counts = sizes(counts_ if repeats is None else (repeats,))
    own = input._value.shape
    if len(counts) < len(own):
        raise RuntimeError(say("errors.repeat", given=len(counts), rank=len(own)))
    own = (1,) * (len(counts) - len(own)) + own
    spread = reshape(input, tuple(n for size in own for n in (1, size)))
    goal = tuple(n for count, size in zip(counts, own, strict=True) for n in (count, size))
    laid = expand(spread, goal)
    return named(reshape(laid, tuple(c * n for c, n in zip(counts, own, strict=True))).clone(), "Repeat")


def tile(input: Tensor, *counts_: Any, dims: Any = None) -> Tensor:
    """As `repeat`; counts that are left out are 1."""
    counts = sizes(counts_ if dims is None else (dims,))
    return repeat(input, (1,) * (input._value.ndim - len(counts)) + counts)


def flip(input: Tensor, *axes: Any, dims: Any = None) -> Tensor:
    """The order turned around along `dims`, which can also be given one by one."""
    listed = sizes(axes) if dims is None else sizes((dims,))
    turned = axes_of(listed, input._value.ndim) if listed else ()
    return mode.bind(move.flip, (input,), {"axes": turned})


@numpy_names
def narrow(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    """`length` places of axis `dim`, from `start` on."""
    if not input._value.ndim:
        raise RuntimeError(say("shapes.split_number", operation="narrow"))
    if isinstance(start, Handle) and (start._value.ndim or start._value.dtype.kind not in "iu"):
        raise RuntimeError(say("shapes.narrow_start", given=start.dtype, rank=start._value.ndim))
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis]
    first = int(start) + size if int(start) < 0 else int(start)
    if not -size <= int(start) <= size:
        raise IndexError(say("errors.narrow", start=start, length=length, size=size))
    if first < 0 or length < 0 or first + length > size:
        raise RuntimeError(say("errors.narrow", start=start, length=length, size=size))
    return cut(input, (*(ALL,) * axis, (first, first + length, 1)), "Slice")


def narrow_copy(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    """As `narrow`, a copy."""
    return narrow(input, dim, start, length).clone()


@numpy_names
def select(input: Tensor, dim: int, index: int) -> Tensor:
    """Place `index` of axis `dim`, the axis removed."""
    axis = axis_of(dim, input._value.ndim)
    return cut(input, (*(ALL,) * axis, int(index)), "Select")


def clone(input: Tensor, *, memory_format: Any = None) -> Tensor:
    """A copy with its own memory; the gradient passes."""
    return named(mode.bind(convert.copy, (input,), {}), "Clone")


def contiguous(input: Tensor, memory_format: Any = None) -> Tensor:
    """Itself if its elements lie in order in memory, else a copy where they do."""
    if input._value.flags.c_contiguous:
        return input
    shape = input._value.shape
    return named(clone(reshape(input, -1)).reshape(shape), "Clone")

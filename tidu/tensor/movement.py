"""Shapes, axes, joining and parting, as PyTorch names them. What can be a view is one."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axes_of, axis_of, broadcast_shapes, resolve_shape
from tidu.ops import convert, move
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.promote import named, result_dtype, to_dtype
from tidu.tensor.reduction import along
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

ALL = (None, None, 1)


def sizes(shape: tuple) -> tuple[int, ...]:
    """Sizes given one by one or as one list.

    >>> sizes((2, 3)), sizes(([2, 3],))
    ((2, 3), (2, 3))
    """
    if len(shape) == 1 and not isinstance(shape[0], int | Handle):
        shape = tuple(shape[0])
    return tuple(n if type(n) is int else int(n) for n in shape)


def cut(input: Tensor, key: tuple, label: str) -> Tensor:
    """The view of `input` that `key` (see `ops.move.decode`) describes."""
    return named(mode.bind(move.take_slice, (input,), {"key": key}), label)


def reshape(input: Tensor, *shape: Any) -> Tensor:
    """The elements, in their order, in another shape; one size may be −1.

    >>> import tidu
    >>> tidu.arange(6).reshape(2, -1)
    tensor([[0, 1, 2],
            [3, 4, 5]])
    """
    value = input._value
    shape = resolve_shape(sizes(shape), value.size)
    return named(mode.bind(move.reshape, (input,), {"shape": shape}), "View")


def view(input: Tensor, *shape: Any) -> Any:
    """As `reshape`, and an error where that would need a copy."""
    if len(shape) == 1 and hasattr(shape[0], "numpy") and not isinstance(shape[0], Handle):
        return input.to(shape[0]) if shape[0] != input.dtype else input
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


def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    """Without the axes of size 1, or without those of `dim` that have it."""
    shape = input._value.shape
    axes = axes_of(dim, len(shape)) if dim is not None else tuple(range(len(shape)))
    key = tuple(0 if n == 1 and axis in axes else ALL for axis, n in enumerate(shape))
    return cut(input, key, "Squeeze")


def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """A new axis of size 1 at `dim`."""
    axis = axis_of(dim, input._value.ndim + 1)
    return cut(input, (*(ALL,) * axis, "new"), "Unsqueeze")


def permute(input: Tensor, *dims: Any) -> Tensor:
    """The axes in the order of `dims`."""
    listed = sizes(dims)
    rank = input._value.ndim
    if len(listed) != rank:
        raise RuntimeError(say("errors.permute", given=len(listed), rank=rank))
    axes = axes_of(listed, rank) if listed else ()
    return named(mode.bind(move.permute, (input,), {"axes": axes}), "Permute")


def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """Axes dim0 and dim1 exchanged."""
    rank = input._value.ndim
    axes = list(range(rank))
    a, b = axis_of(dim0, rank), axis_of(dim1, rank)
    if rank:
        axes[a], axes[b] = b, a
    return named(mode.bind(move.permute, (input,), {"axes": tuple(axes)}), "Transpose")


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
    return named(mode.bind(move.permute, (input,), {"axes": axes}), "Permute")


def matrix_transpose(input: Tensor) -> Tensor:
    """The last two axes exchanged: `x.mT`."""
    if input._value.ndim < 2:
        raise RuntimeError(say("errors.mt", rank=input._value.ndim))
    return transpose(input, -2, -1)


def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """Axes moved from `source` to `destination`; the others keep their order."""
    rank = input._value.ndim
    sources, goals = axes_of(source, rank), axes_of(destination, rank)
    order = [axis for axis in range(rank) if axis not in sources]
    for goal, axis in sorted(zip(goals, sources, strict=True)):
        order.insert(goal, axis)
    return permute(input, order)


def expand(input: Tensor, *shape: Any) -> Tensor:
    """Axes of size 1 repeated to `shape` without a copy; −1 keeps a size."""
    wanted = sizes(shape)
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


def repeat(input: Tensor, *repeats: Any) -> Tensor:
    """Copies laid side by side, `repeats` times along each axis."""
    counts = sizes(repeats)
    own = input._value.shape
    if len(counts) < len(own):
        raise RuntimeError(say("errors.repeat", given=len(counts), rank=len(own)))
    own = (1,) * (len(counts) - len(own)) + own
    spread = reshape(input, tuple(n for size in own for n in (1, size)))
    goal = tuple(n for count, size in zip(counts, own, strict=True) for n in (count, size))
    laid = expand(spread, goal)
    return named(reshape(laid, tuple(c * n for c, n in zip(counts, own, strict=True))).clone(), "Repeat")


def tile(input: Tensor, *dims: Any) -> Tensor:
    """As `repeat`; counts that are left out are 1."""
    counts = sizes(dims)
    return repeat(input, (1,) * (input._value.ndim - len(counts)) + counts)


def flip(input: Tensor, *dims: Any) -> Tensor:
    """The order turned around along `dims`."""
    return mode.bind(move.flip, (input,), {"axes": axes_of(sizes(dims), input._value.ndim)})


def narrow(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    """`length` places of axis `dim`, from `start` on."""
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis]
    first = int(start) + size if int(start) < 0 else int(start)
    if first < 0 or length < 0 or first + length > size:
        raise RuntimeError(say("errors.narrow", start=start, length=length, size=size))
    return cut(input, (*(ALL,) * axis, (first, first + length, 1)), "Slice")


def select(input: Tensor, dim: int, index: int) -> Tensor:
    """Place `index` of axis `dim`, the axis removed."""
    axis = axis_of(dim, input._value.ndim)
    return cut(input, (*(ALL,) * axis, int(index)), "Select")


def cat(tensors: Any, dim: int = 0, *, axis: int | None = None) -> Tensor:
    """Tensors joined along an axis that they have.

    >>> import tidu
    >>> tidu.cat([tidu.ones(1, 2), tidu.zeros(1, 2)])
    tensor([[1., 1.],
            [0., 0.]])
    """
    parts = tuple(tensors)
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
    return cat(parts, 0 if parts[0]._value.ndim == 1 else 1)


def vstack(tensors: Any) -> Tensor:
    """Tensors one under the other; a vector counts as a row."""
    return cat([reshape(x, 1, -1) if x._value.ndim < 2 else x for x in tensors], 0)


def split(input: Tensor, split_size_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Parts of one size (the last may be shorter), or of the sizes listed, along `dim`."""
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis]
    given = split_size_or_sections
    if isinstance(given, int):
        if given < 0 or (given == 0 and size):
            raise RuntimeError(say("errors.split_size", given=given))
        given = [min(given, size - start) for start in range(0, size, given or 1)] or [0]
    elif sum(given) != size:
        raise RuntimeError(say("errors.split", given=list(given), size=size))
    starts = [sum(given[:k]) for k in range(len(given))]
    return tuple(named(narrow(input, axis, s, n), "Split") for s, n in zip(starts, given, strict=True))


def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """At most `chunks` parts of equal size along `dim`."""
    size = input._value.shape[axis_of(dim, input._value.ndim)]
    if chunks < 1:
        raise RuntimeError(say("errors.chunks", given=chunks))
    return split(input, max(-(-size // chunks), 1), dim)


def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """Every place of axis `dim`, the axis removed."""
    size = input._value.shape[axis_of(dim, input._value.ndim)]
    return tuple(named(select(input, dim, k), "Unbind") for k in range(size))


def clone(input: Tensor, *, memory_format: Any = None) -> Tensor:
    """A copy with its own memory; the gradient passes."""
    return named(mode.bind(convert.copy, (input,), {}), "Clone")


def contiguous(input: Tensor, memory_format: Any = None) -> Tensor:
    """Itself if its elements lie in order in memory, else a copy where they do."""
    if input._value.flags.c_contiguous:
        return input
    shape = input._value.shape
    return clone(reshape(input, -1)).reshape(shape) if shape else input


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
    if index.size and not 0 <= index.min() <= index.max() < sizes[axis]:
        bad = index[(index < 0) | (index >= sizes[axis])].flat[0]
        raise RuntimeError(say("errors.gather_range", index=bad, axis=axis, size=sizes[axis]))


def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """The lower triangle; zeros above `diagonal`."""
    return _triangle(input, diagonal, lower=True)


def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """The upper triangle; zeros below `diagonal`."""
    return _triangle(input, diagonal, lower=False)


def _triangle(input: Tensor, diagonal: int, *, lower: bool) -> Tensor:
    shape = input._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("errors.triangle", name="tril" if lower else "triu", shape=shape))
    offset = np.arange(shape[-1]) - np.arange(shape[-2])[:, None]
    outside = offset > diagonal if lower else offset < diagonal
    return input.masked_fill(wrap(outside), 0)

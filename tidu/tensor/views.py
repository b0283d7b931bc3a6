"""Views along diagonals, windows and strides, and copies with such a part written over."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.ops.lattice import lattice, lattice_add
from tidu.tensor.indexing import fill
from tidu.tensor.movement import cut, permute, reshape, select, sizes
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

def pair_of_axes(operation: str, dim1: int, dim2: int, rank: int) -> tuple[int, int]:
    """Two axes counted from the front; RuntimeError if they are one."""
    first, second = axis_of(dim1, rank), axis_of(dim2, rank)
    if first == second:
        raise RuntimeError(say("shapes.same_axis", operation=operation, a=dim1, b=dim2))
    return first, second


def diagonal(input: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """The diagonals of the matrices in dim1 and dim2, as a last axis; a view.

    >>> import tidu
    >>> tidu.diagonal(tidu.arange(9).reshape(3, 3), offset=1)
    tensor([1, 5])
    """
    shape = input._value.shape
    rows, columns = pair_of_axes("diagonal", dim1, dim2, len(shape))
    count = max(min(shape[rows] + min(offset, 0), shape[columns] - max(offset, 0)), 0)
    rest = [axis for axis in range(len(shape)) if axis not in (rows, columns)]
    starts, steps = [0] * len(shape), [[0] * (len(rest) + 1) for _ in shape]
    for place, axis in enumerate(rest):
        steps[axis][place] = 1
    steps[rows][-1] = steps[columns][-1] = 1
    starts[rows], starts[columns] = max(-offset, 0), max(offset, 0)
    params = {"starts": tuple(starts), "steps": tuple(map(tuple, steps))}
    goal = (*(shape[axis] for axis in rest), count)
    return named(mode.bind(lattice, (input,), {"shape": goal, **params}), "Diagonal")


def diag_embed(input: Tensor, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """Matrices of zeros, in axes dim1 and dim2, with the last axis of input as their diagonals."""
    shape = input._value.shape
    rank = len(shape) + 1
    rows, columns = pair_of_axes("diag_embed", dim1, dim2, rank)
    size = shape[-1] + abs(offset)
    rest = iter(range(len(shape) - 1))
    starts, steps, goal = [0] * rank, [[0] * len(shape) for _ in range(rank)], [size] * rank
    for axis in range(rank):
        own = len(shape) - 1 if axis in (rows, columns) else next(rest)
        steps[axis][own] = 1
        goal[axis] = size if axis in (rows, columns) else shape[own]
    starts[rows], starts[columns] = max(-offset, 0), max(offset, 0)
    params = {"starts": tuple(starts), "steps": tuple(map(tuple, steps))}
    return named(mode.bind(lattice_add, (input,), {"shape": tuple(goal), **params}), "DiagEmbed")


def diag(input: Tensor, diagonal: int = 0) -> Tensor:
    """A matrix with that diagonal, of a vector; the diagonal, copied, of a matrix.

    >>> import tidu
    >>> tidu.diag(tidu.tensor([1, 2]))
    tensor([[1, 0],
            [0, 2]])
    """
    rank = input._value.ndim
    if rank not in (1, 2):
        raise RuntimeError(say("shapes.diag", rank=rank))
    return diag_embed(input, diagonal) if rank == 1 else named(_diagonal(input, diagonal).clone(), "Diag")


_diagonal = diagonal


def diagflat(input: Tensor, offset: int = 0) -> Tensor:
    """A matrix whose diagonal holds all elements of input."""
    return diag_embed(reshape(input, -1), offset)


def fill_diagonal_(self: Tensor, fill_value: Any, wrap: bool = False) -> Tensor:
    """Writes a number over the main diagonal; with `wrap` it goes on below in tall matrices."""
    shape = self._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("shapes.fill_diagonal", rank=len(shape)))
    if len(shape) > 2 and len(set(shape)) > 1:
        raise RuntimeError(say("shapes.fill_diagonal_sizes", shape=list(shape)))
    step = sum(prod(shape[axis + 1 :]) for axis in range(len(shape)))
    end = None if wrap and len(shape) == 2 else min(shape) * step
    flat = as_strided(self, (self._value.size,), (1,)) if self.is_contiguous() else None
    if flat is None:
        params = {"shape": (min(shape),), "starts": (0,) * len(shape), "steps": ((1,),) * len(shape)}
        fill(mode.bind(lattice, (self,), params), fill_value)
    else:
        fill(cut(flat, ((None, end, step),), "Slice"), fill_value)
    return self


def unfold(input: Tensor, dimension: int, size: int, step: int) -> Tensor:
    """Windows of `size` places along an axis, `step` apart, as a last axis; a view.

    >>> import tidu
    >>> tidu.arange(5).unfold(0, 3, 2)
    tensor([[0, 1, 2],
            [2, 3, 4]])
    """
    shape = input._value.shape
    axis = axis_of(dimension, len(shape))
    length = shape[axis] if shape else 1
    if not 0 <= size <= length:
        raise RuntimeError(say("shapes.unfold_size", size=size, length=length, axis=axis))
    if step <= 0:
        raise RuntimeError(say("shapes.unfold_step", step=step))
    if not shape:
        return cut(reshape(input, 1), ((0, size, 1),), "Unfold")
    goal = (*shape[:axis], (length - size) // step + 1, *shape[axis + 1 :], size)
    steps = [[int(own == place) for place in range(len(goal))] for own in range(len(shape))]
    steps[axis][axis], steps[axis][-1] = step, 1
    params = {"shape": goal, "starts": (0,) * len(shape), "steps": tuple(map(tuple, steps))}
    return named(mode.bind(lattice, (input,), params), "Unfold")


def storage_offset(self: Tensor) -> int:
    """How many elements lie before its first one in the memory that it is a view of."""
    if self._base is None:
        return 0
    if mode.recorder is not None:
        mode.recorder.refuse("layout")
    own, base = (x.__array_interface__["data"][0] for x in (self._value, self._base._value))
    return (own - base) // self._value.itemsize


def in_memory_order(x: Tensor) -> Tensor | None:
    """All elements in one axis, in the order in which they lie; None where there are gaps between."""
    value = x._value
    if value.flags.c_contiguous:
        return reshape(x, -1)
    order = sorted(range(value.ndim), key=lambda axis: -value.strides[axis])
    turned = permute(x, order)
    return reshape(turned, -1) if turned._value.flags.c_contiguous else None


def as_strided(input: Tensor, size: Any, stride: Any, storage_offset: int | None = None) -> Tensor:
    """The memory of input seen with another shape, other strides and another first element.

    >>> import tidu
    >>> tidu.as_strided(tidu.arange(6), (2, 2), (1, 3))
    tensor([[0, 3],
            [1, 4]])
    """
    shape, strides = sizes((size,)), sizes((stride,))
    if len(shape) != len(strides):
        raise RuntimeError(say("shapes.strides", shape=list(shape), strides=list(strides)))
    if any(n < 0 for n in (*shape, *strides)) or (storage_offset or 0) < 0:
        raise RuntimeError(say("shapes.negative_stride", strides=list(strides), offset=storage_offset))
    own = _offset(input)
    first = own if storage_offset is None else int(storage_offset)
    last = first + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    base = input if input._base is None else input._base
    for source, begin in ((input, own), (base, 0)):
        flat = in_memory_order(source)
        if flat is not None and begin <= first and (last < begin + source._value.size or 0 in shape):
            params = {"shape": shape, "starts": (first - begin,), "steps": (strides,)}
            return named(mode.bind(lattice, (flat,), params), "AsStrided")
    raise RuntimeError(
        say("shapes.storage", shape=list(shape), strides=list(strides), offset=first, size=base._value.size)
    )


_offset = storage_offset


def written(input: Tensor, src: Tensor, part: Callable[[Tensor], Tensor], operation: str) -> Tensor:
    """A copy of input with `src` over that part of it, whose shape it must have."""
    whole = input.clone()
    seen = part(whole)
    if seen._value.shape != src._value.shape:
        raise RuntimeError(
            say("shapes.part", operation=operation, src=list(src.shape), part=list(seen.shape))
        )
    fill(seen, src)
    return whole


def select_scatter(input: Tensor, src: Tensor, dim: int, index: int) -> Tensor:
    """A copy of input with `src` at place `index` of axis `dim`."""
    return written(input, src, lambda x: select(x, dim, index), "select_scatter")


def slice_scatter(
    input: Tensor, src: Tensor, dim: int = 0, start: int | None = None, end: int | None = None, step: int = 1
) -> Tensor:
    """A copy of input with `src` at places start to end of axis `dim`."""
    return written(input, src, lambda x: sliced(x, dim, start, end, step), "slice_scatter")


def sliced(
    input: Tensor, dim: int = 0, start: int | None = None, end: int | None = None, step: int = 1
) -> Tensor:
    """Places start to end of axis `dim`, `step` apart; a view."""
    axis = axis_of(dim, input._value.ndim)
    if step <= 0:
        raise RuntimeError(say("errors.negative_step", step=step))
    return cut(input, (*((None, None, 1),) * axis, (start, end, step)), "Slice")


def diagonal_scatter(
    input: Tensor, src: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1
) -> Tensor:
    """A copy of input with `src` as its diagonals."""
    return written(input, src, lambda x: diagonal(x, offset, dim1, dim2), "diagonal_scatter")


def as_strided_scatter(
    input: Tensor, src: Tensor, size: Any, stride: Any, storage_offset: int | None = None
) -> Tensor:
    """A copy of input with `src` where `as_strided` would look."""
    return written(
        input, src, lambda x: as_strided(x, size, stride, storage_offset), "as_strided_scatter"
    )

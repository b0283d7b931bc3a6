"""Elements moved around in their shape, repeated, or given another shape in place."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.ops.convert import reinterpret
from tidu.tensor import movement
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.inplace import reseat
from tidu.tensor.joining import cat, stack
from tidu.tensor.movement import (
    expand,
    flip,
    matrix_transpose,
    movedim,
    narrow,
    reshape,
    sizes,
    t,
    transpose,
    unsqueeze,
)
from tidu.tensor.picking import index_select
from tidu.tensor.promote import named
from tidu.tensor.reduction import sum as total
from tidu.tensor.spelling import numpy_names
from tidu.tensor.views import as_strided
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

moveaxis = movedim
swapdims = transpose


def swapaxes(input: Tensor, axis0: int, axis1: int) -> Tensor:
    """Axes axis0 and axis1 exchanged."""
    return transpose(input, axis0, axis1)


def listed(given: Any) -> tuple:
    """One number, or several, as a tuple.

    >>> listed(2), listed([1, 2])
    ((2,), (1, 2))
    """
    return tuple(given) if isinstance(given, list | tuple) else (given,)


def roll(input: Tensor, shifts: Any, dims: Any = None) -> Tensor:
    """Elements moved by `shifts` along `dims`; what leaves at the end comes in at the start.

    >>> import tidu
    >>> tidu.roll(tidu.arange(4), 1)
    tensor([3, 0, 1, 2])
    """
    moves = listed(shifts)
    if not moves:
        raise RuntimeError(say("shapes.roll_nothing"))
    if dims is None or dims == ():
        if len(moves) > 1:
            raise RuntimeError(say("shapes.roll", shifts=len(moves), dims=0))
        return reshape(roll(reshape(input, -1), moves, 0), input._value.shape)
    axes = listed(dims)
    if len(axes) != len(moves):
        raise RuntimeError(say("shapes.roll", shifts=len(moves), dims=len(axes)))
    if not input._value.ndim:
        raise IndexError(say("errors.dim", low=0, high=-1, dim=axes[0]))
    whole = input
    for shift, dim in zip(moves, axes, strict=True):
        axis = axis_of(dim, input._value.ndim)
        size = input._value.shape[axis]
        if size and shift % size:
            last = shift % size
            parts = (narrow(input, axis, size - last, last), narrow(input, axis, 0, size - last))
            input = cat(parts, axis)
    return named(input.clone() if input is whole else input, "Roll")


def rot90(input: Tensor, k: int = 1, dims: Any = (0, 1)) -> Tensor:
    """The plane of two axes turned `k` times by a right angle, from the first axis towards the second."""
    rank = input._value.ndim
    if len(dims) != 2:
        raise RuntimeError(say("shapes.rot90_dims", given=len(dims)))
    if rank < 2:
        raise RuntimeError(say("shapes.rot90_rank", rank=rank))
    first, second = dims
    if first == second or abs(first - second) == rank:
        raise RuntimeError(say("shapes.same_axis", operation="rot90", a=first, b=second))
    first, second = axis_of(first, rank), axis_of(second, rank)
    turns = k % 4
    if turns == 1:
        return named(transpose(flip(input, second), first, second).clone(), "Rot90")
    if turns == 2:
        return named(flip(input, first, second), "Rot90")
    if turns == 3:
        return named(transpose(flip(input, first), first, second).clone(), "Rot90")
    return input.clone()


def fliplr(input: Tensor) -> Tensor:
    """The order turned around along the second axis."""
    if input._value.ndim < 2:
        raise RuntimeError(say("shapes.flip", operation="fliplr", least=2, rank=input._value.ndim))
    return flip(input, 1)


def flipud(input: Tensor) -> Tensor:
    """The order turned around along the first axis."""
    if input._value.ndim < 1:
        raise RuntimeError(say("shapes.flip", operation="flipud", least=1, rank=0))
    return flip(input, 0)


@numpy_names
def repeat_interleave(
    input: Tensor, repeats: Any = None, dim: int | None = None, *, output_size: int | None = None
) -> Tensor:
    """Every place of axis `dim` (default: of the flattened tensor) repeated as often as `repeats` says.

    With one tensor alone: each place of it as often as the tensor says.

    >>> import tidu
    >>> tidu.repeat_interleave(tidu.tensor([1, 2]), tidu.tensor([1, 2]))
    tensor([1, 2, 2])
    """
    if repeats is None:
        counts = _counts(input, input._value.size)
        return wrap(np.repeat(np.arange(counts.size), counts))
    if dim is None:
        input, dim = reshape(input, -1), 0
    elif not input._value.ndim:
        input = reshape(input, 1)
    axis = axis_of(dim, input._value.ndim)
    shape = input._value.shape
    if isinstance(repeats, Handle) and repeats._value.size == 1:
        repeats = int(look(repeats).reshape(()).item())
    if isinstance(repeats, int):
        if repeats < 0:
            raise RuntimeError(say("shapes.repeats", given=repeats))
        if 0 < repeats <= 4:  # what is laid side by side is written in long lines
            beside = stack([input] * repeats, axis + 1)
            goal = (*shape[:axis], shape[axis] * repeats, *shape[axis + 1 :])
            return named(reshape(beside, goal), "RepeatInterleave")
        spread = expand(unsqueeze(input, axis + 1), *shape[: axis + 1], repeats, *shape[axis + 1 :])
        made = reshape(spread, (*shape[:axis], shape[axis] * repeats, *shape[axis + 1 :]))
        return named(made.clone() if made._base is not None else made, "RepeatInterleave")
    counts = _counts(repeats, shape[axis])
    places = np.repeat(np.arange(shape[axis]), counts)
    if output_size is not None and output_size != places.size:
        raise RuntimeError(say("shapes.output_size", given=output_size, size=places.size))
    return named(index_select(input, axis, wrap(places)), "RepeatInterleave")


def _counts(repeats: Any, size: int) -> np.ndarray:
    """`repeats` as an array of whole numbers that are not negative, one for each of `size` places."""
    counts = look(repeats)
    if counts.ndim > 1 or counts.dtype.kind not in "iu":
        raise RuntimeError(say("shapes.repeats_kind", shape=list(counts.shape), given=repeats.dtype))
    if counts.size != size:
        raise RuntimeError(say("shapes.repeats_count", given=counts.size, size=size))
    if counts.size and counts.min() < 0:
        raise RuntimeError(say("shapes.repeats", given=counts.min()))
    return counts


def conjugate_transpose(input: Tensor) -> Tensor:
    """`x.H`: a matrix with rows and columns exchanged."""
    if input._value.ndim not in (0, 2):
        raise RuntimeError(say("shapes.h", rank=input._value.ndim))
    return t(input)


def adjoint(input: Tensor) -> Tensor:
    """The last two axes exchanged: real numbers are their own conjugates."""
    return matrix_transpose(input)


def sum_to_size(self: Tensor, *size: Any) -> Tensor:
    """Summed over the axes that broadcasting to its shape would have made, down to `size`."""
    goal = sizes(size)
    own = self._value.shape
    surplus = len(own) - len(goal)
    if surplus < 0 or any(m not in (1, n) for m, n in zip(goal, own[surplus:], strict=True)):
        raise RuntimeError(say("shapes.sum_to_size", shape=list(own), size=list(goal)))
    axes = [*range(surplus)]
    axes += [surplus + k for k, (m, n) in enumerate(zip(goal, own[surplus:], strict=True)) if m == 1 != n]
    if not goal:
        return total(self)
    return reshape(total(self, axes), goal) if axes else self


def reshape_as(self: Tensor, other: Tensor) -> Tensor:
    """The elements in the shape of other."""
    return reshape(self, other._value.shape)


def view(self: Tensor, *shape: Any, dtype: Any = None, size: Any = None) -> Any:
    """The same memory in another shape, or (of a dtype) read as another type."""
    shape = tuple(each for each in (dtype, size) if each is not None) or shape
    if len(shape) == 1 and isinstance(shape[0], Dtype):
        return self if shape[0] is self.dtype else reread(self, shape[0])
    return movement.view(self, *shape)


def reread(self: Tensor, kind: Dtype) -> Tensor:
    """`x.view(dtype)`: the same bytes read as another type; the last axis grows or shrinks with it."""
    shape, before, after = self._value.shape, self._value.itemsize, kind.numpy.itemsize
    if before != after and not shape:
        raise RuntimeError(say("shapes.bytes_of_number", given=self.dtype, kind=kind))
    if after > before and shape[-1] * before % after:
        raise RuntimeError(say("shapes.bytes", shape=list(shape), given=self.dtype, kind=kind))
    if before != after and shape[-1] > 1 and self._value.strides[-1] != before:
        raise RuntimeError(say("shapes.bytes_apart", given=self.dtype, kind=kind))
    return mode.bind(reinterpret, (self,), {"dtype": kind.numpy})


def resize_(self: Tensor, *sizes_: Any, memory_format: Any = None) -> Tensor:
    """Gives the tensor itself another shape: its elements in order, then others that are not set."""
    goal = sizes(sizes_)
    if any(n < 0 for n in goal):
        raise RuntimeError(say("errors.negative_create", shape=list(goal)))
    if self.requires_grad:
        raise RuntimeError(say("shapes.resize_grad"))
    count, own = prod(goal), self._value.size
    flat = reshape(self.detach(), -1)
    if count > own:
        flat = cat([flat, wrap(np.zeros(count - own, self._value.dtype))])
    return reseat(self, reshape(narrow(flat, 0, 0, count), goal))


def resize_as_(self: Tensor, the_template: Tensor, *, memory_format: Any = None) -> Tensor:
    """As `resize_`, to the shape of another tensor."""
    return resize_(self, the_template._value.shape)


def transpose_(self: Tensor, dim0: int, dim1: int) -> Tensor:
    """Exchanges two axes of the tensor itself."""
    return reseat(self, transpose(self, dim0, dim1))


def t_(self: Tensor) -> Tensor:
    """Exchanges rows and columns of the tensor itself."""
    return reseat(self, t(self))


def set_(self: Tensor, source: Tensor) -> Tensor:
    """Makes the tensor hold the memory of another, shape and all."""
    return reseat(self, source)


def as_strided_(self: Tensor, size: Any, stride: Any, storage_offset: int | None = None) -> Tensor:
    """Makes the tensor itself what `as_strided` shows."""
    return reseat(self, as_strided(self, size, stride, storage_offset))

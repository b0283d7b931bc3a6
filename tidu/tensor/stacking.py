"""Tensors put together into larger ones, and taken apart, by the number of their axes."""

from __future__ import annotations

from itertools import combinations as choose
from itertools import combinations_with_replacement as choose_again
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.shapes import axis_of
from tidu.core.shapes import broadcast_shapes as common
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.joining import cat, stack, vstack
from tidu.tensor.movement import narrow, reshape, unsqueeze
from tidu.tensor.promote import named
from tidu.tensor.ranges import meshgrid
from tidu.tensor.size import Size
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

row_stack = vstack


def each_of(tensors: tuple, function: Any) -> Any:
    """`function` of one tensor, or of each of several, which come as a tuple."""
    if len(tensors) == 1 and isinstance(tensors[0], Handle):
        return function(tensors[0])
    listed = tensors[0] if len(tensors) == 1 else tensors
    return tuple(function(x) for x in listed)


def atleast_1d(*tensors: Any) -> Any:
    """A number as a vector of one; others as they are."""
    return each_of(tensors, lambda x: x if x._value.ndim else reshape(x, 1))


def atleast_2d(*tensors: Any) -> Any:
    """Numbers and vectors as matrices of one row; others as they are."""
    return each_of(tensors, lambda x: x if x._value.ndim > 1 else reshape(x, 1, -1))


def atleast_3d(*tensors: Any) -> Any:
    """Numbers, vectors (as the middle axis) and matrices (with a last axis of one) with three axes."""

    def raised(x: Tensor) -> Tensor:
        if x._value.ndim == 2:
            return unsqueeze(x, -1)
        return x if x._value.ndim > 2 else reshape(x, 1, -1, 1)

    return each_of(tensors, raised)


def column_stack(tensors: Any) -> Tensor:
    """Tensors side by side; a vector counts as a column.

    >>> import tidu
    >>> tidu.column_stack((tidu.tensor([1, 2]), tidu.tensor([3, 4])))
    tensor([[1, 3],
            [2, 4]])
    """
    return cat([x if x._value.ndim > 1 else reshape(x, -1, 1) for x in nonempty("column_stack", tensors)], 1)


def dstack(tensors: Any) -> Tensor:
    """Tensors joined along the third axis."""
    return cat([atleast_3d(x) for x in nonempty("dstack", tensors)], 2)


def nonempty(operation: str, tensors: Any) -> list:
    """The tensors as a list; RuntimeError if there are none."""
    if not (listed := list(tensors)):
        raise RuntimeError(say("shapes.no_tensors", operation=operation))
    return listed


def cartesian_prod(*tensors: Any) -> Tensor:
    """Every combination of one element of each vector, a row each; one vector as it is.

    >>> import tidu
    >>> tidu.cartesian_prod(tidu.tensor([1, 2]), tidu.tensor([3, 4])).tolist()
    [[1, 3], [1, 4], [2, 3], [2, 4]]
    """
    listed = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], list | tuple) else tensors
    for x in listed:
        if x._value.ndim != 1:
            raise RuntimeError(say("shapes.vectors", operation="cartesian_prod", shape=list(x.shape)))
    if len(listed) == 1:
        return listed[0]
    return stack([reshape(grid, -1) for grid in meshgrid(*listed)], 1)


def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    """Every choice of `r` elements of a vector, a row each, in order."""
    if input._value.ndim != 1:
        raise RuntimeError(say("shapes.vectors", operation="combinations", shape=list(input.shape)))
    if r < 0:
        raise RuntimeError(say("shapes.choose", r=r))
    if r == 0:
        return wrap(np.zeros(0, input._value.dtype))
    draw = choose_again if with_replacement else choose
    places = np.array(list(draw(range(input._value.size), r)), np.int64).reshape(-1, r)
    return input[wrap(places)]


def vander(x: Tensor, N: int | None = None, increasing: bool = False) -> Tensor:
    """The powers of a vector's elements, a row each, falling unless `increasing`."""
    if x._value.ndim != 1:
        raise RuntimeError(say("shapes.vectors", operation="vander", shape=list(x.shape)))
    count = x._value.size if N is None else N
    powers = np.arange(count) if increasing else np.arange(count)[::-1].copy()
    return unsqueeze(x, -1) ** wrap(powers)


def broadcast_shapes(*shapes: Any) -> Size:
    """The shape that tensors of these shapes have together.

    >>> broadcast_shapes((3, 1), (4,))
    torch.Size([3, 4])
    """
    listed = [(each,) if isinstance(each, int) else tuple(each) for each in shapes]
    for shape in listed:
        if any(n < 0 for n in shape):
            raise RuntimeError(say("shapes.negative", shape=list(shape)))
    return Size(common(*listed))


def tensor_split(input: Tensor, indices_or_sections: Any, dim: int = 0) -> tuple[Tensor, ...]:
    """Parts along `dim`: that many of nearly equal size, or parted at these places.

    >>> import tidu
    >>> tidu.tensor_split(tidu.arange(5), 2)
    (tensor([0, 1, 2]), tensor([3, 4]))
    """
    if not input._value.ndim:
        raise RuntimeError(say("shapes.split_number", operation="tensor_split"))
    axis = axis_of(dim, input._value.ndim)
    size, given = input._value.shape[axis], indices_or_sections
    if isinstance(given, Handle):
        if given._value.ndim > 1 or given._value.dtype.kind != "i":
            raise RuntimeError(say("shapes.split_places", shape=list(given.shape), given=given.dtype))
        given = look(given).tolist()
    if isinstance(given, int):
        if given <= 0:
            raise RuntimeError(say("shapes.sections", given=given))
        small, more = divmod(size, given)
        ends = np.cumsum([0] + [small + (k < more) for k in range(given)]).tolist()
        pairs = list(pairwise(ends))
    else:
        places = [min(max(n + size if n < 0 else n, 0), size) for n in given]
        pairs = list(zip([0, *places], [*places, size], strict=True))
    return tuple(named(narrow(input, axis, a, max(b - a, 0)), "Slice") for a, b in pairs)


def _split(operation: str, input: Tensor, given: Any, axis: int, least: int) -> tuple[Tensor, ...]:
    if input._value.ndim < least:
        raise RuntimeError(
            say("shapes.split_rank", operation=operation, least=least, rank=input._value.ndim)
        )
    size = input._value.shape[axis]
    if isinstance(given, int) and (given <= 0 or size % given):
        raise RuntimeError(say("shapes.split_even", operation=operation, size=size, given=given))
    return tensor_split(input, given, axis)


def hsplit(input: Tensor, indices_or_sections: Any) -> tuple[Tensor, ...]:
    """Equal parts, or parts at places, along the second axis; of a vector along its own."""
    return _split("hsplit", input, indices_or_sections, 0 if input._value.ndim == 1 else 1, 1)


def vsplit(input: Tensor, indices_or_sections: Any) -> tuple[Tensor, ...]:
    """Equal parts, or parts at places, along the first axis."""
    return _split("vsplit", input, indices_or_sections, 0, 2)


def dsplit(input: Tensor, indices_or_sections: Any) -> tuple[Tensor, ...]:
    """Equal parts, or parts at places, along the third axis."""
    return _split("dsplit", input, indices_or_sections, 2, 3)


def unravel_index(indices: Tensor, shape: Any) -> tuple[Tensor, ...]:
    """Places in a flattened tensor of `shape` as a tensor of places for each axis.

    >>> import tidu
    >>> tidu.unravel_index(tidu.tensor(5), (2, 3))
    (tensor(1), tensor(2))
    """
    if not isinstance(indices, Handle) or indices._value.dtype.kind not in "iu":
        raise TypeError(say("shapes.unravel_kind", given=getattr(indices, "dtype", type(indices).__name__)))
    if not isinstance(shape, int | list | tuple):
        raise TypeError(say("shapes.unravel_shape", given=type(shape).__name__))
    goal = (shape,) if isinstance(shape, int) else tuple(shape)
    if not all(isinstance(n, int) for n in goal):
        raise TypeError(say("shapes.unravel_shape", given=shape))
    if any(n < 0 for n in goal):
        raise ValueError(say("shapes.negative", shape=list(goal)))
    parts, rest = [], indices
    for n in reversed(goal):
        parts.append(rest % n)
        rest = rest // n
    return tuple(parts[::-1])

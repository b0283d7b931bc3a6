"""What stands between the brackets of x[...], taken apart: first a view, then places in it.

As PyTorch has it, ints, slices, None and ... are done first and give a view; index arrays,
lists and masks then pick places of that view. (NumPy lets an int take part in the picking,
which orders the axes of x[0, :, [1, 2]] otherwise.)
Source: https://docs.pytorch.org/docs/stable/tensor_view.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tidu.core.warn import warn
from tidu.ops.index import HERE
from tidu.ops.move import ALL
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import refuse_array
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


class Key(NamedTuple):
    """An index taken apart; see `ops.move.decode` for a view's parts."""

    view: tuple  # () where all of the tensor is meant
    spots: tuple  # for each axis of the view HERE, where an array picks, or ALL
    arrays: tuple


def parse(key: Any, shape: tuple[int, ...]) -> Key:
    """`key` against a tensor of `shape`; raises PyTorch's errors for what does not fit."""
    parts = [plain(part) for part in (key if isinstance(key, tuple) else (key,))]
    used = sum(map(width, parts))
    rest = len(shape) - used
    if rest < 0:
        raise IndexError(say("errors.too_many_indices", given=used, rank=len(shape)))
    view, spots, arrays, axis = [], [], [], 0
    for part in parts:
        span = width(part)
        if part is ...:
            view.extend([ALL] * rest)
            spots.extend([ALL] * rest)
            axis, rest = axis + rest, 0  # a second ... stands for nothing
        elif isinstance(part, slice):
            view.append(bounds(part))
            spots.append(ALL)
        elif part is None or isinstance(part, bool):
            view.append("new")
            spots.append(ALL if part is None else HERE)
            arrays.extend([] if part is None else [wrap(np.flatnonzero([part]))])
        elif isinstance(part, int):
            view.append(checked(part, axis, shape[axis]))
        else:
            view.extend([ALL] * span)
            spots.extend([HERE] * span)
            arrays.extend(indices(part, shape, axis))
        axis += span
    if not arrays:
        return Key(tuple(view), (), ())
    while spots[-1] == ALL:
        spots.pop()
    changed = any(part != ALL for part in view)
    return Key(tuple(view) if changed else (), tuple(spots), tuple(arrays))


def plain(part: Any) -> Any:
    """One index as a slice, None, ..., a bool, an int, an array or a tensor."""
    if part is None or part is ... or isinstance(part, slice | bool):
        return part
    if isinstance(part, np.ndarray):
        refuse_array()
    if isinstance(part, list | range):
        part = np.asarray([x.item() if isinstance(x, Handle) and not x.ndim else x for x in part])
        part = part.astype(np.int64) if not part.size else part
    value = part._value if isinstance(part, Handle) else part
    if isinstance(part, Handle | np.ndarray | np.generic):
        if value.dtype.kind not in "iub":
            raise IndexError(say("errors.index_type", given=value.dtype))
        if not value.ndim:
            return (look(part) if isinstance(part, Handle) else value).item()
        return old_mask(part) if value.dtype == np.uint8 else part
    if hasattr(part, "__index__"):
        return part.__index__()
    kind = TypeError if isinstance(part, str) else IndexError
    raise kind(say("errors.index_kind", given=type(part).__name__))


def old_mask(part: Any) -> Tensor:
    """An index of uint8, which was how truths were spelled before bool, as the mask that it means."""
    warn(say("errors.old_mask"))
    return wrap((look(part, "mask") if isinstance(part, Handle) else part) != 0)


def width(part: Any) -> int:
    """How many axes of the tensor an index takes up."""
    if part is None or part is ... or isinstance(part, bool):
        return 0
    return part.ndim if is_mask(part) else 1


def is_mask(part: Any) -> bool:
    """Whether it is an array or tensor of truths."""
    value = part._value if isinstance(part, Handle) else part
    return isinstance(part, Handle | np.ndarray) and value.dtype.kind == "b"


def bounds(part: slice) -> tuple:
    """A slice as (start, stop, step)."""
    numbers = tuple(None if n is None else n.__index__() for n in (part.start, part.stop, part.step))
    if numbers[2] is not None and numbers[2] <= 0:
        raise ValueError(say("errors.negative_step", step=numbers[2]))
    return (*numbers[:2], numbers[2] or 1)


def checked(index: int, axis: int, size: int) -> int:
    """`index` if the axis has it."""
    if not -size <= index < size:
        raise IndexError(say("errors.index_range", index=index, axis=axis, size=size, last=size - 1))
    return index


def indices(part: Any, shape: tuple[int, ...], axis: int) -> list:
    """An index array as it is, a mask as the places where it holds, an array for each axis."""
    if not is_mask(part):
        return [part if isinstance(part, Handle) else wrap(part)]
    mask = look(part, "mask") if isinstance(part, Handle) else part
    for k, n in enumerate(mask.shape):
        if shape[axis + k] != n:
            raise IndexError(say("errors.mask", mask=list(mask.shape), shape=list(shape), axis=axis + k))
    return [wrap(places) for places in holding(mask)]


def holding(mask: np.ndarray) -> list[np.ndarray]:
    """The places where it is not zero, an array for each axis; by way of a line, which NumPy does at once.

    >>> [places.tolist() for places in holding(np.array([[True, False], [True, True]]))]
    [[0, 1, 1], [0, 0, 1]]
    """
    rest, found = np.flatnonzero(mask), []
    for n in reversed(mask.shape[1:]):
        rest, place = np.divmod(rest, n)
        found.append(place)
    return [rest, *reversed(found)] if mask.ndim else []

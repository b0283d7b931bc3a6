"""x[...] read and written: ints, slices, None, ..., lists, whole-number and bool tensors.

Basic indexing gives a view; a list or tensor among the indices gives a copy.
Source: https://numpy.org/doc/stable/user/basics.indexing.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of, broadcast_shapes
from tidu.ops import index as places
from tidu.ops.move import expand
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.movement import cut
from tidu.tensor.promote import INT64, named, operand, to_dtype
from tidu.tensor.tape import overwrite, place, untaped
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

ALL = (None, None, 1)
ROWS = {"key": (places.HERE,)}


def parse(key: Any, shape: tuple[int, ...]) -> tuple[tuple, tuple]:
    """`key` as a hashable pattern and the index tensors that belong to its "array" places."""
    parts = key if isinstance(key, tuple) else (key,)
    parts = [part for given in parts for part in _spread(given)]
    used = sum(part.ndim if _is_mask(part) else part is not None and part is not ... for part in parts)
    if used > len(shape):
        raise IndexError(say("errors.too_many_indices", given=used, rank=len(shape)))
    pattern, arrays, axis = [], [], 0
    for part in parts:
        if part is None:
            pattern.append("new")
        elif part is ...:
            pattern.extend([ALL] * (len(shape) - used))
            axis += len(shape) - used
        elif _is_mask(part):
            _check_mask(part, shape, axis)
            arrays.extend(wrap(index) for index in part.nonzero())
            pattern.extend([places.HERE] * part.ndim)
            axis += part.ndim
        else:
            pattern.append(_one(part, shape[axis], axis, arrays))
            axis += 1
    return tuple(pattern), tuple(arrays)


def _spread(given: Any) -> list[Any]:
    """One index as the parts it stands for: lists become arrays, a lone bool a new axis of 0 or 1."""
    if isinstance(given, bool):
        return [None, np.flatnonzero([given])]
    if isinstance(given, Handle):
        value = given._value
        if value.ndim == 0 and value.dtype.kind in "iu":
            return [int(value)]
        return [value] if value.dtype.kind == "b" else [given]
    if isinstance(given, list | range | np.ndarray):
        return [np.asarray([x.item() if isinstance(x, Handle) and not x.ndim else x for x in given])]
    return [given]


def _is_mask(part: Any) -> bool:
    return isinstance(part, np.ndarray) and part.dtype.kind == "b"


def _check_mask(mask: np.ndarray, shape: tuple[int, ...], axis: int) -> None:
    for k, n in enumerate(mask.shape):
        if shape[axis + k] != n:
            raise IndexError(say("errors.mask", mask=list(mask.shape), shape=list(shape), axis=axis + k))


def _one(part: Any, size: int, axis: int, arrays: list) -> Any:
    """A pattern's entry for one axis; index arrays are put aside in `arrays`."""
    if isinstance(part, slice):
        return _slice(part)
    if isinstance(part, Handle | np.ndarray):
        value = part._value if isinstance(part, Handle) else part
        if value.size == 0 and not isinstance(part, Handle):
            value = value.astype(np.int64)
        if value.dtype.kind not in "iu":
            raise IndexError(say("errors.index_type", given=value.dtype))
        if value.size and not (-size <= value.min() and value.max() < size):
            bad = value[(value < -size) | (value >= size)].flat[0]
            raise IndexError(say("errors.index_range", index=int(bad), axis=axis, size=size))
        arrays.append(wrap(value))
        return places.HERE
    try:
        index = part.__index__()
    except AttributeError:
        raise TypeError(say("errors.index_kind", given=type(part).__name__)) from None
    if not -size <= index < size:
        raise IndexError(say("errors.index_range", index=index, axis=axis, size=size))
    return index


def _slice(part: slice) -> tuple:
    numbers = tuple(None if n is None else n.__index__() for n in (part.start, part.stop, part.step))
    if numbers[2] is not None and numbers[2] <= 0:
        raise ValueError(say("errors.negative_step", step=numbers[2]))
    return (*numbers[:2], numbers[2] or 1)


def getitem(input: Tensor, key: Any) -> Tensor:
    """input[key]: a view for ints and slices, a copy for lists and tensors."""
    shape = input._value.shape
    if type(key) is int and shape and -shape[0] <= key < shape[0]:
        return cut(input, (key,), "Select")
    if isinstance(key, Handle) and shape and key._value.dtype == INT64 and key._value.ndim:
        return mode.bind(places.index, (input, key), ROWS)  # NumPy checks the range
    pattern, arrays = parse(key, shape)
    if not arrays:
        label = "Select" if any(type(part) is int for part in pattern) else "Slice"
        return cut(input, pattern, "Unsqueeze" if pattern[-1:] == ("new",) else label)
    return mode.bind(places.index, (input, *arrays), {"key": pattern})


def setitem(input: Tensor, key: Any, value: Any) -> None:
    """input[key] = value, in place: the value is broadcast and takes the tensor's type."""
    pattern, arrays = parse(key, input._value.shape)
    value = operand(np.asarray(value) if isinstance(value, list | tuple) else value, "setitem")
    if isinstance(value, Handle):
        value = to_dtype(value, input._value.dtype)
    if not arrays:
        fill(cut(input, pattern, "Slice"), value)
    elif mode.grad and (place(input) is not None or (isinstance(value, Handle) and value._node)):
        named(overwrite(input, mode.bind(places.index_set, (input, value, *arrays), {"key": pattern})), "IndexPut")
    else:
        plain = tuple(x._value for x in arrays)
        content = value._value if isinstance(value, Handle) else value
        input._value[places.full_key(pattern, plain)] = content
        input._counter[0] += 1


def fill(target: Tensor, value: Any) -> Tensor:
    """Writes `value`, broadcast, over all of target."""
    if mode.bind is untaped and not isinstance(value, Handle):
        target._value.fill(value)
        target._counter[0] += 1
        return target
    if not isinstance(value, Handle):
        value = wrap(np.asarray(value, target._value.dtype))
    shape = target._value.shape
    surplus = value._value.ndim - len(shape)
    if surplus > 0 and value._value.shape[:surplus] == (1,) * surplus:
        value = value.reshape(value._value.shape[surplus:])
    try:
        spread = value if value._value.shape == shape else mode.bind(expand, (value,), {"shape": shape})
    except (RuntimeError, ValueError):
        raise RuntimeError(say("errors.write_shape", value=list(value.shape), target=list(shape))) from None
    return overwrite(target, spread)


def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """The places `index` of axis `dim`."""
    if index._value.ndim > 1:
        raise IndexError(say("errors.index_vector", given=list(index._value.shape)))
    key = (*(slice(None),) * axis_of(dim, input._value.ndim), index.reshape(-1))
    return named(getitem(input, key), "IndexSelect")


def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """The elements where mask holds, in one axis."""
    if mask._value.dtype.kind != "b":
        raise RuntimeError(say("errors.mask_type", operation="masked_select", given=mask.dtype))
    shape = broadcast_shapes(input._value.shape, mask._value.shape, operation="masked_select")
    return named(getitem(input.expand(shape), mask.expand(shape)), "MaskedSelect")


def take(input: Tensor, index: Tensor) -> Tensor:
    """The elements at `index` of the flattened tensor, in the shape of index."""
    return getitem(input.reshape(-1), index)


def nonzero(input: Tensor, *, as_tuple: bool = False) -> Any:
    """Where input is not zero: a row of places each, or (as_tuple) a tensor an axis."""
    if as_tuple:
        return tuple(wrap(index) for index in np.nonzero(np.atleast_1d(input._value)))
    return wrap(np.argwhere(input._value))

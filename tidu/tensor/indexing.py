"""x[...] read and written: a view for ints and slices, places for lists and tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Bindable
from tidu.ops import index as places
from tidu.ops.convert import cast, copy
from tidu.ops.move import ALL, expand
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.index_key import parse
from tidu.tensor.movement import cut
from tidu.tensor.promote import INT64, NONE, named, operand, to_dtype
from tidu.tensor.tape import overwrite, place, untaped
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

ROWS = {"key": (places.HERE,)}


def getitem(input: Tensor, key: Any) -> Tensor:
    """input[key]: a view for ints and slices, a copy for lists and tensors."""
    shape = input._value.shape
    if type(key) is int and shape and -shape[0] <= key < shape[0]:
        return cut(input, (key,), "Select")
    if isinstance(key, Handle) and shape and key._value.dtype == INT64 and key._value.ndim:
        return mode.bind(places.index, (input, key), ROWS)
    view, spots, arrays = parse(key, shape)
    if view or not arrays:
        input = cut(input, view, last_cut(view))
    return mode.bind(places.index, (input, *arrays), {"key": spots}) if arrays else input


def last_cut(view: tuple) -> str:
    """The last thing that PyTorch does for a view, after which it is named: whole axes are passed over."""
    part = next((part for part in reversed(view) if part != ALL), None)
    if isinstance(part, tuple):
        return "Slice"
    if part is None:
        return "Slice" if len(view) == 1 else "Alias"
    return "Unsqueeze" if part == "new" else "Select"


def setitem(input: Tensor, key: Any, value: Any) -> None:
    """input[key] = value, in place: the value is broadcast and takes the tensor's type."""
    view, spots, arrays = parse(key, input._value.shape)
    target = cut(input, view, "Slice") if view or not arrays else input
    value = content(value, input._value.dtype)
    if not arrays:
        fill(target, value)
    elif mode.recorder is not None or (
        mode.grad and (place(target) is not None or place(value) is not None)
    ):
        written = mode.bind(places.index_set, (target, value, *arrays), {"key": spots})
        overwrite(target, named(written, "IndexPut"))
    else:
        places.put(target._value, value._value, [x._value for x in arrays], spots)
        target._counter[0] += 1


def content(value: Any, kind: np.dtype) -> Tensor:
    """What shall be written, as a tensor in `kind`; leading axes of 1 say nothing and go."""
    value = operand(np.asarray(value) if isinstance(value, list | tuple) else value, "setitem")
    if not isinstance(value, Handle):
        recorded = isinstance(value, Bindable)
        return wrap(mode.bind(cast, (value,), {"dtype": kind}) if recorded else number(value, kind))
    value = to_dtype(value, kind)
    ones = next((k for k, n in enumerate(value._value.shape) if n != 1), value._value.ndim)
    return value.reshape(value._value.shape[ones:]) if ones else value


def number(value: Any, kind: np.dtype) -> np.ndarray:
    """A Python number in `kind`, which must be able to hold it."""
    try:
        with np.errstate(over="raise", under="ignore"):
            return np.asarray(value, kind)
    except (OverflowError, ValueError, FloatingPointError):
        raise RuntimeError(say("errors.overflow", value=value, kind=kind)) from None


def fill(target: Tensor, value: Any) -> Tensor:
    """Writes `value`, broadcast, over all of target."""
    kind, shape = target._value.dtype, target._value.shape
    if mode.bind is untaped and not isinstance(value, Handle):
        target._value[...] = number(value, kind)
        target._counter[0] += 1
        return target
    fits = isinstance(value, Handle) and value._value.shape == shape
    part = to_dtype(value, kind) if fits else content(value, kind)
    if part is value and mode.grad and place(part) is not None:
        # A place on the tape of its own: the two tensors' gradients and hooks are not one.
        part = named(mode.bind(copy, (part,), NONE), "CopyBackwards")
    try:
        spread = part if part._value.shape == shape else mode.bind(expand, (part,), {"shape": shape})
    except (RuntimeError, ValueError):
        raise RuntimeError(say("errors.write_shape", value=list(part.shape), target=list(shape))) from None
    return overwrite(target, spread)

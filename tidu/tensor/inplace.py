"""Operations that write into their tensor: each is its ordinary twin and one write."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import CATEGORY
from tidu.core.mode import Changes, mode
from tidu.ops.move import assign
from tidu.tensor.handle import Handle, alias, wrap
from tidu.tensor.indexing import fill
from tidu.tensor.movement import squeeze, unsqueeze
from tidu.tensor.promote import named, to_dtype
from tidu.tensor.spelling import numpy_names
from tidu.tensor.tape import overwrite, place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def write(target: Tensor, result: Tensor, operation: str) -> Tensor:
    """`result`, in the type of `target`, written over it; a narrower category is refused."""
    kind, given = target._value.dtype, result._value.dtype
    if target._base is not None:
        refuse_overlap(target._value)
    if kind is given:
        return overwrite(target, result)
    if CATEGORY[given.kind] > CATEGORY[kind.kind]:
        raise RuntimeError(say("errors.in_place_type", operation=operation, given=given, kind=kind))
    return overwrite(target, to_dtype(result, kind))


def refuse_overlap(value: np.ndarray) -> None:
    """Raises where several elements are one place in memory, as `expand` makes them."""
    if any(step == 0 and n > 1 for step, n in zip(value.strides, value.shape, strict=True)):
        raise RuntimeError(say("errors.in_place_overlap", shape=list(value.shape)))


def original(target: Tensor, args: tuple) -> Tensor:
    """`target` as the operand of what will be written over it.

    Where that is taped, a copy: the gradient may need the values that are about to go.
    """
    taped = mode.grad and any(isinstance(x, Handle) and place(x) is not None for x in (target, *args))
    if not taped:
        return target
    if mode.recorder is not None:  # what a recording keeps for the gradient never changes
        return alias(target, place(target))
    return wrap(target._value.copy(), place(target))


def in_place(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The method `name` that does `function` and writes the result over its tensor."""

    def method(self: Tensor, *args: Any, **kwargs: Any) -> Tensor:
        return write(self, function(original(self, args), *args, **kwargs), name)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = f"`{function.__name__}`, written over the tensor itself."
    return method


def zero_(self: Tensor) -> Tensor:
    """Makes every element 0."""
    return fill(self, 0)


def fill_(self: Tensor, value: Any) -> Tensor:
    """Makes every element `value`."""
    return fill(self, value)


def copy_(self: Tensor, src: Tensor, non_blocking: bool = False) -> Tensor:
    """Takes over the elements of `src`, broadcast, in this tensor's type."""
    if self._base is not None:
        refuse_overlap(self._value)
    if mode.grad and self._base is None and place(self) is not None and isinstance(src, Handle):
        # What was there asks for a gradient still, which is 0.
        new = to_dtype(src, self._value.dtype).expand(self._value.shape)
        over = mode.bind(assign, (original(self, (src,)), new), {"chain": ()})
        return overwrite(self, named(over, "CopyBackwards"))
    return fill(self, src)


@numpy_names
def unsqueeze_(self: Tensor, dim: int) -> Tensor:
    """Gives the tensor itself a new axis of size 1 at `dim`."""
    return reseat(self, unsqueeze(self, dim))


@numpy_names
def squeeze_(self: Tensor, dim: Any = None) -> Tensor:
    """Takes axes of size 1 from the tensor itself."""
    return reseat(self, squeeze(self, dim))


def reseat(target: Tensor, view: Tensor) -> Tensor:
    """Makes `target` be what `view`, a view of it, is."""
    if target._node is not None and not target._node.edges:
        raise RuntimeError(say("errors.in_place_leaf"))
    if mode.recorder is not None:
        mode.recorder.note(target)
    target._value, target._node = view._value, view._node
    Changes.mark()
    target._counter[0] += 1
    return target

"""A Python function called on every element, in place: slow, and sometimes what one wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.tensor.handle import look, wrap
from tidu.tensor.movement import expand
from tidu.tensor.tape import overwrite, place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def apply_(self: Tensor, callable: Callable[[Any], Any]) -> Tensor:
    """Puts `callable(element)` in the place of each element.

    RuntimeError where the tensor asks for a gradient: Python's own arithmetic has none.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.apply_.html

    >>> import tidu
    >>> tidu.tensor([1.0, 2.0]).apply_(lambda x: x * x + 1)
    tensor([2., 5.])
    """
    return _called("apply_", self, callable)


def map_(self: Tensor, other: Tensor, callable: Callable[[Any, Any], Any]) -> Tensor:
    """Puts `callable(element, element of other)` in the place of each element.

    >>> import tidu
    >>> tidu.tensor([1.0, 2.0]).map_(tidu.tensor([3.0, 4.0]), lambda x, y: x * y)
    tensor([3., 8.])
    """
    return _called("map_", self, callable, other)


def map2_(self: Tensor, x: Tensor, y: Tensor, callable: Callable[[Any, Any, Any], Any]) -> Tensor:
    """As `map_`, with the elements of two more tensors.

    >>> import tidu
    >>> tidu.tensor([1.0]).map2_(tidu.tensor([2.0]), tidu.tensor([3.0]), lambda a, b, c: a + b * c)
    tensor([7.])
    """
    return _called("map2_", self, callable, x, y)


def _called(name: str, target: Tensor, callable: Callable[..., Any], *others: Tensor) -> Tensor:
    if any(place(x) is not None for x in (target, *others)):
        raise RuntimeError(say("errors.each_gradient", name=name))
    shape = target._value.shape
    columns = (look(expand(x, shape)).ravel().tolist() for x in (target, *others))
    made = [callable(*row) for row in zip(*columns, strict=True)]
    return overwrite(target, wrap(np.array(made, target._value.dtype).reshape(shape)))

"""Comparisons, truths, bits and choices, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.ops import compare
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import (
    BOOL,
    NONE,
    meet,
    meet_tensor,
    named,
    operand,
    tensors,
    to_dtype,
)  # fmt: skip
from tidu.tensor.swift import pair
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float


_eq, _ne, _lt, _le, _gt, _ge = (
    pair(each, own=True)
    for each in (compare.eq, compare.ne, compare.lt, compare.le, compare.gt, compare.ge)
)


def eq(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input equals other, element by element."""
    return _eq(input, other)


def ne(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input differs from other."""
    return _ne(input, other)


def lt(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input is less than other."""
    return _lt(input, other)


def le(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input is at most other."""
    return _le(input, other)


def gt(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input is greater than other."""
    return _gt(input, other)


def ge(input: Tensor, other: Tensor | Number) -> Tensor:
    """Where input is at least other."""
    return _ge(input, other)


def equals(self: Tensor, other: Any) -> Any:
    """`self == other`; what is neither tensor nor number is compared by Python, so None gives False."""
    try:
        return eq(self, other)
    except TypeError:
        return NotImplemented


def differs(self: Tensor, other: Any) -> Any:
    """`self != other`, as `equals`."""
    try:
        return ne(self, other)
    except TypeError:
        return NotImplemented


def _truths(primitive: Any, *operands: Any) -> Tensor:
    tensors(primitive.name, *operands)
    made = tuple(to_dtype(operand(x, primitive.name), BOOL) for x in operands)
    return mode.bind(primitive, made, NONE)


def logical_and(input: Tensor, other: Tensor) -> Tensor:
    """Where both are not zero."""
    return _truths(compare.logical_and, input, other)


def logical_or(input: Tensor, other: Tensor) -> Tensor:
    """Where one at least is not zero."""
    return _truths(compare.logical_or, input, other)


def logical_xor(input: Tensor, other: Tensor) -> Tensor:
    """Where just one is not zero."""
    return _truths(compare.logical_xor, input, other)


def logical_not(input: Tensor) -> Tensor:
    """Where input is zero."""
    return _truths(compare.logical_not, input)


def of_whole(primitive: Any, *operands: Any) -> Tensor:
    """`primitive` on operands in their common type, which must not be real."""
    met = meet_tensor(*operands, primitive.name) if len(operands) == 2 else meet(operands, primitive.name)
    for x in met:
        if isinstance(x, float) or (isinstance(x, Handle) and x._value.dtype.kind == "f"):
            raise NotImplementedError(say("errors.bits_of_real", operation=primitive.name))
    return mode.bind(primitive, met, NONE)


def bitwise_and(input: Tensor, other: Tensor | int) -> Tensor:
    """The bits that both have."""
    return of_whole(compare.bitwise_and, input, other)


def bitwise_or(input: Tensor, other: Tensor | int) -> Tensor:
    """The bits that one at least has."""
    return of_whole(compare.bitwise_or, input, other)


def bitwise_xor(input: Tensor, other: Tensor | int) -> Tensor:
    """The bits that just one has."""
    return of_whole(compare.bitwise_xor, input, other)


def bitwise_not(input: Tensor) -> Tensor:
    """Every bit turned over; of a bool, its opposite."""
    return of_whole(compare.bitwise_not, input)


def invert(input: Tensor) -> Tensor:
    """`~input`: every bit turned over; of a bool, its opposite."""
    if input._value.dtype.kind == "f":
        raise TypeError(say("errors.bits_of_real", operation="~ (operator.invert)"))
    return bitwise_not(input)


def isnan(input: Tensor) -> Tensor:
    """Where input is not a number."""
    return _ne(input, input)


def isinf(input: Tensor) -> Tensor:
    """Where input is infinite."""
    return eq(input.abs(), float("inf")) if input.is_floating_point() else ne(input, input)


def isfinite(input: Tensor) -> Tensor:
    """Where input is a finite number."""
    return lt(input.abs(), float("inf")) if input.is_floating_point() else eq(input, input)


def where(condition: Tensor, input: Any = None, other: Any = None) -> Any:
    """Elements of input where condition holds, of other elsewhere; broadcast.

    >>> import tidu
    >>> tidu.where(tidu.tensor([True, False]), 1.0, 0.0)
    tensor([1., 0.])
    """
    if input is None and other is None:
        return condition.nonzero(as_tuple=True)
    if condition._value.dtype != BOOL:
        raise RuntimeError(say("errors.where_condition", given=condition.dtype))
    x, y = (input, other) if _alike(input, other) else meet((input, other), "where")
    return mode.bind(compare.where, (condition, x, y), NONE)


def _alike(x: Any, y: Any) -> bool:
    """Whether they are two tensors of one type."""
    return isinstance(x, Handle) and isinstance(y, Handle) and x._value.dtype is y._value.dtype


def where_method(self: Tensor, condition: Tensor, other: Any) -> Tensor:
    """Its elements where condition holds, those of other elsewhere."""
    return where(condition, self, other)


def masked_fill(input: Tensor, mask: Tensor, value: Tensor | Number) -> Tensor:
    """input with `value`, one number, where mask holds."""
    if mask._value.dtype != BOOL:
        raise RuntimeError(say("errors.mask_type", operation="masked_fill", given=mask.dtype))
    if isinstance(value, Handle) and value._value.ndim:
        raise RuntimeError(say("errors.fill_value", rank=value._value.ndim))
    filled = to_dtype(operand(value, "masked_fill"), input._value.dtype)
    return named(mode.bind(compare.where, (mask, filled, input), NONE), "MaskedFill")


def equal(input: Tensor, other: Tensor) -> bool:
    """Whether shapes and all elements are the same.

    >>> import tidu
    >>> tidu.equal(tidu.tensor([1, 2]), tidu.tensor([1, 2]))
    True
    """
    return input.shape == other.shape and bool(np.array_equal(look(input), look(other)))


def isclose(
    input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> Tensor:
    """Where |input − other| ≤ atol + rtol · |other|."""
    if input._value.dtype != other._value.dtype:
        raise RuntimeError(say("errors.same_types", operation="isclose", a=input.dtype, b=other.dtype))
    for name, given in (("rtol", rtol), ("atol", atol)):
        if given < 0:
            raise RuntimeError(say("special.tolerance", name=name, given=given))
    close = np.isclose(look(input), look(other), rtol, atol, equal_nan)
    return wrap(np.asarray(close))


def allclose(
    input: Tensor, other: Tensor, rtol: float = 1e-05, atol: float = 1e-08, equal_nan: bool = False
) -> bool:
    """Whether all elements are close, as `isclose` says.

    >>> import tidu
    >>> tidu.allclose(tidu.tensor([1.0]), tidu.tensor([1.000001]))
    True
    """
    return bool(np.all(isclose(input, other, rtol, atol, equal_nan)._value))


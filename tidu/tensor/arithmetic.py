"""Operations of one or two numbers, as PyTorch names them: one line each over the primitives."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.ops import arithmetic, compare, functions
from tidu.ops.convert import copy
from tidu.tensor.handle import Handle
from tidu.tensor.promote import (
    binary,
    named,
    operand,
    real_binary,
    real_type,
    real_unary,
    result_dtype,
    to_dtype,
    unary,
)
from tidu.tensor.swift import pair, single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

plus, minus, times = pair(arithmetic.add), pair(arithmetic.sub), pair(arithmetic.mul)
over, raised = pair(arithmetic.div, real=True), pair(arithmetic.power)
negated, rectified = single(functions.neg), single(functions.relu)

Number = bool | int | float
DOUBLE = np.dtype("float64")


def add(input: Tensor, other: Tensor | Number, *, alpha: Number = 1) -> Tensor:
    """input + alpha · other, element by element, broadcast.

    >>> import tidu
    >>> tidu.add(tidu.tensor([1.0, 2.0]), 3)
    tensor([4., 5.])
    """
    return plus(input, other if alpha == 1 else times(other, alpha))


def sub(input: Tensor, other: Tensor | Number, *, alpha: Number = 1) -> Tensor:
    """input − alpha · other, element by element, broadcast."""
    for x in (input, other):
        if isinstance(x, bool) or (isinstance(x, Handle) and x._value.dtype.kind == "b"):
            raise RuntimeError(say("errors.subtract_bool"))
    return minus(input, other if alpha == 1 else times(other, alpha))


def rsub(input: Tensor, other: Tensor | Number) -> Tensor:
    """other − input."""
    return named(sub(other, input), "Rsub")  # pyright: ignore


def mul(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """input · other, element by element, broadcast."""
    return times(input, other)


def div(input: Tensor | Number, other: Tensor | Number, *, rounding_mode: str | None = None) -> Tensor:
    """input / other in real numbers, or rounded down (`floor`) or toward zero (`trunc`).

    >>> import tidu
    >>> tidu.div(tidu.tensor([7, -7]), 2, rounding_mode="floor")
    tensor([ 3, -4])
    """
    if rounding_mode is None:
        return over(input, other)
    if rounding_mode == "floor":
        return floor_divide(input, other)
    if rounding_mode != "trunc":
        raise RuntimeError(say("errors.rounding_mode", given=rounding_mode))
    kind = result_dtype((operand(input, "div"), operand(other, "div")))
    return to_dtype(unary(compare.trunc, over(input, other)), kind)


def rdiv(input: Tensor, other: Tensor | Number) -> Tensor:
    """other / input."""
    return div(other, input)


def floor_divide(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """input / other, rounded down."""
    return binary(arithmetic.floor_divide, input, other)


def remainder(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """What is left of input after whole others; it has the sign of other, as in Python."""
    return binary(arithmetic.remainder, input, other)


def fmod(input: Tensor, other: Tensor | Number) -> Tensor:
    """What is left of input after whole others; it has the sign of input, as in C."""
    return binary(arithmetic.fmod, input, other)


def pow(input: Tensor | Number, exponent: Tensor | Number) -> Tensor:
    """input to the power exponent, element by element, broadcast."""
    return raised(input, exponent)


def square(input: Tensor) -> Tensor:
    """input · input."""
    return raised(input, 2)


def float_power(input: Tensor, exponent: Tensor | Number) -> Tensor:
    """input to the power exponent, in float64."""
    return pow(*(to_dtype(x, DOUBLE) if isinstance(x, Handle) else float(x) for x in (input, exponent)))


def neg(input: Tensor) -> Tensor:
    """−input."""
    if input._value.dtype.kind == "b":
        raise RuntimeError(say("errors.negate_bool"))
    return negated(input)


def positive(input: Tensor) -> Tensor:
    """The tensor itself: +input."""
    return refuse_bool("positive", input)


def abs(input: Tensor) -> Tensor:
    """The size of each element without its sign."""
    return unary(functions.absolute, refuse_bool("abs", input))


def sign(input: Tensor) -> Tensor:
    """−1, 0 or 1 for each element; 0 for NaN, as PyTorch has it."""
    return unary(compare.sign, input)


def refuse_bool(operation: str, input: Tensor) -> Tensor:
    """`input`, unless it is bool, for which the operation is not defined."""
    if input._value.dtype.kind == "b":
        raise NotImplementedError(say("errors.not_for_bool", operation=operation))
    return input


def _whole(primitive: Any, input: Tensor) -> Tensor:
    """Rounds real numbers; whole ones are whole already."""
    refuse_bool(primitive.name, input)
    return unary(primitive if input._value.dtype.kind == "f" else copy, input)


def floor(input: Tensor) -> Tensor:
    """Each element rounded down."""
    return _whole(compare.floor, input)


def ceil(input: Tensor) -> Tensor:
    """Each element rounded up."""
    return _whole(compare.ceil, input)


def trunc(input: Tensor) -> Tensor:
    """Each element rounded toward zero."""
    return _whole(compare.trunc, input)


def frac(input: Tensor) -> Tensor:
    """What `trunc` takes away."""
    if input._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation="frac", given=input.dtype))
    return sub(input, trunc(input))


def round(input: Tensor, *, decimals: int = 0) -> Tensor:
    """Each element rounded to `decimals` places, halves to even.

    >>> import tidu
    >>> tidu.round(tidu.tensor([0.5, 1.5, 2.25]))
    tensor([0., 2., 2.])
    """
    if not decimals:
        return _whole(compare.round_, input)
    scale = 10.0 ** builtins.abs(decimals)
    if decimals < 0:
        return mul(unary(compare.round_, div(input, scale)), scale)
    return div(unary(compare.round_, mul(input, scale)), scale)


def exp(input: Tensor) -> Tensor:
    """e to the power of each element."""
    return real_unary(functions.exp, input)


def exp2(input: Tensor) -> Tensor:
    """2 to the power of each element."""
    return pow(2.0, to_dtype(input, real_type(input)))


def expm1(input: Tensor) -> Tensor:
    """e to the power of each element, less 1, exact near 0."""
    return real_unary(functions.expm1, input)


def log(input: Tensor) -> Tensor:
    """The natural logarithm of each element."""
    return real_unary(functions.log, input)


def log1p(input: Tensor) -> Tensor:
    """The natural logarithm of 1 + input, exact near 0."""
    return real_unary(functions.log1p, input)


def log2(input: Tensor) -> Tensor:
    """The logarithm to base 2."""
    return real_unary(functions.log2, input)


def log10(input: Tensor) -> Tensor:
    """The logarithm to base 10."""
    return real_unary(functions.log10, input)


def sqrt(input: Tensor) -> Tensor:
    """The square root of each element."""
    return real_unary(functions.sqrt, input)


def rsqrt(input: Tensor) -> Tensor:
    """One over the square root of each element."""
    return div(1.0, sqrt(input))


def reciprocal(input: Tensor) -> Tensor:
    """One over each element."""
    return div(1.0, input)


def sin(input: Tensor) -> Tensor:
    """The sine of each angle, in radians."""
    return real_unary(functions.sin, input)


def cos(input: Tensor) -> Tensor:
    """The cosine of each angle, in radians."""
    return real_unary(functions.cos, input)


def tan(input: Tensor) -> Tensor:
    """The tangent of each angle, in radians."""
    return real_unary(functions.tan, input)


def asin(input: Tensor) -> Tensor:
    """The angle, in radians, whose sine is given."""
    return real_unary(functions.asin, input)


def acos(input: Tensor) -> Tensor:
    """The angle, in radians, whose cosine is given."""
    return real_unary(functions.acos, input)


def atan(input: Tensor) -> Tensor:
    """The angle, in radians, whose tangent is given."""
    return real_unary(functions.atan, input)


def atan2(input: Tensor, other: Tensor | Number) -> Tensor:
    """The angle, in radians, of the point (other, input)."""
    return real_binary(arithmetic.atan2, input, other)


def sinh(input: Tensor) -> Tensor:
    """The hyperbolic sine of each element."""
    return real_unary(functions.sinh, input)


def cosh(input: Tensor) -> Tensor:
    """The hyperbolic cosine of each element."""
    return real_unary(functions.cosh, input)


def tanh(input: Tensor) -> Tensor:
    """The hyperbolic tangent of each element."""
    return real_unary(functions.tanh, input)


def asinh(input: Tensor) -> Tensor:
    """The inverse hyperbolic sine of each element."""
    return real_unary(functions.asinh, input)


def acosh(input: Tensor) -> Tensor:
    """The inverse hyperbolic cosine of each element."""
    return real_unary(functions.acosh, input)


def atanh(input: Tensor) -> Tensor:
    """The inverse hyperbolic tangent of each element."""
    return real_unary(functions.atanh, input)


def sigmoid(input: Tensor) -> Tensor:
    """1 / (1 + e^−input) of each element.

    >>> import tidu
    >>> tidu.sigmoid(tidu.tensor(0.0))
    tensor(0.5000)
    """
    return real_unary(functions.sigmoid, input)


def relu(input: Tensor) -> Tensor:
    """max(input, 0), with gradient 0 at 0."""
    return rectified(input)


def erf(input: Tensor) -> Tensor:
    """The error function of each element."""
    return real_unary(functions.erf, input)


def erfinv(input: Tensor) -> Tensor:
    """The inverse of the error function."""
    return real_unary(functions.erfinv, input)


def maximum(input: Tensor, other: Tensor) -> Tensor:
    """The larger of each pair; NaN wins."""
    return binary(arithmetic.maximum, input, other)


def minimum(input: Tensor, other: Tensor) -> Tensor:
    """The smaller of each pair; NaN wins."""
    return binary(arithmetic.minimum, input, other)


def clamp(input: Tensor, min: Tensor | Number | None = None, max: Tensor | Number | None = None) -> Tensor:
    """Each element moved into [min, max]; the gradient passes where it stayed, edges included.

    >>> import tidu
    >>> tidu.clamp(tidu.tensor([-2.0, 0.5, 2.0]), -1, 1)
    tensor([-1.0000,  0.5000,  1.0000])
    """
    if min is None and max is None:
        raise RuntimeError(say("errors.clamp"))
    out = input
    if min is not None:
        out = binary(functions.clamp_below, out, min)
    if max is not None:
        out = binary(functions.clamp_above, out, max)
    return named(out, "Clamp")


def addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Number = 1) -> Tensor:
    """input + value · tensor1 · tensor2."""
    return add(input, mul(tensor1, tensor2), alpha=value)


def addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Number = 1) -> Tensor:
    """input + value · tensor1 / tensor2."""
    return add(input, div(tensor1, tensor2), alpha=value)


def lerp(input: Tensor, end: Tensor, weight: Tensor | float) -> Tensor:
    """input + weight · (end − input)."""
    return add(input, mul(weight, sub(end, input)))

"""Operations of one or two numbers, as PyTorch names them: one line each over the primitives."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.ops import activations, arithmetic, compare, functions, wholes
from tidu.ops.convert import copy
from tidu.tensor.handle import Handle
from tidu.tensor.promote import (
    named,
    operand,
    result_dtype,
    tensors,
    to_dtype,
    unary,
)
from tidu.tensor.swift import pair, single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

plus, minus, times = pair(arithmetic.add), pair(arithmetic.sub), pair(arithmetic.mul)
own_plus, own_times = pair(arithmetic.add, own=True), pair(arithmetic.mul, own=True)
over, raised = pair(arithmetic.div, real=True), pair(arithmetic.power)
negated = single(functions.neg)
_raised, _lowered = pair(functions.clamp_below), pair(functions.clamp_above)
_larger, _smaller = pair(arithmetic.maximum), pair(arithmetic.minimum)
_angle = pair(arithmetic.atan2, real=True)
_floored, _rest, _cut_rest = pair(arithmetic.floor_divide), pair(arithmetic.remainder), pair(arithmetic.fmod)
_clamped = single(activations.clamped)
_absolute, _sign = single(functions.absolute), single(compare.sign)

Number = bool | int | float
DOUBLE = np.dtype("float64")


def add(input: Tensor, other: Tensor | Number, *, alpha: Number = 1) -> Tensor:
    """input + alpha · other, element by element, broadcast.

    >>> import tidu
    >>> tidu.add(tidu.tensor([1.0, 2.0]), 3)
    tensor([4., 5.])
    """
    return plus(input, other if alpha == 1 else other * alpha)


def sub(input: Tensor, other: Tensor | Number, *, alpha: Number = 1) -> Tensor:
    """input − alpha · other, element by element, broadcast."""
    for x in (input, other):
        if isinstance(x, bool) or (isinstance(x, Handle) and x._value.dtype.kind == "b"):
            raise RuntimeError(say("errors.subtract_bool"))
    return minus(input, other if alpha == 1 else other * alpha)


def rsub(input: Tensor, other: Tensor | Number, *, alpha: Number = 1) -> Tensor:
    """other − alpha · input."""
    tensors("rsub", input)
    return named(sub(other, input, alpha=alpha), "RsubBackward1")  # pyright: ignore


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
        return named(floor_divide(input, other), "DivBackward2")
    if rounding_mode != "trunc":
        raise RuntimeError(say("errors.rounding_mode", given=rounding_mode))
    kind = result_dtype((operand(input, "div"), operand(other, "div")))
    return to_dtype(named(unary(compare.trunc, over(input, other)), "DivBackward2"), kind)


def rdiv(input: Tensor, other: Tensor | Number) -> Tensor:
    """other / input."""
    tensors("div", input)
    return named(div(other, input), "Mul")  # PyTorch's name: it multiplies by 1 / input


def floor_divide(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """input / other, rounded down."""
    return _floored(input, other)


def remainder(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """What is left of input after whole others; it has the sign of other, as in Python."""
    result = _rest(input, other)
    return named(result, "RemainderBackward1") if isinstance(other, Handle) else result


def fmod(input: Tensor, other: Tensor | Number) -> Tensor:
    """What is left of input after whole others; it has the sign of input, as in C."""
    tensors("fmod", input)
    return _cut_rest(input, other)


def pow(input: Tensor | Number, exponent: Tensor | Number) -> Tensor:
    """input to the power exponent, element by element, broadcast."""
    result = raised(input, exponent)
    if isinstance(exponent, Handle):
        named(result, "PowBackward1" if isinstance(input, Handle) else "PowBackward2")
    return result


def square(input: Tensor) -> Tensor:
    """input · input."""
    return raised(input, 2)


def float_power(input: Tensor, exponent: Tensor | Number) -> Tensor:
    """input to the power exponent, in float64."""
    operands = (operand(input, "float_power"), operand(exponent, "float_power"))
    return pow(*(to_dtype(x, DOUBLE) if isinstance(x, Handle) else float(x) for x in operands))


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
    return _absolute(refuse_bool("abs", input))


def sign(input: Tensor) -> Tensor:
    """−1, 0 or 1 for each element; 0 for NaN, as PyTorch has it."""
    return _sign(input)


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
    return named(sub(input, trunc(input)), "Frac")


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


def atan2(input: Tensor, other: Tensor | Number) -> Tensor:
    """The angle, in radians, of the point (other, input)."""
    tensors("atan2", input, other)
    return _angle(input, other)


def maximum(input: Tensor, other: Tensor) -> Tensor:
    """The larger of each pair; NaN wins."""
    tensors("maximum", input, other)
    return _larger(input, other)


def minimum(input: Tensor, other: Tensor) -> Tensor:
    """The smaller of each pair; NaN wins."""
    tensors("minimum", input, other)
    return _smaller(input, other)


def clamp(input: Tensor, min: Tensor | Number | None = None, max: Tensor | Number | None = None) -> Tensor:
    """Each element moved into [min, max]; the gradient passes where it stayed, edges included.

    >>> import tidu
    >>> tidu.clamp(tidu.tensor([-2.0, 0.5, 2.0]), -1, 1)
    tensor([-1.0000,  0.5000,  1.0000])
    """
    if min is None and max is None:
        raise RuntimeError(say("errors.clamp"))
    if isinstance(min, float | int) and isinstance(max, float | int) and alike(input):
        return named(_clamped(input, {"low": float(min), "high": float(max)}), "ClampBackward1")
    out = input
    if min is not None:
        out = _raised(out, min)
    if max is not None:
        out = _lowered(out, max)
    tensors = isinstance(min, Handle) or isinstance(max, Handle)
    return named(out, "ClampBackward0" if tensors else "ClampBackward1")


def addcmul(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Number = 1) -> Tensor:
    """input + value · tensor1 · tensor2."""
    if alike(input, tensor1, tensor2) and tensor1._value.shape == tensor2._value.shape == input._value.shape:
        return mode.bind(wholes.addcmul, (input, tensor1, tensor2), {"value": float(value)})
    return named(add(input, mul(tensor1, tensor2), alpha=value), "Addcmul")


def alike(*operands: Any) -> bool:
    """Whether all are real tensors of one type, and no recording asks for the parts of what is done."""
    kind = operands[0]._value.dtype
    if kind.kind != "f" or mode.recorder is not None:
        return False
    return all(isinstance(x, Handle) and x._value.dtype is kind for x in operands)


def addcdiv(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: Number = 1) -> Tensor:
    """input + value · tensor1 / tensor2."""
    return named(add(input, div(tensor1, tensor2), alpha=value), "Addcdiv")


def lerp(input: Tensor, end: Tensor, weight: Tensor | float) -> Tensor:
    """input + weight · (end − input). NotImplementedError for whole numbers."""
    if input._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation="lerp", given=input.dtype))
    if isinstance(weight, float | int):
        if alike(input, end):
            return mode.bind(wholes.lerp, (input, end, float(weight)), {})
        return named(plus(input, times(minus(end, input), float(weight))), "Lerp")
    return named(plus(input, times(weight, minus(end, input))), "Lerp")

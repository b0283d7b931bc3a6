"""Functions of how a number is written: its sign, its exponent, its bits, its divisors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.ops import bits
from tidu.tensor.arithmetic import abs, div, mul, pow
from tidu.tensor.comparison import eq, lt, of_whole, where
from tidu.tensor.promote import (
    NONE,
    meet,
    named,
    real_binary,
    tensors,
    to_dtype,
    unary,
)  # fmt: skip
from tidu.tensor.returned import returned
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float
Parts = returned("frexp", "mantissa", "exponent")


def bitwise_left_shift(input: Tensor | int, other: Tensor | int) -> Tensor:
    """The bits of input moved left by other places: input · 2^other. NotImplementedError for real numbers.

    >>> import tidu
    >>> tidu.bitwise_left_shift(tidu.tensor([1, 3]), 2)
    tensor([ 4, 12])
    """
    return of_whole(bits.shift_left, input, other)


def bitwise_right_shift(input: Tensor | int, other: Tensor | int) -> Tensor:
    """The bits of input moved right by other places, the sign kept: input / 2^other, rounded down."""
    return of_whole(bits.shift_right, input, other)


def gcd(input: Tensor, other: Tensor) -> Tensor:
    """The largest whole number that divides both.

    >>> import tidu
    >>> tidu.gcd(tidu.tensor([4, 6]), tidu.tensor([6, 9]))
    tensor([2, 3])
    """
    tensors("gcd", input, other)
    return of_whole(bits.gcd, input, other)


def lcm(input: Tensor, other: Tensor) -> Tensor:
    """The smallest positive whole number that both divide; 0 where one is 0."""
    divisor = gcd(input, other)
    some = where(eq(divisor, 0), 1, divisor)
    return abs(mul(div(input, some, rounding_mode="floor"), other))


def copysign(input: Tensor, other: Tensor | Number) -> Tensor:
    """input with the sign of other, 0 and NaN included.

    >>> import tidu
    >>> tidu.copysign(tidu.tensor([1.0, -2.0]), -0.0)
    tensor([-1., -2.])
    """
    tensors("copysign", input)
    return real_binary(bits.copysign, input, other)


def signbit(input: Tensor) -> Tensor:
    """Where input is negative, −0.0 included."""
    if input._value.dtype.kind != "f":
        return lt(input, 0)
    return lt(mode.bind(bits.copysign, (1.0, input.detach()), NONE), 0)


def nextafter(input: Tensor, other: Tensor) -> Tensor:
    """The next number that the type has after input, toward other. NotImplementedError for whole numbers."""
    tensors("nextafter", input, other)
    met = meet((input, other), "nextafter")
    if met[0]._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation="nextafter", given=input.dtype))
    return mode.bind(bits.nextafter, met, NONE)


def hypot(input: Tensor, other: Tensor) -> Tensor:
    """sqrt(input² + other²), which does not overflow on the way. NotImplementedError for whole numbers.

    >>> import tidu
    >>> tidu.hypot(tidu.tensor([3.0]), tidu.tensor([4.0]))
    tensor([5.])
    """
    tensors("hypot", input, other)
    met = meet((input, other), "hypot")
    if met[0]._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation="hypot", given=input.dtype))
    return mode.bind(bits.hypot, met, NONE)


def frexp(input: Tensor) -> Any:
    """(mantissa, exponent): input = mantissa · 2^exponent with 0.5 ≤ |mantissa| < 1. Real numbers only.

    >>> import tidu
    >>> tidu.frexp(tidu.tensor([6.0])).exponent
    tensor([3], dtype=torch.int32)
    """
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("errors.real_only", operation="frexp", given=input.dtype))
    exponent = unary(bits.exponent, input.detach())
    half = to_dtype(div(exponent, 2, rounding_mode="floor"), input._value.dtype)
    rest = to_dtype(exponent, input._value.dtype) - half
    # In two steps: 2^-exponent alone is infinite for the smallest numbers.
    mantissa = mul(mul(input, pow(2.0, -half)), pow(2.0, -rest))
    return Parts((named(mantissa, "Frexp"), exponent))


def ldexp(input: Tensor, other: Tensor) -> Tensor:
    """input · 2^other.

    >>> import tidu
    >>> tidu.ldexp(tidu.tensor([1.0]), tidu.tensor([3]))
    tensor([8.])
    """
    tensors("ldexp", input, other)
    return mul(input, pow(2.0, other))



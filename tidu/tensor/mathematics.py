"""Functions of one real number, as PyTorch names them: one line each over the primitives."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from tidu.core.mode import mode
from tidu.ops import arithmetic, functions, wholes
from tidu.tensor.arithmetic import div, mul, pow
from tidu.tensor.comparison import eq, where
from tidu.tensor.promote import NONE, meet, named, real_type, real_unary, tensors, to_dtype
from tidu.tensor.swift import single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


rectified = single(functions.relu)
_rsqrt, _reciprocal = single(wholes.rsqrt), single(wholes.reciprocal)


def exp(input: Tensor) -> Tensor:
    """e to the power of each element."""
    return real_unary(functions.exp, input)


def exp2(input: Tensor) -> Tensor:
    """2 to the power of each element."""
    return named(pow(2.0, to_dtype(input, real_type(input))), "Exp2Backward0")


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
    if mode.recorder is None and input._value.dtype.kind == "f":
        return _rsqrt(input)
    return named(div(1.0, sqrt(input)), "Rsqrt")


def reciprocal(input: Tensor) -> Tensor:
    """One over each element."""
    if mode.recorder is None and input._value.dtype.kind == "f":
        return _reciprocal(input)
    return named(div(1.0, input), "Reciprocal")


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


def deg2rad(input: Tensor) -> Tensor:
    """Degrees as radians."""
    return named(mul(to_dtype(input, real_type(input)), pi / 180.0), "Deg2Rad")


def rad2deg(input: Tensor) -> Tensor:
    """Radians as degrees."""
    return named(mul(to_dtype(input, real_type(input)), 180.0 / pi), "Rad2Deg")


def sinc(input: Tensor) -> Tensor:
    """sin(π · input) / (π · input), and 1 at 0.

    >>> import tidu
    >>> tidu.sinc(tidu.tensor([0.0, 0.5]))
    tensor([1.0000, 0.6366])
    """
    angle = mul(to_dtype(input, real_type(input)), pi)
    at_zero = eq(angle, 0)
    safe = where(at_zero, 1.0, angle)
    return named(where(at_zero, 1.0, div(sin(safe), safe)), "Sinc")


def logaddexp(input: Tensor, other: Tensor) -> Tensor:
    """log(e^input + e^other), without overflow on the way. NotImplementedError for whole numbers.

    >>> import tidu
    >>> tidu.logaddexp(tidu.tensor([1000.0]), tidu.tensor([1000.0]))
    tensor([1000.6932])
    """
    return _of_powers("logaddexp", input, other)


def logaddexp2(input: Tensor, other: Tensor) -> Tensor:
    """log₂(2^input + 2^other), without overflow on the way. NotImplementedError for whole numbers."""
    return _of_powers("logaddexp2", input, other)


def _of_powers(name: str, input: Tensor, other: Tensor) -> Tensor:
    tensors(name, input, other)
    met = meet((input, other), name)
    if met[0]._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation=name, given=input.dtype))
    return mode.bind(arithmetic.logaddexp if name == "logaddexp" else arithmetic.logaddexp2, met, NONE)

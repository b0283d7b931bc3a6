"""Functions that look at the ends of the number line: infinities, NaN, signs, larger and smaller."""

from __future__ import annotations

from math import inf, pi
from typing import TYPE_CHECKING

import numpy as np

from tidu.ops import functions
from tidu.tensor.arithmetic import mul, sign
from tidu.tensor.comparison import eq, ge, gt, isnan, logical_or, lt, where
from tidu.tensor.handle import wrap
from tidu.tensor.promote import binary, meet, named, real_type, tensors, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float


def clamp_min(input: Tensor, min: Tensor | Number) -> Tensor:
    """Each element raised to at least `min`.

    >>> import tidu
    >>> tidu.clamp_min(tidu.tensor([-1.0, 2.0]), 0)
    tensor([0., 2.])
    """
    tensors("clamp_min", input)
    return named(binary(functions.clamp_below, input, min), "ClampMin")


def clamp_max(input: Tensor, max: Tensor | Number) -> Tensor:
    """Each element lowered to at most `max`."""
    tensors("clamp_max", input)
    return named(binary(functions.clamp_above, input, max), "ClampMax")


def fmax(input: Tensor, other: Tensor) -> Tensor:
    """The larger of each pair; NaN only where both are.

    >>> import tidu
    >>> tidu.fmax(tidu.tensor([1.0, float("nan")]), tidu.tensor([0.0, 2.0]))
    tensor([1., 2.])
    """
    tensors("fmax", input, other)
    x, y = meet((input, other), "fmax")
    return named(where(logical_or(ge(x, y), isnan(y)), x, y), "Fmax")


def fmin(input: Tensor, other: Tensor) -> Tensor:
    """The smaller of each pair; NaN only where both are."""
    tensors("fmin", input, other)
    x, y = meet((input, other), "fmin")
    return named(where(logical_or(ge(y, x), isnan(y)), x, y), "Fmin")


def heaviside(input: Tensor, values: Tensor) -> Tensor:
    """0 where input is negative, 1 where it is positive, `values` where it is 0. Of one type.

    >>> import tidu
    >>> tidu.heaviside(tidu.tensor([-1.0, 0.0, 2.0]), tidu.tensor(0.5))
    tensor([0.0000, 0.5000, 1.0000])
    """
    tensors("heaviside", input, values)
    if input._value.dtype != values._value.dtype:
        raise RuntimeError(
            say("errors.same_types", operation="heaviside", a=input.dtype, b=values.dtype)
        )
    step = to_dtype(gt(input, 0), input._value.dtype)
    return where(eq(input, 0), values.detach(), step)


def isposinf(input: Tensor) -> Tensor:
    """Where input is +infinity."""
    return eq(input, inf) if input._value.dtype.kind == "f" else gt(input, input)


def isneginf(input: Tensor) -> Tensor:
    """Where input is −infinity."""
    return eq(input, -inf) if input._value.dtype.kind == "f" else gt(input, input)


def isreal(input: Tensor) -> Tensor:
    """True everywhere: Tidu has no complex numbers."""
    return ge(to_dtype(input, np.dtype(bool)), False)


def sgn(input: Tensor) -> Tensor:
    """The sign, as `sign`: they differ for complex numbers only."""
    return named(sign(input), "Sgn")


def angle(input: Tensor) -> Tensor:
    """The angle of each number in the complex plane: π where it is negative, else 0; NaN for NaN.

    >>> import tidu
    >>> tidu.angle(tidu.tensor([-2.0, 3.0]))
    tensor([3.1416, 0.0000])
    """
    x = to_dtype(input, real_type(input))
    return named(where(isnan(x), x, mul(to_dtype(lt(x, 0), x._value.dtype), pi)), "Angle")


def nan_to_num(
    input: Tensor, nan: float | None = None, posinf: float | None = None, neginf: float | None = None
) -> Tensor:
    """input with `nan` (0) for NaN, and numbers for the infinities: the type's largest and smallest.

    >>> import tidu
    >>> tidu.nan_to_num(tidu.tensor([float("nan"), float("inf"), 1.0]), posinf=9.0)
    tensor([0., 9., 1.])
    """
    kind = input._value.dtype
    if kind.kind != "f":
        return input.clone()
    limits = np.finfo(kind)
    high = float(limits.max) if posinf is None else float(posinf)
    low = float(limits.min) if neginf is None else float(neginf)
    made = where(isnan(input), 0.0 if nan is None else float(nan), input)
    return named(where(isneginf(input), low, where(isposinf(input), high, made)), "NanToNum")


def fill(input: Tensor, value: Tensor | Number) -> Tensor:
    """A tensor of the shape and type of input that is `value` everywhere.

    >>> import tidu
    >>> tidu.fill(tidu.zeros(2), 3)
    tensor([3., 3.])
    """
    return named(input.masked_fill(wrap(np.asarray(True)), value), "Fill")

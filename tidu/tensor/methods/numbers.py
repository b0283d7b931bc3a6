"""What a tensor does as numbers: arithmetic and functions, element by element."""

from __future__ import annotations

from tidu.tensor import arithmetic, mathematics
from tidu.tensor.handle import Handle
from tidu.tensor.methods.reflect import reflected


class Numbers(Handle):
    """What a tensor does as numbers: arithmetic and functions, element by element."""

    add, sub, mul, div = arithmetic.add, arithmetic.sub, arithmetic.mul, arithmetic.div
    subtract, multiply, divide, true_divide = sub, mul, div, div
    __add__, __mul__, __truediv__ = arithmetic.plus, arithmetic.times, arithmetic.over
    __sub__ = sub
    __radd__, __rsub__, __rmul__, __rtruediv__ = __add__, arithmetic.rsub, __mul__, arithmetic.rdiv
    pow, floor_divide, remainder = arithmetic.pow, arithmetic.floor_divide, arithmetic.remainder
    fmod, square, float_power = arithmetic.fmod, arithmetic.square, arithmetic.float_power
    __pow__, __floordiv__, __mod__ = arithmetic.raised, floor_divide, remainder
    __rpow__, __rfloordiv__, __rmod__ = reflected(pow), reflected(floor_divide), reflected(remainder)
    neg, abs, sign = arithmetic.neg, arithmetic.abs, arithmetic.sign
    negative, absolute, __neg__, __abs__ = neg, abs, neg, abs
    positive = __pos__ = arithmetic.positive
    floor, ceil, trunc = arithmetic.floor, arithmetic.ceil, arithmetic.trunc
    frac, round = arithmetic.frac, arithmetic.round
    exp, exp2, expm1 = mathematics.exp, mathematics.exp2, mathematics.expm1
    log, log1p, log2, log10 = mathematics.log, mathematics.log1p, mathematics.log2, mathematics.log10
    sqrt, rsqrt, reciprocal = mathematics.sqrt, mathematics.rsqrt, mathematics.reciprocal
    sin, cos, tan = mathematics.sin, mathematics.cos, mathematics.tan
    asin, acos, atan, atan2 = mathematics.asin, mathematics.acos, mathematics.atan, arithmetic.atan2
    sinh, cosh, tanh = mathematics.sinh, mathematics.cosh, mathematics.tanh
    asinh, acosh, atanh = mathematics.asinh, mathematics.acosh, mathematics.atanh
    arcsin, arccos, arctan, arctan2 = asin, acos, atan, atan2
    arcsinh, arccosh, arctanh = asinh, acosh, atanh
    sigmoid, erf, erfinv = mathematics.sigmoid, mathematics.erf, mathematics.erfinv
    relu = mathematics.relu
    maximum, minimum = arithmetic.maximum, arithmetic.minimum
    clamp, clip, lerp = arithmetic.clamp, arithmetic.clamp, arithmetic.lerp
    addcmul, addcdiv = arithmetic.addcmul, arithmetic.addcdiv

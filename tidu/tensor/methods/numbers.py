"""What a tensor does as numbers: arithmetic and functions, element by element."""

from __future__ import annotations

from tidu.tensor import arithmetic, bessel, bits, distance, distributions, extremes, gamma, kinds, mathematics
from tidu.tensor.handle import Handle
from tidu.tensor.methods.reflect import reflected


class Numbers(Handle):
    """What a tensor does as numbers: arithmetic and functions, element by element."""

    add, sub, mul, div = arithmetic.add, arithmetic.sub, arithmetic.mul, arithmetic.div
    subtract, multiply, divide, true_divide = sub, mul, div, div
    __add__, __mul__, __truediv__ = arithmetic.plus, arithmetic.times, arithmetic.over
    __sub__ = sub
    __radd__, __rsub__ = arithmetic.own_plus, arithmetic.rsub
    __rmul__, __rtruediv__ = arithmetic.own_times, arithmetic.rdiv
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
    arctan2, fix, sgn = atan2, trunc, extremes.sgn
    clamp_min, clamp_max = extremes.clamp_min, extremes.clamp_max
    fmax, fmin, heaviside = extremes.fmax, extremes.fmin, extremes.heaviside
    nan_to_num, angle = extremes.nan_to_num, extremes.angle
    deg2rad, rad2deg, sinc = mathematics.deg2rad, mathematics.rad2deg, mathematics.sinc
    logaddexp, logaddexp2 = mathematics.logaddexp, mathematics.logaddexp2
    erfc, logit, xlogy = distributions.erfc, distributions.logit, distributions.xlogy
    i0, lgamma, digamma = bessel.i0, gamma.lgamma, gamma.digamma
    polygamma, mvlgamma = gamma.polygamma_method, gamma.mvlgamma
    igamma, igammac = gamma.igamma, gamma.igammac
    copysign, nextafter, hypot = bits.copysign, bits.nextafter, bits.hypot
    frexp, ldexp, gcd, lcm = bits.frexp, bits.ldexp, bits.gcd, bits.lcm
    bitwise_left_shift, bitwise_right_shift = bits.bitwise_left_shift, bits.bitwise_right_shift
    __lshift__, __rshift__ = bitwise_left_shift, bitwise_right_shift
    __rlshift__, __rrshift__ = reflected(bitwise_left_shift), reflected(bitwise_right_shift)
    real = property(kinds.real)
    conj = conj_physical = resolve_conj = resolve_neg = kinds.conj
    dist = distance.dist
    __div__, __rdiv__ = __truediv__, __rtruediv__

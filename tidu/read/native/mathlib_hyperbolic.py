"""Hyperbolic functions and their inverses, from e^x / 2 and log(1 + x) in float64."""

from __future__ import annotations

from math import log as ln

from tidu.read.native.mathlib_exponential import half_exp
from tidu.read.native.mathlib_logarithm import log1p
from tidu.read.native.mathlib_tools import in_double, keep_tiny, polynomial
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

# (sinh x - x) / x^3 in powers of x^2, to 1: 2^-63.3.
_SINH = (
    0.16666666666666669, 0.008333333333333148, 0.00019841269841431873, 2.755731915707189e-06,
    2.5052123136722352e-08, 1.605725976872386e-10, 7.75874880200531e-13,
)  # fmt: skip
# A number with whose square 1 is lost, but which can be squared.
_LARGE = 2.0**60


@in_double
def sinh(v: Values, x: Value) -> Value:
    """(e^x - e^-x) / 2, and a polynomial up to 1, where that would lose its places."""
    a = v.absolute(x)
    z = v.mul(a, a)
    near = v.multiply_add(v.mul(z, a), polynomial(v, z, _SINH), a)
    half = half_exp(v, a)
    far = v.sub(half, v.div(v.number(0.25, x), half))
    return v.call("copysign", v.select(v.compare("lt", a, v.number(1.0, x)), near, far), x)


@in_double
def cosh(v: Values, x: Value) -> Value:
    """(e^x + e^-x) / 2"""
    half = half_exp(v, v.absolute(x))
    return v.add(half, v.div(v.number(0.25, x), half))


@in_double
def asinh(v: Values, x: Value) -> Value:
    """log(a + sqrt(a^2 + 1)) of a = |x|, as log1p(a + (sqrt(a^2 + 1) - 1))."""
    a, one = v.absolute(x), v.number(1.0, x)
    square = v.mul(a, a)
    more = v.div(square, v.add(one, v.sqrt(v.add(square, one))))
    return v.call("copysign", _log1p_sum(v, a, more), x)


@in_double
def acosh(v: Values, x: Value) -> Value:
    """log(x + sqrt(x^2 - 1)), NaN below 1; of t = x - 1, which keeps the places near 1."""
    t = v.sub(x, v.number(1.0, x))
    return _log1p_sum(v, t, v.mul(v.sqrt(t), v.sqrt(v.add(t, v.number(2.0, x)))))


@in_double
def atanh(v: Values, x: Value) -> Value:
    """log((1 + a) / (1 - a)) / 2 of a = |x|"""
    a = v.absolute(x)
    grown = log1p(v, v.div(v.add(a, a), v.sub(v.number(1.0, x), a)))
    return v.call("copysign", keep_tiny(v, a, v.mul(v.number(0.5, x), grown)), x)


def _log1p_sum(v: Values, a: Value, more: Value) -> Value:
    """log1p(a + more); where a is large, `more` counts as a, and may be anything."""
    large = v.compare("gt", a, v.number(_LARGE, a))
    made = log1p(v, v.select(large, a, v.add(a, more)))
    return v.add(made, v.select(large, v.number(ln(2.0), a), v.number(0.0, a)))

"""Powers x^y: by products where y is a small constant, else 2^(y log2 x)."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan
from math import log as ln

from tidu.read.native.mathlib_exponential import TWO
from tidu.read.native.mathlib_logarithm import series, split
from tidu.read.native.mathlib_tools import (
    LAYOUTS,
    at_least,
    at_most,
    by_lane,
    constant_of,
    nearest,
    polynomial,
    power_of_two,
)
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

# (log(1 + f) - f) / f^2 for |f| <= 1/3 to 2^-35.9: enough for a float32 power, whatever y.
_SERIES = (
    -0.49999999943478823, 0.3333333316546057, -0.2500001463103859, 0.20000027712821697,
    -0.16665611893296653, 0.1428416096078895, -0.1253215604383224, 0.11151271696006149,
    -0.09531044294011763, 0.08570480722581222, -0.11504552645575145, 0.10904857685604945,
)  # fmt: skip


def power(v: Values, x: Value, y: Value) -> Value:
    """x^y with all of IEEE's rules; a constant y in the table goes by products."""
    x, y = v.meet(x, y)
    short = SHORT.get(constant_of(y))
    if short is not None:
        return short(v, x)
    return by_lane(v, "pow", x, y) if x.code == "f8" else _single(v, x, y)


def _square(v: Values, x: Value) -> Value:
    return v.mul(x, x)


def _inverse(v: Values, x: Value) -> Value:
    return v.div(v.number(1.0, x), x)


# Within 4 units in the last place. As NumPy's x ** 0.5, the square root of -inf is NaN.
SHORT: dict[float | None, Callable[[Values, Value], Value]] = {
    -2.0: lambda v, x: _square(v, _inverse(v, x)),
    -1.0: _inverse,
    -0.5: lambda v, x: _inverse(v, v.sqrt(x)),
    0.0: lambda v, x: v.number(1.0, x),
    0.5: lambda v, x: v.sqrt(x),
    1.0: lambda v, x: x,
    1.5: lambda v, x: v.mul(x, v.sqrt(x)),
    2.0: _square,
    3.0: lambda v, x: v.mul(_square(v, x), x),
    4.0: lambda v, x: _square(v, _square(v, x)),
}


def _single(v: Values, x: Value, y: Value) -> Value:
    """x^y of float32, computed in float64."""
    a = v.cast(v.absolute(x), "f8")
    # No product with infinity: what is beyond these limits gives 0 or infinity all the same.
    wide = v.cast(at_most(v, at_least(v, y, -1e30), 1e30), "f8")
    made = v.cast(_two_to(v, v.mul(wide, _log2(v, a))), "f4")
    whole, odd = _parity(v, y)
    bits = v.reread(made, "i4")
    made = v.reread(v.differ(bits, v.both(v.reread(x, "i4"), odd)), "f4")
    zero, one = v.number(0.0, x), v.number(1.0, x)
    negative = v.both(v.compare("lt", x, zero), v.compare("gt", x, v.number(-inf, x)))
    wrong = v.both(negative, v.invert(whole))
    made = v.select(wrong, v.number(nan, x), made)
    return v.select(v.either(v.compare("eq", y, zero), v.compare("eq", x, one)), one, made)


def _log2(v: Values, a: Value) -> Value:
    """The logarithm to base 2 of |a float32| in float64, NaN and the infinities included."""
    layout = LAYOUTS["f8"]
    m, e, _ = split(v, a, v.number(2.0**layout.places + layout.bias, a))
    f = v.sub(m, v.number(1.0, a))
    square, p = series(v, f, _SERIES)
    natural = v.multiply_add(square, p, f)
    made = v.multiply_add(natural, v.number(1.0 / ln(2.0), a), e)
    made = v.select(v.compare("eq", a, v.number(0.0, a)), v.number(-inf, a), made)
    return v.select(v.compare("lt", a, v.number(inf, a)), made, a)


def _two_to(v: Values, x: Value) -> Value:
    """2^x in float64 to the places of float32; beyond its exponents, anything beyond."""
    x = at_most(v, at_least(v, x, -200.0), 200.0)
    n, word = nearest(v, x, 1.0, LAYOUTS["f8"].bias)
    return v.mul(polynomial(v, v.sub(x, n), TWO["f4"].series), power_of_two(v, word))


def _parity(v: Values, y: Value) -> tuple[Value, Value]:
    """(whether y is whole, the sign bit where it is odd)"""
    size, zero = v.absolute(y), v.number(0.0, y)
    # Beyond 2^24 all are even; NaN counts as such.
    size = v.select(v.compare("lt", size, v.number(2.0**24, y)), size, zero)
    count = v.cast(size, "i4")
    whole = v.compare("eq", v.cast(count, "f4"), size)
    return whole, v.select(whole, v.shift_left(count, 31), v.number(0, count))

"""Circular functions and their inverses."""

from __future__ import annotations

from math import pi

from tidu.read.native.mathlib_tools import (
    by_lane,
    in_double,
    nearest,
    polynomial,
    take_away,
    where_rare,
)
from tidu.read.native.values import WHOLE, Values
from tidu.read.native.writer import Value

# pi / 2 in parts of 33 bits and a last one: n times a part is exact for n below 2^20.
QUARTER = {
    "f4": (1.57079632673412561417, 6.07710050650619224932e-11),
    "f8": (1.57079632673412561417, 6.07710050630396597660e-11, 2.02226624879595063154e-21),
}
LARGEST = 1.0e6
# (sin r - r) / r^3 and (cos r - 1 + r^2 / 2) / r^4 in powers of r^2, for |r| <= pi / 4:
# 2^-28, 2^-33.3; 2^-57.9, 2^-64.2.
_SIN = {
    "f4": (-0.16666654574694997, 0.00833215841849921, -0.00019514954387433984),
    "f8": (
        -0.1666666666666663, 0.008333333333322075, -0.00019841269829551345, 2.7557313607021848e-06,
        -2.5050745353293788e-08, 1.5896082068835936e-10,
    ),
}  # fmt: skip
_COS = {
    "f4": (1.0, -0.5, 0.041666646822161625, -0.0013887364921440018, 2.443811990329663e-05),
    "f8": (
        1.0, -0.5, 0.0416666666666666, -0.0013888888888874068, 2.480158728944538e-05,
        -2.7557314341024616e-07, 2.087572165529738e-09, -1.1359560276928543e-11,
    ),
}  # fmt: skip
# (atan t - t) / t^3 in powers of t^2, for t up to 1: 2^-57.6.
_ATAN = (
    -0.3333333333333307, 0.19999999999951468, -0.14285714282575515, 0.11111111007037493,
    -0.09090907003180068, 0.07692279841350014, -0.0666640407320543, 0.05880527900865524,
    -0.05253518908671793, 0.04722323335072831, -0.04219181666682776, 0.03664196194641465,
    -0.029903933194921933, 0.021984938068130566, -0.013900633753297309, 0.007196551341899954,
    -0.002884941341424744, 0.0008313293065818543, -0.0001521623551899271, 1.3225212968403308e-05,
)  # fmt: skip


def sin(v: Values, x: Value) -> Value:
    """The sine of radians."""
    return _large(v, "sin", x, _keep_zero(v, x, _wave(v, x, 0)))


def cos(v: Values, x: Value) -> Value:
    """The cosine of radians, as the sine a quarter further."""
    return _large(v, "cos", x, _wave(v, x, 1))


@in_double
def tan(v: Values, x: Value) -> Value:
    """The tangent of radians."""
    s, c, word = _turned(v, x, 0)
    odd = _odd(v, word)
    made = v.div(v.select(odd, c, s), v.select(odd, v.neg(s), c))
    return _large(v, "tan", x, _keep_zero(v, x, made))


@in_double
def atan2(v: Values, y: Value, x: Value) -> Value:
    """The angle of the point (x, y), from -pi to pi; the signs of zeros count as in C."""
    y, x = v.meet(y, x)
    high, wide = v.absolute(y), v.absolute(x)
    steep = v.compare("gt", high, wide)
    less, more = v.select(steep, wide, high), v.select(steep, high, wide)
    zero, one = v.number(0.0, x), v.number(1.0, x)
    # 0 / 0 and infinity / infinity have a meaning here.
    equal = v.select(v.compare("eq", more, zero), zero, one)
    t = v.select(v.compare("eq", less, more), equal, v.div(less, more))
    z = v.mul(t, t)
    angle = v.multiply_add(v.mul(z, t), polynomial(v, z, _ATAN), t)
    angle = v.select(steep, v.sub(v.number(pi / 2, x), angle), angle)
    behind = v.compare("lt", v.call("copysign", one, x), zero)
    return v.call("copysign", v.select(behind, v.sub(v.number(pi, x), angle), angle), y)


def atan(v: Values, x: Value) -> Value:
    """The angle whose tangent is x."""
    return atan2(v, x, v.number(1.0, x))


@in_double
def asin(v: Values, x: Value) -> Value:
    """The angle whose sine is x, NaN beyond -1 and 1."""
    return atan2(v, x, _other_side(v, x))


@in_double
def acos(v: Values, x: Value) -> Value:
    """The angle whose cosine is x, NaN beyond -1 and 1."""
    return atan2(v, _other_side(v, x), x)


def _other_side(v: Values, x: Value) -> Value:
    """sqrt(1 - x^2)"""
    one = v.number(1.0, x)
    return v.sqrt(v.mul(v.sub(one, x), v.add(one, x)))


def _wave(v: Values, x: Value, quarters: int) -> Value:
    """The sine of x and so many quarters of a circle."""
    s, c, word = _turned(v, x, quarters)
    made = v.select(_odd(v, word), c, s)
    half_turn = v.shift_left(v.both(word, v.number(2, word)), int(x.code[1]) * 8 - 2)
    return v.reread(v.differ(v.reread(made, word.code), half_turn), x.code)


def _turned(v: Values, x: Value, quarters: int) -> tuple[Value, Value, Value]:
    """(sin r, cos r, a word whose last two bits count quarters), x being r and quarters of a circle."""
    wide = v.cast(x, "f8")
    n, word = nearest(v, wide, 2.0 / pi, quarters)
    r = v.cast(take_away(v, wide, n, QUARTER[x.code]), x.code)
    z = v.mul(r, r)
    s = v.multiply_add(v.mul(z, r), polynomial(v, z, _SIN[x.code]), r)
    return s, polynomial(v, z, _COS[x.code]), v.cast(word, WHOLE[x.code])


def _odd(v: Values, word: Value) -> Value:
    return v.compare("ne", v.both(word, v.number(1, word)), v.number(0, word))


def _keep_zero(v: Values, x: Value, y: Value) -> Value:
    return v.select(v.compare("eq", x, v.number(0.0, x)), x, y)


def _large(v: Values, name: str, x: Value, made: Value) -> Value:
    """`made`, but the C library's function where |x| is so large that n has no room for its places."""
    rare = v.compare("gt", v.absolute(x), v.number(LARGEST, x))
    return where_rare(v, rare, made, lambda: v.cast(by_lane(v, name, v.cast(x, "f8")), x.code))

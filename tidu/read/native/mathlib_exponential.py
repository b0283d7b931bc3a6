"""Exponential functions: e^x = 2^n e^r, with |r| up to half of log 2 and a polynomial for e^r."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from tidu.read.native.mathlib_tools import (
    LAYOUTS,
    at_least,
    at_most,
    keep_tiny,
    nearest,
    polynomial,
    power_of_two,
    take_away,
)
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

# log 2 in two parts, the first with enough zeros at its end that n times it is exact.
LOG_2 = {
    "f4": (0.693359375, -2.12194440054690583e-4),
    "f8": (0.693147180369123816490, 1.90821492927058770002e-10),
}


class Range(NamedTuple):
    """Where a power is neither 0 nor infinite, and the polynomial of base^r (coefficients of r)."""

    low: float
    high: float
    series: tuple[float, ...]


# (e^r - 1 - r) / r^2 for |r| <= log(2) / 2, the largest error relative to e^r least: 2^-28.3, 2^-57.9.
_TAIL = {
    "f4": (
        0.49999993447673463, 0.16666520631447954, 0.041668388066766794, 0.008368716903833198,
        0.0013814597735826383,
    ),
    "f8": (
        0.5000000000000011, 0.16666666666666413, 0.041666666666530155, 0.008333333333494468,
        0.0013888888943630181, 0.00019841269506566298, 2.4801493098819608e-05, 2.755758638483843e-06,
        2.7630248413179866e-07, 2.500005812332474e-08,
    ),
}  # fmt: skip
E = {
    "f4": Range(-104.0, 89.0, (1.0, 1.0, *_TAIL["f4"])),
    "f8": Range(-746.0, 710.0, (1.0, 1.0, *_TAIL["f8"])),
}
# 2^r for |r| <= 1/2: 2^-28.9, 2^-58.
TWO = {
    "f4": Range(-151.0, 129.0, (
        1.0, 0.693147202793747, 0.2402264787987117, 0.0555033251028135, 0.009618440519569135,
        0.0013398870088853882, 0.0001535264641318522,
    )),
    "f8": Range(-1076.0, 1025.0, (
        1.0, 0.6931471805599453, 0.2402265069591013, 0.055504108664820084, 0.009618129107594115,
        0.0013333558146774677, 0.00015403530457119632, 1.525273349308895e-05, 1.3215435278237664e-06,
        1.0178199581710289e-07, 7.0737839956258755e-09, 4.4347707172596656e-10,
    )),
}  # fmt: skip
HALF_E = E["f8"]._replace(high=711.0, series=tuple(each / 2 for each in E["f8"].series))


def exp(v: Values, x: Value) -> Value:
    """e^x"""
    return exponential(v, x, E[x.code], LOG_2[x.code])


def exp2(v: Values, x: Value) -> Value:
    """2^x"""
    return exponential(v, x, TWO[x.code], (1.0,))


def exponential(v: Values, x: Value, where: Range, base: tuple[float, ...]) -> Value:
    """base^x, given the logarithm of 2 to that base in parts.

    2^n is multiplied in by halves: n itself may be beyond the exponents, where the result has not
    all its places, or is infinite.
    """
    bias = LAYOUTS[x.code].bias
    x = at_most(v, at_least(v, x, where.low), where.high)
    n, word = nearest(v, x, 1.0 / sum(base), 2 * bias)
    power = polynomial(v, take_away(v, x, n, base), where.series)
    half = v.shift_right(word, 1)
    return v.mul(v.mul(power, power_of_two(v, half)), power_of_two(v, v.sub(word, half)))


def expm1(v: Values, x: Value) -> Value:
    """e^x - 1 = 2^n (e^r - 1) + (2^n - 1), computed by halves because the largest n has no 2^n."""
    where, base = E[x.code], LOG_2[x.code]
    y = at_most(v, at_least(v, x, log(2.0 ** -(LAYOUTS[x.code].places + 3))), where.high)
    n, word = nearest(v, y, 1.0 / sum(base), LAYOUTS[x.code].bias - 1)
    r = take_away(v, y, n, base)
    grown = v.multiply_add(v.mul(r, r), polynomial(v, r, _TAIL[x.code]), r)
    half = power_of_two(v, word)
    made = v.multiply_add(half, grown, v.sub(half, v.number(0.5, x)))
    return keep_tiny(v, x, v.add(made, made))


def half_exp(v: Values, x: Value) -> Value:
    """e^x / 2 in float64, which is finite a little further than e^x."""
    return exponential(v, x, HALF_E, LOG_2["f8"])

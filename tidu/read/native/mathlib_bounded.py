"""Functions between two bounds: the logistic function, the hyperbolic tangent, the error function."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from tidu.read.native.mathlib_exponential import LOG_2, E
from tidu.read.native.mathlib_tools import (
    LAYOUTS,
    at_least,
    at_most,
    nearest,
    polynomial,
    power_of_two,
    take_away,
)
from tidu.read.native.values import Values
from tidu.read.native.writer import Value


class Pieces(NamedTuple):
    """A function of a >= 0: up to `border` a plus a times `near` of a^2; then another formula, to `last`.

    From `last` on it is 1.
    """

    border: float
    last: float
    near: tuple[float, ...]


# tanh a / a - 1: 2^-29.8, 2^-60.6.
_TANH = {
    "f4": Pieces(0.55, 9.1, (
        0.0, -0.333333175800076, 0.13332586691401552, -0.05385235287913964, 0.021071804031958696,
        -0.006274357813671325,
    )),
    "f8": Pieces(0.55, 19.1, (
        0.0, -0.333333333333333, 0.13333333333326622, -0.053968253963760635, 0.02186948838585658,
        -0.008863232601452171, 0.0035920920305306534, -0.0014555428462675246, 0.0005884444879949913,
        -0.00023338156911526808, 8.331645203522293e-05, -1.949468990105359e-05,
    )),
}  # fmt: skip
# erf a / a - 1: 2^-27 (rounded one after another, the others fitted again), 2^-63.2.
_ERF = {
    "f4": Pieces(1.15, 3.95, (
        0.12837915122509003, -0.37612563371658325, 0.11282971501350403, -0.026830466464161873,
        0.005147413816303015, -0.0007676707464270294, 6.828686309745535e-05,
    )),
    "f8": Pieces(1.15, 5.95, (
        0.1283791670955126, -0.3761263890318375, 0.11283791670954972, -0.026866170645102057,
        0.0052239776251505705, -0.0008548327005952895, 0.00012055332299704924, -1.4925632256936432e-05,
        1.6461778387564998e-06, -1.6361430599197783e-07, 1.4766207360864938e-08, -1.2026065553396252e-09,
        8.2804084734563e-11, -3.640929991779504e-12,
    )),
}  # fmt: skip
# The fourth root of 1 - erf a, the largest error of its fourth power least: 2^-27.7, 2^-59.5.
_ROOT = {
    "f4": (
        1.0043542385101318, -0.30333462357521057, -0.07457204908132553, -0.03771005943417549,
        0.05716199427843094, -0.018272344022989273, 0.0021734382025897503, -1.9818693544948474e-05,
        -1.0289529200235847e-05,
    ),
    "f8": (
        0.9999996099307243, -0.2820909098768157, -0.11938437353342647, 0.01551536556492176,
        0.018517562180563767, -0.0010559503826803077, -0.00214163560996444, 0.0003981607671542587,
        -1.3054157462942271e-05, 5.128423052904955e-05, -3.864422407104844e-05, 1.6568756774144938e-05,
        -5.8956967092672134e-06, 1.7817408037225438e-06, -4.2103564174286106e-07, 7.381998425908954e-08,
        -9.358285678962711e-09, 8.351544466020419e-10, -4.9949079921250956e-11, 1.8038602044043562e-12,
        -2.9833899601919793e-14,
    ),
}  # fmt: skip
# tanh(r / 2) / r in powers of r^2, for |r| <= log(2) / 2: 2^-32.5, 2^-57.8.
_HALF = {
    "f4": (0.5, -0.04166665336783371, 0.0041659938112450804, -0.0004119221207960182),
    "f8": (
        0.5, -0.0416666666666656, 0.004166666666494239, -0.0004216269748300948,
        4.271361413133835e-05, -4.324853243823026e-06, 4.2049840712780973e-07,
    ),
}  # fmt: skip


def tanh(v: Values, x: Value) -> Value:
    """The hyperbolic tangent; beyond the border 1 - 2 / (e^2a + 1), which is never above 1."""
    pieces, step = _TANH[x.code], tuple(part / 2 for part in LOG_2[x.code])
    a = at_most(v, v.absolute(x), pieces.last)
    n, word = nearest(v, a, 1.0 / sum(step), LAYOUTS[x.code].bias)
    r = take_away(v, a, n, step)
    power = polynomial(v, v.add(r, r), E[x.code].series)
    one = v.number(1.0, x)
    far = v.sub(one, v.div(v.number(2.0, x), v.multiply_add(power_of_two(v, word), power, one)))
    return _joined(v, x, a, pieces, far)


def erf(v: Values, x: Value) -> Value:
    """The error function; beyond the border 1 less the fourth power of a polynomial."""
    pieces = _ERF[x.code]
    a = at_most(v, v.absolute(x), pieces.last)
    root = polynomial(v, a, _ROOT[x.code])
    square = v.mul(root, root)
    return _joined(v, x, a, pieces, v.sub(v.number(1.0, x), v.mul(square, square)))


def sigmoid(v: Values, x: Value) -> Value:
    """1 / (1 + e^-x) = (1 + t) / ((1 + t) + s (1 - t)), s = 2^-n, t = tanh(r / 2).

    Both sides are scaled down, so that s is finite as far as the result is more than 0.
    """
    places, bias = LAYOUTS[x.code]
    scale = 2 ** (x.code == "f8") * 32
    parts = tuple(-part for part in LOG_2[x.code])
    x = at_most(v, at_least(v, x, -log(2.0) * (places + bias)), log(2.0) * (places + 5))
    n, word = nearest(v, x, 1.0 / sum(parts), bias - scale)
    r = take_away(v, x, n, parts)
    t = v.mul(r, polynomial(v, v.mul(r, r), _HALF[x.code]))
    s = power_of_two(v, word)
    unit = v.number(2.0**-scale, x)
    up = v.multiply_add(unit, t, unit)
    return v.div(up, v.add(up, v.sub(s, v.mul(s, t))))


def _joined(v: Values, x: Value, a: Value, pieces: Pieces, far: Value) -> Value:
    """The odd function of x whose values at a = |x| are the near piece or `far`."""
    near = v.multiply_add(a, polynomial(v, v.mul(a, a), pieces.near), a)
    made = v.select(v.compare("lt", a, v.number(pieces.border, x)), near, far)
    return v.call("copysign", made, x)

"""Logarithms: x = 2^e (1 + f), with |f| up to 1/3 and a polynomial for log(1 + f)."""

from __future__ import annotations

import struct
from math import inf, nan

from tidu.read.native.mathlib_exponential import LOG_2
from tidu.read.native.mathlib_tools import LAYOUTS, keep_tiny, polynomial
from tidu.read.native.values import WHOLE, Values
from tidu.read.native.writer import Value

# (log(1 + f) - f) / f^2 for |f| <= 1/3, the largest error relative to log(1 + f) least: 2^-27.7 (each
# rounded, those after it fitted again), 2^-56.9.
SERIES = {
    "f4": (
        -0.5, 0.3333321511745453, -0.2499980330467224, 0.2001044601202011, -0.16680243611335754,
        0.14005306363105774, -0.12187523394823074, 0.13986897468566895, -0.12877900898456573,
    ),
    "f8": (
        -0.49999999999999956, 0.3333333333333313, -0.2500000000002945, 0.20000000000083887,
        -0.16666666660891993, 0.14285714273449285, -0.12500000514568968, 0.11111112007238787,
        -0.09999974936499562, 0.09090871349839252, -0.08334063318098534, 0.07693290317623136,
        -0.0712961993441792, 0.06650377315723079, -0.06399972925919771, 0.060537475976527345,
        -0.04534757902366916, 0.04167529364304521, -0.08695120634947792, 0.08513131875755309,
    ),
}  # fmt: skip
# Of e to the bases 2 and 10, and of 2 to the base 10, in parts as in LOG_2.
LOG2_E = {"f4": (1.4426950216293335, 1.9259629911266175e-08), "f8": (1.4426950408889634, 2.0355273740931e-17)}
LOG10_E = {
    "f4": (0.4342944920063019, -1.0103050052231683e-08),
    "f8": (0.4342944819032518, 1.0983196502167e-17),
}
LOG10_2 = {
    "f4": (0.301025390625, 4.605038981195214e-06),
    "f8": (0.301029995663157, 8.241712586023572e-13),
}


def log(v: Values, x: Value) -> Value:
    """The natural logarithm."""
    m, e, _ = _split_any(v, x)
    return _defined(v, x, _natural(v, v.sub(m, v.number(1.0, x)), e))


def log1p(v: Values, x: Value) -> Value:
    """log(1 + x), where what 1 + x loses is brought back, scaled as 1 + f is."""
    places, bias = LAYOUTS[x.code]
    one = v.number(1.0, x)
    u = v.add(one, x)
    lost = v.sub(x, v.sub(u, one))
    m, e, word = split(v, u, v.number(2.0**places + bias, x))
    exponent = v.both(word, v.number(-1 << places, word))
    scale = v.reread(v.sub(v.number((2 * bias + 1) << places, word), exponent), x.code)
    # Twice the scale, which is 0 and not infinite where u is largest and nothing was lost.
    f = v.multiply_add(v.mul(lost, v.number(0.5, x)), scale, v.sub(m, one))
    return keep_tiny(v, x, _defined(v, u, _natural(v, f, e)))


def log2(v: Values, x: Value) -> Value:
    """The logarithm to base 2, exact for powers of 2."""
    return _defined(v, x, _scaled(v, x, LOG2_E[x.code], (1.0,)))


def log10(v: Values, x: Value) -> Value:
    """The logarithm to base 10"""
    return _defined(v, x, _scaled(v, x, LOG10_E[x.code], LOG10_2[x.code]))


def split(v: Values, x: Value, base: Value) -> tuple[Value, Value, Value]:
    """(1 + f, e, word) of a positive x with all its places: x = 2^e (1 + f).

    `base` is the bias and 2^places. The word's fraction is that of 1 + f, but counted from 2/3;
    its exponent is e.
    """
    places, bias = LAYOUTS[x.code]
    low = _bits(2.0 / 3.0, x.code)
    bits = v.reread(x, WHOLE[x.code])
    word = v.add(bits, v.number((bias << places) - low, bits))
    # A whole number and 2^places, as a real, has that number as its lowest bits.
    raised = v.either(v.shift_right(word, places), v.number(_bits(2.0**places, x.code), bits))
    fraction = v.both(word, v.number((1 << places) - 1, bits))
    m = v.add(fraction, v.number(low, bits))
    return v.reread(m, x.code), v.sub(v.reread(raised, x.code), base), word


def series(v: Values, f: Value, coefficients: tuple[float, ...]) -> tuple[Value, Value]:
    """(f^2, p) where log(1 + f) = f + f^2 p"""
    return v.mul(f, f), polynomial(v, f, coefficients)


def _bits(number: float, code: str) -> int:
    return int.from_bytes(struct.pack(">f" if code == "f4" else ">d", number), "big")


def _split_any(v: Values, x: Value) -> tuple[Value, Value, Value]:
    """`split` of an x that may be so small that it has not all its places."""
    places, bias = LAYOUTS[x.code]
    base = 2.0**places + bias
    small = v.compare("lt", x, v.number(LAYOUTS[x.code].smallest, x))
    x = v.select(small, v.mul(x, v.number(2.0**places, x)), x)
    return split(v, x, v.select(small, v.number(base + places, x), v.number(base, x)))


def _natural(v: Values, f: Value, e: Value) -> Value:
    """log(1 + f) + e log 2; what e log 2 + f loses is added to the small terms."""
    head, tail = LOG_2[f.code]
    square, p = series(v, f, SERIES[f.code])
    start = v.mul(e, v.number(head, f))
    total = v.add(start, f)
    rest = v.multiply_add(square, p, v.sub(f, v.sub(total, start)))
    return v.add(total, v.multiply_add(e, v.number(tail, f), rest))


def _scaled(v: Values, x: Value, factor: tuple[float, float], parts: tuple[float, ...]) -> Value:
    """The logarithm to another base: `factor` log(1 + f) + e log 2, both constants in parts."""
    m, e, _ = _split_any(v, x)
    f = v.sub(m, v.number(1.0, x))
    square, p = series(v, f, SERIES[x.code])
    natural = v.multiply_add(square, p, f)
    total = v.multiply_add(natural, v.number(factor[0], x), v.mul(natural, v.number(factor[1], x)))
    for part in reversed(parts):
        total = v.multiply_add(e, v.number(part, x), total)
    return total


def _defined(v: Values, x: Value, y: Value) -> Value:
    """y, the logarithm of a positive number; for all others what IEEE says."""
    y = v.select(v.compare("lt", x, v.number(inf, x)), y, x)
    zero = v.number(0.0, x)
    other = v.select(v.compare("eq", x, zero), v.number(-inf, x), v.number(nan, x))
    return v.select(v.compare("gt", x, zero), y, other)

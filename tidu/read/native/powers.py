"""Powers of one known number, as the corrections of Adam need them at every step of every parameter."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

from tidu.read.native.mathlib_exponential import exp2
from tidu.read.native.mathlib_tools import constant_of
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

DIGITS, EXACT = 40, 2.0**27  # of the logarithm, and up to which whole exponents products are exact


def known_base(x: Value, y: Value) -> float | None:
    """The base, if it is a positive float64 constant and the exponent a single number."""
    base = constant_of(x) if x.code == "f8" and y.lanes == 1 else None
    return base if base is not None and 0 < base < math.inf and base != 1 else None


def power_of(v: Values, base: float, y: Value) -> Value:
    """base^y as 2^(y log2 base), within 2 ulp for whole y below 2^27; libm's takes five times as long.

    The logarithm comes in two parts, the first so short that its product with y is exact.
    """
    first, rest = logarithm(base)
    whole = v.mul(y, v.number(first, y))
    more = v.mul(y, v.number(rest, y))
    # Where the power is 0 or infinite anyway, the second part could only make it no number.
    small = v.compare("lt", v.absolute(whole), v.number(1e6, y))
    total = v.select(small, v.add(whole, more), whole)
    missed = v.sub(more, v.sub(total, whole))
    made = exp2(v, total)
    corrected = v.multiply_add(v.mul(made, missed), v.number(math.log(2), y), made)
    return v.select(small, corrected, made)


def logarithm(base: float) -> tuple[float, float]:
    """The logarithm of a number to base 2, in two parts.

    >>> first, rest = logarithm(0.999)
    >>> first + rest == math.log2(0.999), (first * EXACT * 2**10).is_integer()
    (True, True)
    """
    with localcontext() as context:
        context.prec = DIGITS
        exact = Decimal(base).ln() / Decimal(2).ln()
    mantissa, exponent = math.frexp(float(exact))
    first = math.ldexp(round(mantissa * 2**26), exponent - 26)
    with localcontext() as context:
        context.prec = DIGITS
        return first, float(exact - Decimal(first))

"""The inverse of the error function, as x times a function of w = -log(1 - x^2) (M. Giles's variable)."""

from __future__ import annotations

from math import inf

from tidu.read.native.mathlib_logarithm import log
from tidu.read.native.mathlib_tools import in_double, polynomial
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

# erfinv(x) / x is a quotient of polynomials: of w up to the border, of sqrt(w) - its root beyond.
# The largest relative errors are 2^-60.8 and 2^-54.7.
BORDER_ROOT = 2.5
_LOW = (
    (
        0.886226925452758, 0.3042468391279194, 0.07695601563492827, 0.013751050289832964,
        0.0017950318243778532, 0.00017467385174298674, 1.1949093202956067e-05, 4.7437201484741097e-07,
        2.533747281184889e-09, -5.187090035877728e-10,
    ),
    (
        1.0, 0.08150640712745459, 0.05246520038780894, 0.0033537268665663877, 0.0008229854358130602,
        3.5355649554172144e-05, 3.352583073597325e-06, 4.716966959641333e-08, -1.884241520956984e-09,
        -3.9857650866186184e-11,
    ),
)  # fmt: skip
_HIGH = (
    (
        2.335945363810792, 3.046428487769184, 3.1950264771203813, 2.2856650496013105, 1.3879127026001414,
        0.6819341828892956, 0.2887038834606181, 0.10230707562072335, 0.030715718179704744,
        0.0074870402602398465, 0.0013648571795537713, 0.00012634108827865698,
    ),
    (
        1.0, 0.883648813174661, 0.9811237918479507, 0.5659380070075797, 0.345176724000948,
        0.14647200054547943, 0.05932158635280622, 0.018605208209751152, 0.0050333201803431215,
        0.0010523497375415092, 0.00012629639693116917,
    ),
)  # fmt: skip


@in_double
def erfinv(v: Values, x: Value) -> Value:
    """The x of which `erf` gives the number; infinite at -1 and 1, NaN beyond."""
    one = v.number(1.0, x)
    w = v.neg(log(v, v.mul(v.sub(one, x), v.add(one, x))))
    beyond = v.sub(v.sqrt(w), v.number(BORDER_ROOT, x))
    low = v.compare("lt", w, v.number(BORDER_ROOT**2, x))
    above, below = (
        v.select(low, polynomial(v, w, near), polynomial(v, beyond, far))
        for near, far in zip(_LOW, _HIGH, strict=True)
    )
    at_end = v.compare("eq", v.absolute(x), one)
    return v.mul(x, v.select(at_end, v.number(inf, x), v.div(above, below)))

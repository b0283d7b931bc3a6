"""The inverse of the error function, as x times a function of w = -log(1 - x^2) (M. Giles's variable)."""

from __future__ import annotations

from math import inf

from tidu.read.native.mathlib_logarithm import log
from tidu.read.native.mathlib_tools import in_double, polynomial
from tidu.read.native.values import Values
from tidu.read.native.writer import Value

# erfinv(x) / x is a quotient of polynomials: up to the border of w, and beyond it, where it is close
# to the root of w, that and a quotient of what the root exceeds the border's by.
# The largest relative errors are 2^-60.8 and 2^-55.4.
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
        -0.16405463618920804, -0.15968867268205383, -0.1405401537131628, -0.10990024284957517,
        -0.040873886082091984, -0.03020354381895421, -0.006142554197958499, -0.0038272695495020536,
        -0.0005117289572341651, -0.00021028155460917566, -1.219962038541571e-05,
    ),
    (
        1.0, 0.8653325219975248, 0.9776677991691441, 0.5599228719821326, 0.34799632384692025,
        0.1482059469083012, 0.061491218916733086, 0.019687445306630528, 0.005566538654397917,
        0.001214347552200553, 0.00019412917648186883, 4.863604512123959e-06,
    ),
)  # fmt: skip


@in_double
def erfinv(v: Values, x: Value) -> Value:
    """The x of which `erf` gives the number; infinite at -1 and 1, NaN beyond."""
    one = v.number(1.0, x)
    w = v.neg(log(v, v.mul(v.sub(one, x), v.add(one, x))))
    root = v.sqrt(w)
    low = v.compare("lt", w, v.number(BORDER_ROOT**2, x))
    beyond = v.sub(root, v.number(BORDER_ROOT, x))
    above, below = (
        v.select(low, polynomial(v, w, near), polynomial(v, beyond, far))
        for near, far in zip(_LOW, _HIGH, strict=True)
    )
    start = v.select(low, v.number(0.0, x), root)
    at_end = v.compare("eq", v.absolute(x), one)
    return v.mul(x, v.select(at_end, v.number(inf, x), v.add(start, v.div(above, below))))

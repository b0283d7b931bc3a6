"""The inlined functions by their primitives' names, each with the error that it never exceeds."""

from __future__ import annotations

from typing import NamedTuple

from tidu.read.native.mathlib_angle import acos, asin, atan, atan2, cos, sin, tan
from tidu.read.native.mathlib_bounded import erf, sigmoid, tanh
from tidu.read.native.mathlib_erfinv import erfinv
from tidu.read.native.mathlib_exponential import exp, exp2, expm1
from tidu.read.native.mathlib_hyperbolic import acosh, asinh, atanh, cosh, sinh
from tidu.read.native.mathlib_logarithm import log, log1p, log2, log10
from tidu.read.native.mathlib_power import power
from tidu.read.native.mathlib_tools import Rule
from tidu.read.native.values import Values


class Function(NamedTuple):
    """What writes the function, and its largest errors in units of the last place: float32, float64."""

    rule: Rule
    single: float
    double: float


FUNCTIONS = {
    "sqrt": Function(Values.sqrt, 0.5, 0.5),
    "exp": Function(exp, 1.5, 1.5),
    "exp2": Function(exp2, 1.5, 1.5),
    "expm1": Function(expm1, 2.5, 2.5),
    "log": Function(log, 1.0, 1.5),
    "log1p": Function(log1p, 2.0, 2.0),
    "log2": Function(log2, 3.0, 3.0),
    "log10": Function(log10, 3.0, 3.0),
    "sigmoid": Function(sigmoid, 3.0, 3.0),
    "tanh": Function(tanh, 2.0, 2.0),
    "erf": Function(erf, 2.0, 2.0),
    "erfinv": Function(erfinv, 1.0, 4.0),
    "sin": Function(sin, 2.0, 2.0),
    "cos": Function(cos, 2.0, 2.0),
    "tan": Function(tan, 1.0, 4.0),
    "asin": Function(asin, 1.0, 4.0),
    "acos": Function(acos, 1.0, 4.0),
    "atan": Function(atan, 1.0, 4.0),
    "atan2": Function(atan2, 1.0, 4.0),
    "sinh": Function(sinh, 1.0, 4.0),
    "cosh": Function(cosh, 1.0, 4.0),
    "asinh": Function(asinh, 1.0, 4.0),
    "acosh": Function(acosh, 1.0, 4.0),
    "atanh": Function(atanh, 1.0, 4.0),
    "pow": Function(power, 4.0, 4.0),
}

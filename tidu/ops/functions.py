"""Primitives of one real number, and their gradients."""

from __future__ import annotations

import operator
from math import log as ln
from math import pi
from math import sqrt as root

import numpy as np

from tidu.core.blocks import filled, in_blocks
from tidu.core.forms import broadcast, same
from tidu.core.native import function, numbers
from tidu.core.primitive import declare
from tidu.core.samples import binary, unary
from tidu.ops.compare import ge, gt, le, lt, sign, where
from tidu.ops.error_function import erf as erf_of

# What the processor itself can do; all else is in the native mathlib.
WORDS = {"neg": "neg", "abs": "absolute", "sqrt": "sqrt", "relu": "relu"}


@filled
def _sigmoid(x, out):
    np.negative(x, out)
    np.exp(out, out)
    out += 1.0
    np.reciprocal(out, out)


def _log10(x):
    """NumPy's of float32 is off by a bit at 1000, of all numbers; through float64 it is right."""
    return np.log10(x) if x.dtype == np.float64 else np.log10(x, dtype=np.float64).astype(x.dtype)


def _special(name: str):
    """SciPy's function of that name; SciPy is opened on first use, it takes half a second."""

    def run(x):
        from scipy import special

        return getattr(special, name)(x).astype(x.dtype)

    return run


def _function(name, formula, run, slope, english, chinese, low=-2.0, high=2.0):
    """A primitive of one operand; `slope` is its gradient rule."""
    native = numbers(WORDS[name], 2) if name in WORDS else function(name)
    return declare(
        name, "x", run=run, form=same, grad={"x": slope}, native=native,
        formula=formula, sentence=(english, chinese), samples=unary(low, high),
    )


neg = _function("neg", "-x", operator.neg, lambda g: -g, "changes the sign of {x}", "{x} 变号")
absolute = _function(
    "abs", "abs(x)", np.abs, lambda g, x: g * sign(x), "takes the size of {x}", "取 {x} 的绝对值"
)
exp = _function("exp", "exp(x)", np.exp, lambda g, out: g * out, "e to the power {x}", "e 的 {x} 次幂")
expm1 = _function(
    "expm1", "exp(x) - 1", np.expm1, lambda g, out: g * (out + 1.0),
    "e to the power {x}, less 1", "e 的 {x} 次幂减 1",
)
log = _function(
    "log", "log(x)", np.log, lambda g, x: g / x, "takes the natural logarithm of {x}", "取 {x} 的自然对数",
    0.3, 3.0,
)
log1p = _function(
    "log1p", "log(1 + x)", np.log1p, lambda g, x: g / (x + 1.0),
    "takes the natural logarithm of 1 + {x}", "取 1 + {x} 的自然对数", -0.7, 2.0,
)
log2 = _function(
    "log2", "log2(x)", np.log2, lambda g, x: g / (x * ln(2)), "takes the logarithm of {x} to base 2",
    "取 {x} 的以 2 为底的对数", 0.3, 3.0,
)
log10 = _function(
    "log10", "log10(x)", _log10, lambda g, x: g / (x * ln(10)), "takes the logarithm of {x} to base 10",
    "取 {x} 的以 10 为底的对数", 0.3, 3.0,
)
sqrt = _function(
    "sqrt", "sqrt(x)", np.sqrt, lambda g, out: g / (2.0 * out), "takes the square root of {x}",
    "取 {x} 的平方根", 0.3, 3.0,
)
sin = _function("sin", "sin(x)", np.sin, lambda g, x: g * cos(x), "takes the sine of {x}", "取 {x} 的正弦")
cos = _function("cos", "cos(x)", np.cos, lambda g, x: -g * sin(x), "takes the cosine of {x}", "取 {x} 的余弦")
tan = _function(
    "tan", "tan(x)", np.tan, lambda g, out: g * (1.0 + out * out), "takes the tangent of {x}",
    "取 {x} 的正切", -1.0, 1.0,
)
asin = _function(
    "asin", "arcsin(x)", np.arcsin, lambda g, x: g / sqrt(1.0 - x * x), "takes the arcsine of {x}",
    "取 {x} 的反正弦", -0.9, 0.9,
)
acos = _function(
    "acos", "arccos(x)", np.arccos, lambda g, x: -g / sqrt(1.0 - x * x), "takes the arccosine of {x}",
    "取 {x} 的反余弦", -0.9, 0.9,
)
atan = _function(
    "atan", "arctan(x)",
    np.arctan, lambda g, x: g / (1.0 + x * x), "takes the arctangent of {x}", "取 {x} 的反正切"
)
sinh = _function(
    "sinh", "sinh(x)",
    np.sinh, lambda g, x: g * cosh(x), "takes the hyperbolic sine of {x}", "取 {x} 的双曲正弦"
)
cosh = _function(
    "cosh", "cosh(x)", np.cosh, lambda g, x: g * sinh(x), "takes the hyperbolic cosine of {x}",
    "取 {x} 的双曲余弦",
)
tanh = _function(
    "tanh", "tanh(x)", np.tanh, in_blocks(lambda g, out: g * (1.0 - out * out)),
    "takes the hyperbolic tangent of {x}", "取 {x} 的双曲正切",
)
asinh = _function(
    "asinh", "arsinh(x)", np.arcsinh, lambda g, x: g / sqrt(x * x + 1.0),
    "takes the inverse hyperbolic sine of {x}", "取 {x} 的反双曲正弦",
)
acosh = _function(
    "acosh", "arcosh(x)", np.arccosh, lambda g, x: g / sqrt(x * x - 1.0),
    "takes the inverse hyperbolic cosine of {x}", "取 {x} 的反双曲余弦", 1.2, 3.0,
)
atanh = _function(
    "atanh", "artanh(x)", np.arctanh, lambda g, x: g / (1.0 - x * x),
    "takes the inverse hyperbolic tangent of {x}", "取 {x} 的反双曲正切", -0.9, 0.9,
)
sigmoid = _function(
    "sigmoid", "sigmoid(x)", _sigmoid, in_blocks(lambda g, out: g * (1.0 - out) * out),
    "squeezes {x} between 0 and 1: 1 / (1 + e^-x)", "把 {x} 压缩到 0 与 1 之间：1 / (1 + e^-x)",
)
relu = _function(
    "relu", "max(0, x)", lambda x: np.maximum(x, 0), lambda g, out: where(le(out, 0), 0.0, g),
    "keeps {x} where it is positive, else 0", "{x} 为正则保留，否则取 0",
)
erf = _function(
    "erf", "erf(x)", erf_of, in_blocks(lambda g, x: g * (2.0 / root(pi)) * exp(-x * x)),
    "takes the error function of {x}", "取 {x} 的误差函数",
)
erfinv = _function(
    "erfinv", "erfinv(x)", _special("erfinv"), lambda g, out: g * (root(pi) / 2.0) * exp(out * out),
    "takes the inverse error function of {x}", "取 {x} 的反误差函数", -0.9, 0.9,
)

# Clamping differs from maximum at a tie, where it passes the whole gradient, as PyTorch does.
clamp_below = declare(
    "clamp_below", "x low", run=np.maximum, form=broadcast, native=numbers("larger", 3), samples=binary(),
    grad={
        "x": lambda g, x, low: where(ge(x, low), g, 0.0),
        "low": lambda g, x, low: where(lt(x, low), g, 0.0),
    },
    formula="max(x, low)",
    sentence=("raises {x} to at least {low}", "把 {x} 提高到至少 {low}"),
)
clamp_above = declare(
    "clamp_above", "x high", run=np.minimum, form=broadcast, native=numbers("smaller", 3), samples=binary(),
    grad={
        "x": lambda g, x, high: where(le(x, high), g, 0.0),
        "high": lambda g, x, high: where(gt(x, high), g, 0.0),
    },
    formula="min(x, high)",
    sentence=("lowers {x} to at most {high}", "把 {x} 降低到至多 {high}"),
)

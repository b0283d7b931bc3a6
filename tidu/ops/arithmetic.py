"""Primitives of two real numbers, and their gradients."""

from __future__ import annotations

import operator
from collections.abc import Callable
from math import e, inf, nan
from math import log as ln
from typing import Any

import numpy as np

from tidu.core.blocks import in_blocks
from tidu.core.forms import broadcast
from tidu.core.native import Elementwise, function, numbers
from tidu.core.primitive import declare
from tidu.core.samples import binary
from tidu.ops.compare import eq, flat, ge, logical_and, lt, trunc, where
from tidu.ops.functions import exp, log
from tidu.ops.quotients import by_doubles
from tidu.text import say

MANY = 16  # from here on a step more costs less than it saves


def _power(x, y):
    if y.__class__ in (float, int) and y not in (0, 1, 2) and _many(x) and abs(y) < 99 and y == int(y):
        return _whole_power(x, int(y))
    try:
        result = x**y
    except ValueError:  # NumPy's refusal of whole numbers to negative powers
        if isinstance(y, int):
            raise RuntimeError(say("errors.negative_power")) from None
        return np.where(y < 0, _whole_inverse(x, y), x ** np.maximum(y, 0)).astype(y.dtype)
    if result.__class__ is not float and result.dtype.kind == "i":
        _refuse_bool("pow", x, y)
    return result


def _many(x):
    return isinstance(x, np.ndarray) and x.dtype.kind == "f" and x.size >= MANY


@in_blocks
def _whole_power(x, y):
    """x to a whole power, by its size: NumPy takes a hundred times as long where x is negative."""
    if y in (3, -1, -2):
        return x * x * x if y == 3 else np.reciprocal(x) if y == -1 else np.reciprocal(x * x)
    made = np.abs(x)
    np.power(made, float(y), made)
    return np.copysign(made, x, made) if y % 2 else made


def _whole_inverse(x, y):
    """1 / x to the power -y, cut to a whole number: not 0 for 1 and -1 alone."""
    return np.where(np.equal(x, 1), 1, np.where(np.equal(x, -1), 1 - 2 * (y % 2), 0))


def _refuse_bool(operation, x, y):
    if np.result_type(x, y).kind == "b":
        raise NotImplementedError(say("errors.not_for_bool", operation=operation))


_whole_quotient = by_doubles(np.floor_divide, np.floor, rest=False)
_rest = by_doubles(np.remainder, np.floor, rest=True)
_cut_rest = by_doubles(np.fmod, np.trunc, rest=True)


def _division(name: str, ufunc: Callable[[Any, Any], Any]):
    """A ufunc of division on whole numbers too, where 0 is refused as divisor."""

    def run(x, y):
        result = ufunc(x, y)
        if result.dtype.kind != "f":
            _refuse_bool(name, x, y)
            if not np.all(y):
                raise RuntimeError(say("errors.divide_by_zero", operation=name))
        return result

    return run


def power_slope(x, y):
    """The derivative of x ** y by x: y * x ** (y - 1), and 0 where y is 0, also at x = 0."""
    if isinstance(y, int | float):
        return y * x ** (y - 1) if y else where(False, x, 0.0)
    is_zero = eq(y, 0)
    return y * x ** (where(is_zero, 1.0, y) - 1.0)


def exponent_slope(out, x, y):
    """The derivative of x ** y by y: x ** y * log(x), continued by 0 at x = 0 for y >= 0."""
    if isinstance(x, int | float):
        slope = out * (ln(x) if x > 0 else nan if x < 0 else -inf)
        return slope if x else where(ge(y, 0), 0.0, slope)
    continued = logical_and(eq(x, 0), ge(y, 0))
    return where(continued, 0.0, out * log(where(continued, 1.0, x)))


def share(g, winner, loser):
    """`g` where the first is larger, half of it where they tie (as PyTorch does), 0 where smaller."""
    return where(lt(winner, loser), 0.0, where(eq(winner, loser), 0.5 * g, g))


def square_distance(x, y):
    """x² + y², and 1 at the origin, so that the angle's gradient there is 0."""
    total = x * x + y * y
    return where(eq(total, 0), 1.0, total)


add = declare(
    "add", "x y", run=operator.add, form=broadcast, native=numbers("add"), samples=binary(),
    grad={"x": lambda g: g, "y": lambda g: g},
    formula="x + y",
    sentence=("adds {x} and {y}", "{x} 加 {y}"),
)
sub = declare(
    "sub", "x y", run=operator.sub, form=broadcast, native=numbers("sub"), samples=binary(),
    grad={"x": lambda g: g, "y": lambda g: -g},
    formula="x - y",
    sentence=("takes {y} from {x}", "{x} 减 {y}"),
)
mul = declare(
    "mul", "x y", run=operator.mul, form=broadcast, native=numbers("mul"), samples=binary(),
    grad={"x": lambda g, y: g * y, "y": lambda g, x: g * x},
    formula="x * y",
    sentence=("multiplies {x} by {y}", "{x} 乘以 {y}"),
)
div = declare(
    "div", "x y", run=np.true_divide, form=broadcast, native=numbers("div", 4), samples=binary(0.5, 2.0),
    grad={"x": lambda g, y: g / y, "y": lambda g, out, y: -g * out / y},
    formula="x / y",
    sentence=("divides {x} by {y}", "{x} 除以 {y}"),
)
power = declare(
    "pow", "x y", run=_power, form=broadcast, native=numbers("power", 20),
    samples=binary(0.5, 2.0),
    grad={
        "x": lambda g, x, y: g * power_slope(x, y),
        "y": lambda g, out, x, y: g * exponent_slope(out, x, y),
    },
    formula="x ** y",
    sentence=("raises {x} to the power {y}", "{x} 的 {y} 次幂"),
)
floor_divide = declare(
    "floor_divide", "x y", run=_division("floor_divide", _whole_quotient), form=broadcast,
    native=numbers("floor_divide", 12),
    samples=binary(0.5, 2.0), grad={"x": flat, "y": flat},
    formula="floor(x / y)",
    sentence=("divides {x} by {y} and rounds down", "{x} 除以 {y} 后向下取整"),
)
remainder = declare(
    "remainder", "x y", run=_division("remainder", _rest), form=broadcast,
    native=numbers("remainder", 20),
    samples=binary(0.55, 2.0),
    grad={"x": lambda g: g, "y": lambda g, x, y: -g * floor_divide(x, y)},
    formula="x % y",
    sentence=("takes what is left of {x} after whole {y}", "{x} 除以 {y} 的余数（与除数同号）"),
)
fmod = declare(
    "fmod", "x y", run=_division("fmod", _cut_rest), form=broadcast, native=numbers("fmod", 20),
    samples=binary(0.55, 2.0),
    grad={"x": lambda g: g, "y": lambda g, x, y: -g * trunc(x / y)},
    formula="x - y * trunc(x / y)",
    sentence=("takes what is left of {x} after whole {y}, with the sign of {x}",
              "{x} 除以 {y} 的余数（与被除数同号）"),
)
maximum = declare(
    "maximum", "x y", run=np.maximum, form=broadcast, native=numbers("larger", 3), samples=binary(),
    grad={"x": lambda g, x, y: share(g, x, y), "y": lambda g, x, y: share(g, y, x)},
    formula="max(x, y)",
    sentence=("takes the larger of {x} and {y}", "取 {x} 与 {y} 中较大的"),
)
minimum = declare(
    "minimum", "x y", run=np.minimum, form=broadcast, native=numbers("smaller", 3), samples=binary(),
    grad={"x": lambda g, x, y: share(g, y, x), "y": lambda g, x, y: share(g, x, y)},
    formula="min(x, y)",
    sentence=("takes the smaller of {x} and {y}", "取 {x} 与 {y} 中较小的"),
)
atan2 = declare(
    "atan2", "y x", run=np.arctan2, form=broadcast, native=function("atan2"), samples=binary(0.5, 2.0),
    grad={
        "y": lambda g, y, x: g * (x / square_distance(x, y)),
        "x": lambda g, y, x: -g * (y / square_distance(x, y)),
    },
    formula="atan2(y, x)",
    sentence=("takes the angle of the point ({x}, {y})", "取点 ({x}, {y}) 的辐角"),
)


def _logaddexp(name: str, run: np.ufunc, base: float, formula: str, english: str, chinese: str):
    def native(v, x, y):
        """The larger, and what the smaller adds, in float64; equal infinities have no difference."""
        wide, other = v.cast(x, "f8"), v.cast(y, "f8")
        larger = v.larger(wide, other)
        apart = v.neg(v.absolute(v.sub(wide, other)))
        power = v.function("exp", v.mul(apart, v.number(ln(base), apart)))
        added = v.mul(v.function("log1p", power), v.number(1.0 / ln(base), apart))
        equal = v.add(larger, v.number(ln(2.0) / ln(base), larger))
        return v.cast(v.select(v.compare("eq", wide, other), equal, v.add(larger, added)), x.code)

    return declare(
        name, "x y", run=run, form=broadcast, native=Elementwise(native, 30), samples=binary(),
        grad={
            "x": lambda g, x, y: g / (1.0 + exp((y - x) * ln(base))),
            "y": lambda g, x, y: g / (1.0 + exp((x - y) * ln(base))),
        },
        formula=formula, sentence=(english, chinese),
    )


logaddexp = _logaddexp(
    "logaddexp", np.logaddexp, e, "log(exp(x) + exp(y))",
    "takes the logarithm of e^{x} + e^{y}", "取 e^{x} + e^{y} 的自然对数"
)
logaddexp2 = _logaddexp(
    "logaddexp2", np.logaddexp2, 2.0, "log2(2 ** x + 2 ** y)",
    "takes the logarithm of 2^{x} + 2^{y} to base 2",
    "取 2^{x} + 2^{y} 的以 2 为底的对数",
)

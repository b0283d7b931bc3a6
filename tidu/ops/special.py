"""Primitives of probability and counting whose values SciPy knows, and their gradients.

Each of these has a derivative made of the others, so the set is closed: the derivative of
`lgamma` is `polygamma` of order 0, that of `polygamma` the next order, that of `i1` needs `i0`.
"""

from __future__ import annotations

from math import factorial, inf, pi
from math import sqrt as root

import numpy as np

from tidu.core.forms import broadcast, same
from tidu.core.native import Elementwise, NoNative
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import binary, each, unary
from tidu.ops.compare import eq, le, logical_and, sign, where
from tidu.ops.functions import exp, log, log1p

SERIES = NoNative("its value is a series of SciPy's, which eager asks for")


def scipy_run(name: str):
    """SciPy's function of that name, in its arrays' type. SciPy is opened on first use, in half a second.

    >>> scipy_run("erfc")(np.array([0.0], "float32"))
    array([1.], dtype=float32)
    """

    def run(*xs):
        from scipy import special

        kind = next(x.dtype for x in xs if hasattr(x, "dtype"))
        return np.asarray(getattr(special, name)(*xs)).astype(kind, copy=False)

    return run


def _function(name, formula, slope, english, chinese, low=-2.0, high=2.0, run=None):
    return declare(
        name, "x", run=run or scipy_run(name), form=same, grad={"x": slope}, native=SERIES,
        formula=formula, sentence=(english, chinese), samples=unary(low, high),
    )


def _polygamma(x, *, order):
    from scipy import special

    if order == 0:
        return special.psi(x).astype(x.dtype, copy=False)
    if order > 1:
        made = (-1.0) ** (order + 1) * factorial(order) * special.zeta(order + 1.0, x.astype("f8"))
        return made.astype(x.dtype)
    wide = x.astype("f8")
    low = wide < 0.5  # by reflection: the series is for the right half
    made = special.zeta(2.0, np.where(low, 1.0 - wide, wide))
    return np.where(low, (pi / np.sin(pi * wide)) ** 2 - made, made).astype(x.dtype)


def _orders(random: np.random.Generator):
    positive = (random.uniform(0.5, 3.0, (2, 3)), random.uniform(0.5, 3.0, ()))
    return each(*(((x,), {"order": order}) for x in positive for order in (0, 1, 3)))(random)


polygamma = declare(
    "polygamma", "x", run=_polygamma, form=same, native=SERIES, samples=_orders,
    grad={"x": lambda g, x, order: g * polygamma(x, order=order + 1)},
    formula="polygamma(order, x)",
    sentence=("takes derivative {order} of digamma at {x}", "取 digamma 的第 {order} 阶导数，在 {x} 处"),
)
lgamma = _function(
    "lgamma", "log(abs(gamma(x)))",
    lambda g, x: g * polygamma(x, order=0), "takes the logarithm of |Gamma({x})|",
    "取 |Γ({x})| 的自然对数", 0.5, 3.0, run=scipy_run("gammaln"),
)
erfc = _function(
    "erfc", "1 - erf(x)",
    lambda g, x: g * (-2.0 / root(pi)) * exp(-x * x), "takes 1 less the error function of {x}",
    "取 1 减 {x} 的误差函数",
)
erfcx = _function(
    "erfcx", "exp(x ** 2) * (1 - erf(x))",
    lambda g, out, x: g * (2.0 * x * out - 2.0 / root(pi)), "takes e^{x}² · erfc({x})",
    "取 e^{x}² · erfc({x})",
)
i0 = _function(
    "i0", "i0(x)", lambda g, x: g * i1(x), "takes the modified Bessel function of order 0 of {x}",
    "取 {x} 的 0 阶修正贝塞尔函数",
)
i0e = _function(
    "i0e", "exp(-abs(x)) * i0(x)", lambda g, out, x: g * (i1e(x) - sign(x) * out),
    "takes e^-|{x}| times the modified Bessel function of order 0", "取 e^-|{x}| 乘 0 阶修正贝塞尔函数",
)


def quotient(x, y):
    """x / y, and 1/2 where y is 0: the limit of I1(y) / y."""
    at_zero = eq(y, 0)
    return where(at_zero, 0.5, x / where(at_zero, 1.0, y))


i1 = _function(
    "i1", "i1(x)", lambda g, out, x: g * (i0(x) - quotient(out, x)),
    "takes the modified Bessel function of order 1 of {x}", "取 {x} 的 1 阶修正贝塞尔函数", 0.2, 2.0,
)
i1e = _function(
    "i1e", "exp(-abs(x)) * i1(x)", lambda g, out, x: g * (i0e(x) - quotient(out, x) - sign(x) * out),
    "takes e^-|{x}| times the modified Bessel function of order 1",
    "取 e^-|{x}| 乘 1 阶修正贝塞尔函数", 0.2, 2.0,
)
ndtri = _function(
    "ndtri", "normal_quantile(x)", lambda g, out: g * root(2.0 * pi) * exp(0.5 * out * out),
    "takes the quantile of the normal distribution at {x}", "取正态分布在 {x} 处的分位数", 0.1, 0.9,
)
log_ndtr = _function(
    "log_ndtr", "log(normal_share(x))", lambda g, x: g * root(2.0 / pi) / erfcx(x * -root(0.5)),
    "takes the logarithm of the normal distribution function at {x}", "取正态分布函数在 {x} 处的对数",
)
def _weighed(v, x, y, name):
    """Natively x · name(y), and 0 where x is 0 and y a number."""
    nothing = v.both(v.compare("eq", x, v.number(0, x)), v.compare("eq", y, y))
    return v.select(nothing, v.number(0, x), v.mul(x, v.function(name, y)))


def _entropy(v, x):
    """Natively -x · log x; 0 at 0, and -infinity below."""
    zero = v.number(0, x)
    made = v.neg(v.mul(x, v.function("log", x)))
    below = v.select(v.compare("lt", x, zero), v.number(-inf, x), made)
    return v.select(v.compare("eq", x, zero), zero, below)


entr = declare(
    "entr", "x", run=scipy_run("entr"), form=same, native=Elementwise(_entropy, 14), samples=unary(0.2, 2.0),
    grad={"x": lambda g, x: g * (-1.0 - log(x))},
    formula="-x * log(x)",
    sentence=("takes -{x} · log {x}, the entropy's part", "取 -{x} · log {x}（熵的一项）"),
)
zeta = declare(
    "zeta", "x y", run=scipy_run("zeta"), form=broadcast, native=SERIES, samples=binary(1.5, 4.0),
    grad={"y": lambda g, x, y: g * -x * zeta(x + 1.0, y)},
    formula="zeta(x, y)",
    sentence=("takes Hurwitz' zeta function of {x} at {y}", "取 {x} 的赫尔维茨 ζ 函数，在 {y} 处"),
)


def _gamma_density(a, x):
    """The density of the Gamma distribution of shape `a` at x."""
    return exp((a - 1.0) * log(x) - x - lgamma(a))


igamma = declare(
    "igamma", "a x", run=scipy_run("gammainc"), form=broadcast, native=SERIES, samples=binary(0.5, 3.0),
    grad={"x": lambda g, a, x: g * _gamma_density(a, x)},
    formula="gamma_share(a, x)",
    sentence=("takes the share of Gamma({a}) below {x}", "取 Γ({a}) 在 {x} 以下的份额"),
)
igammac = declare(
    "igammac", "a x", run=scipy_run("gammaincc"), form=broadcast, native=SERIES, samples=binary(0.5, 3.0),
    grad={"x": lambda g, a, x: -g * _gamma_density(a, x)},
    formula="1 - gamma_share(a, x)",
    sentence=("takes the share of Gamma({a}) above {x}", "取 Γ({a}) 在 {x} 以上的份额"),
)
xlogy = declare(
    "xlogy", "x y", run=scipy_run("xlogy"), form=broadcast, samples=binary(0.5, 2.0),
    native=Elementwise(lambda v, x, y: _weighed(v, x, y, "log"), 14),
    grad={
        "x": lambda g, x, y: g * where(logical_and(eq(x, 0), le(y, 0)), 0.0, log(y)),
        "y": lambda g, x, y: g * x / y,
    },
    formula="x * log(y)",
    sentence=("takes {x} · log {y}, and 0 where {x} is 0", "取 {x} · log {y}，{x} 为 0 处取 0"),
)
xlog1py = declare(
    "xlog1py", "x y", run=scipy_run("xlog1py"), form=broadcast, samples=binary(0.5, 2.0),
    native=Elementwise(lambda v, x, y: _weighed(v, x, y, "log1p"), 14),
    grad={
        "x": lambda g, x, y: g * where(logical_and(eq(x, 0), le(y, -1)), 0.0, log1p(y)),
        "y": lambda g, x, y: g * x / (y + 1.0),
    },
    formula="x * log(1 + y)",
    sentence=("takes {x} · log(1 + {y}), and 0 where {x} is 0", "取 {x} · log(1 + {y})，{x} 为 0 处取 0"),
)


def _named(x, *, function):
    from scipy import special

    if function == "airy_ai":
        return np.asarray(special.airy(x.astype("f8"))[0]).astype(x.dtype)
    if function == "spherical_jn":
        return np.asarray(special.spherical_jn(0, x.astype("f8"))).astype(x.dtype)
    return np.asarray(getattr(special, function)(x.astype("f8"))).astype(x.dtype)


bessel = declare(
    "bessel", "x", run=_named, form=same, native=SERIES,
    grad=NotDifferentiable("PyTorch has no derivative of it either"),
    samples=each((((2, 3),), {"function": "j0"}), (((),), {"function": "airy_ai"})),
    formula="bessel(function, x)",
    sentence=("takes SciPy's {function} of {x}", "取 {x} 的 {function}（SciPy）"),
)

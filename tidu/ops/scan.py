"""Primitives that go along an axis step by step, and their gradients.

The gradients are linear recurrences, solved by doubling: no element is divided by, so zeros are
like other numbers, and derivatives of every order are right.
"""

from __future__ import annotations

import numpy as np

from tidu.core.forms import INT64
from tidu.core.native import KERNEL
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each
from tidu.core.shapes import Form
from tidu.ops.compare import eq, where
from tidu.ops.convert import kind_of
from tidu.ops.functions import exp
from tidu.ops.move import ALL, concatenate, embed, take_slice


def part(x, axis, start, stop):
    """Places start to stop of an axis."""
    return take_slice(x, key=(*(ALL,) * axis, (start, stop, 1)))


def ahead(x, axis, steps):
    """`x` moved towards the start of an axis, and zeros after it."""
    n = x.shape[axis]
    key = (*(ALL,) * axis, (0, n - steps, 1))
    return embed(part(x, axis, steps, n), key=key, shape=x.shape)


def carried_back(a, b, axis):
    """s with s[k] = b[k] + a[k] * s[k + 1] along the axis, from its end on."""
    n, steps = b.shape[axis], 1
    while steps < n:
        b = b + a * ahead(b, axis, steps)
        steps *= 2
        if steps < n:
            a = a * ahead(a, axis, steps // 2)
    return b


def _product_slope(g, out, x, axis):
    if not x.shape or not x.shape[axis]:
        return g
    n = x.shape[axis]
    first = np.ones((*x.shape[:axis], 1, *x.shape[axis + 1 :]), kind_of(x))
    before = concatenate(first, part(out, axis, 0, n - 1), axis=axis, sizes=(1, n - 1))
    return before * carried_back(ahead(x, axis, 1), g, axis)


def _log_slope(g, out, x, axis):
    if not x.shape or not x.shape[axis]:
        return g
    n = x.shape[axis]
    last = (*(ALL,) * axis, (0, n - 1, 1))
    here, following = part(out, axis, 0, n - 1), part(out, axis, 1, n)
    ratio = where(eq(here, following), 1.0, exp(here - following))  # of infinities, too
    share = where(eq(x, out), 1.0, exp(x - out))
    return share * carried_back(embed(ratio, key=last, shape=x.shape), g, axis)


def _product(x, *, axis):
    kind = x.dtype if x.dtype.kind == "f" else INT64
    return np.multiply.accumulate(x, axis=axis, dtype=kind) if x.ndim else x.astype(kind)


def _log_sum(x, *, axis):
    return np.logaddexp.accumulate(x, axis=axis) if x.ndim else x.copy()


def _place(x, *, axis, largest):
    if not x.ndim:
        return np.zeros((), INT64)
    best = (np.maximum if largest else np.minimum).accumulate(x, axis=axis)
    at = np.arange(x.shape[axis]).reshape((-1,) + (1,) * (x.ndim - axis - 1))
    return np.maximum.accumulate(np.where((x == best) | (x != x), at, 0), axis=axis)


_AXES = each((((3, 4),), {"axis": 0}), (((2, 5),), {"axis": 1}), (((),), {"axis": 0}))

cumprod = declare(
    "cumprod", "x", run=_product, native=KERNEL, samples=_AXES,
    form=lambda x, *, axis: Form(x.shape, x.dtype if x.dtype.kind == "f" else INT64),
    grad={"x": lambda g, out, x, axis: _product_slope(g, out, x, axis)},
    formula="cumprod(x, axis)",
    sentence=("multiplies {x} up step by step along {axis}", "沿 {axis} 对 {x} 逐项累乘"),
)
logcumsumexp = declare(
    "logcumsumexp", "x", run=_log_sum, native=KERNEL, samples=_AXES,
    form=lambda x, *, axis: x,
    grad={"x": lambda g, out, x, axis: _log_slope(g, out, x, axis)},
    formula="log(cumsum(exp(x), axis))",
    sentence=(
        "adds the exponentials of {x} up step by step along {axis}, as logarithms",
        "沿 {axis} 对 {x} 的指数逐项累加并取对数",
    ),
)
running_place = declare(
    "running_place", "x", run=_place, native=KERNEL,
    form=lambda x, *, axis, largest: Form(x.shape, INT64),
    grad=NotDifferentiable("its result is a place, not a real number"),
    samples=each((((3, 4),), {"axis": 0, "largest": True}), (((5,),), {"axis": 0, "largest": False})),
    formula="running_place(x, axis)",
    sentence=(
        "finds where {x} was largest ({largest}: or smallest) so far along {axis}",
        "沿 {axis} 求 {x} 到此为止最大（{largest}：或最小）值的位置",
    ),
)

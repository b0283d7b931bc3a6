"""Primitives that fold axes, or run along one, and their gradients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tidu.core.forms import BOOL, INT64, reduced
from tidu.core.native import KERNEL, Fold
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each, reductions
from tidu.core.shapes import Form, reduced_shape
from tidu.ops.compare import eq, logical_or, ne
from tidu.ops.convert import kind_of, like
from tidu.ops.move import ALL, concatenate, expand, flip, inverse, permute, reshape, take_slice
from tidu.text import say

PLACE = NotDifferentiable("its result is a place, not a real number")
# Called by position, which NumPy's stubs do not know: keywords cost a third of the call.
_ADD: Any = np.add
_MULTIPLY: Any = np.multiply
TRUTH = NotDifferentiable("its result is true or false")


def restore(g, shape, axes, keepdims):
    """`g`, whose `axes` were folded, spread over them again to `shape`."""
    if not keepdims and axes and len(axes) != len(shape):
        g = reshape(g, shape=reduced_shape(shape, axes, True))
    return expand(g, shape=shape)


def extreme_slope(g, out, x, axes, keepdims):
    """The gradient of a maximum or minimum, shared equally between ties as PyTorch does.

    Where there is a NaN the result is, so every NaN is among those that equal it.
    """
    equal = eq(x, restore(out, x.shape, axes, keepdims))
    winners = like(logical_or(equal, ne(x, x)), x)
    count = sum_(winners, axes=axes, keepdims=True)
    return restore(g, x.shape, axes, keepdims) * (winners / count)


def prod_slope(g, x, axes, keepdims):
    """For each element the product of the others: no element is divided by, whatever it is.

    So zeros are like other numbers, and derivatives of every order are right.
    """
    rest = tuple(axis for axis in range(len(x.shape)) if axis not in axes)
    order = (*rest, *axes)
    turned = permute(x, axes=order)
    count = math.prod(x.shape[axis] for axis in axes)
    flat = reshape(turned, shape=(*(x.shape[axis] for axis in rest), count))
    others = permute(reshape(_others(flat), shape=turned.shape), axes=inverse(order))
    return restore(g, x.shape, axes, keepdims) * others


def _others(x):
    """Along the last axis, the product of all elements but one: by pairs, then by pairs of pairs."""
    count = x.shape[-1]
    if count < 2:
        return np.ones(x.shape, kind_of(x))
    whole = (ALL,) * (len(x.shape) - 1)
    pairs = count // 2
    even, odd = (take_slice(x, key=(*whole, (k, 2 * pairs, 2))) for k in (0, 1))
    joined = even * odd
    if count % 2:
        last = take_slice(x, key=(*whole, (count - 1, count, 1)))
        joined = concatenate(joined, last, axis=len(whole), sizes=(pairs, 1))
    above = _others(joined)
    shared = take_slice(above, key=(*whole, (0, pairs, 1)))
    sides = [reshape(shared * side, shape=(*even.shape, 1)) for side in (odd, even)]
    made = concatenate(*sides, axis=len(x.shape), sizes=(1, 1))
    made = reshape(made, shape=(*x.shape[:-1], 2 * pairs))
    if count % 2:
        rest = take_slice(above, key=(*whole, (pairs, pairs + 1, 1)))
        made = concatenate(made, rest, axis=len(whole), sizes=(2 * pairs, 1))
    return made


def _fold(ufunc: Any):
    def run(x, *, axes, keepdims):
        return ufunc.reduce(x, axes, None, None, keepdims)

    return run


def _integral(x: Form, *, axes, keepdims) -> Form:
    """Sums and products of whole numbers and bools are int64."""
    kind = x.dtype if x.dtype.kind == "f" else INT64
    return Form(reduced_shape(x.shape, axes, keepdims), kind)


def _sum(x, *, axes, keepdims):
    if x.dtype.kind == "b" and len(axes) == x.ndim:
        return np.full((1,) * x.ndim if keepdims else (), np.count_nonzero(x), INT64)
    return _ADD.reduce(x, axes, None if x.dtype.kind == "f" else INT64, None, keepdims)


def _prod(x, *, axes, keepdims):
    return _MULTIPLY.reduce(x, axes, None if x.dtype.kind == "f" else INT64, None, keepdims)


def _nonempty(x: Form, *, axes, keepdims) -> Form:
    for axis in axes:
        if x.shape[axis] == 0:
            raise IndexError(say("errors.empty_extreme", axis=axis, shape=x.shape))
    return reduced(x, axes=axes, keepdims=keepdims)


def _truth(x: Form, *, axes, keepdims) -> Form:
    return Form(reduced_shape(x.shape, axes, keepdims), BOOL)


def _place(x: Form, *, axis, keepdims) -> Form:
    _nonempty(x, axes=(axis,) if x.shape else (), keepdims=keepdims)
    return Form(reduced_shape(x.shape, (axis,), keepdims), INT64)


sum_ = declare(
    "sum", "x", run=_sum, form=_integral, native=Fold("add", 0), samples=reductions(),
    grad={"x": lambda g, x_shape, axes, keepdims: restore(g, x_shape, axes, keepdims)},
    formula="sum(x, axes, keepdims)",
    sentence=("adds {x} up along {axes}", "沿 {axes} 对 {x} 求和"),
)
prod = declare(
    "prod", "x", run=_prod, form=_integral, native=Fold("mul", 1), samples=reductions(),
    grad={"x": lambda g, x, axes, keepdims: prod_slope(g, x, axes, keepdims)},
    formula="prod(x, axes, keepdims)",
    sentence=("multiplies {x} together along {axes}", "沿 {axes} 对 {x} 求积"),
)
amax = declare(
    "amax", "x", run=_fold(np.maximum), form=_nonempty, samples=reductions(),
    native=Fold("larger", "lowest"),
    grad={"x": lambda g, out, x, axes, keepdims: extreme_slope(g, out, x, axes, keepdims)},
    formula="largest(x, axes, keepdims)",
    sentence=("takes the largest of {x} along {axes}", "沿 {axes} 取 {x} 的最大值"),
)
amin = declare(
    "amin", "x", run=_fold(np.minimum), form=_nonempty, samples=reductions(),
    native=Fold("smaller", "highest"),
    grad={"x": lambda g, out, x, axes, keepdims: extreme_slope(g, out, x, axes, keepdims)},
    formula="smallest(x, axes, keepdims)",
    sentence=("takes the smallest of {x} along {axes}", "沿 {axes} 取 {x} 的最小值"),
)
any_ = declare(
    "any", "x", run=_fold(np.logical_or), form=_truth, grad=TRUTH, native=Fold("either", 0),
    samples=reductions(),
    formula="any(x, axes, keepdims)",
    sentence=("asks whether any of {x} is true along {axes}", "沿 {axes}，{x} 是否有真"),
)
all_ = declare(
    "all", "x", run=_fold(np.logical_and), form=_truth, grad=TRUTH, native=Fold("both", 1),
    samples=reductions(),
    formula="all(x, axes, keepdims)",
    sentence=("asks whether all of {x} is true along {axes}", "沿 {axes}，{x} 是否全真"),
)
_alongs = each((((3, 4),), {"axis": 0, "keepdims": False}), (((2, 3),), {"axis": 1, "keepdims": True}))
argmax = declare(
    "argmax", "x", form=_place, grad=PLACE, native=KERNEL, samples=_alongs,
    run=lambda x, *, axis, keepdims: np.argmax(x, axis=axis if x.ndim else None, keepdims=keepdims),
    formula="argmax(x, axis)",
    sentence=("finds where {x} is largest along {axis}", "沿 {axis} 找 {x} 最大值的位置"),
)
argmin = declare(
    "argmin", "x", form=_place, grad=PLACE, native=KERNEL, samples=_alongs,
    run=lambda x, *, axis, keepdims: np.argmin(x, axis=axis if x.ndim else None, keepdims=keepdims),
    formula="argmin(x, axis)",
    sentence=("finds where {x} is smallest along {axis}", "沿 {axis} 找 {x} 最小值的位置"),
)

def _cumulated(x: Form, *, axis) -> Form:
    return Form(x.shape, x.dtype if x.dtype.kind == "f" else INT64)


cumsum = declare(
    "cumsum", "x", form=_cumulated, native=KERNEL,
    run=lambda x, *, axis: np.cumsum(x, axis=axis, dtype=None if x.dtype.kind == "f" else INT64)
    if x.ndim
    else x.astype(x.dtype if x.dtype.kind == "f" else INT64),
    grad={"x": lambda g, axis: reverse_cumsum(g, axis)},
    samples=each((((3, 4),), {"axis": 0}), (((5,),), {"axis": 0}), (((),), {"axis": 0})),
    formula="cumsum(x, axis)",
    sentence=("adds {x} up step by step along {axis}", "沿 {axis} 对 {x} 逐项累加"),
)


def reverse_cumsum(g, axis):
    """`g` added up from the far end of `axis`."""
    if not g.shape:
        return g
    return flip(cumsum(flip(g, axes=(axis,)), axis=axis), axes=(axis,))

"""The words that update rules are written in, meaning the same on arrays and on tensors.

A value here is a NumPy array or a Tensor. Operators, in-place operators and primitives work on
both; the few things that do not are below. A number is a Python float, on tensors one of
float64 without axes, in a recording a variable that stands for a Python float: so a rule
computes the small things (bias corrections) exactly.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.core.mode import mode
from tidu.core.primitive import Bindable
from tidu.ops import convert
from tidu.ops.compare import where
from tidu.ops.fused import multiply_add
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.inplace import copy_
from tidu.tensor.promote import to_dtype

Value = Any
Number = Any
FLOAT32, FLOAT64 = np.dtype("float32"), np.dtype("float64")


def number(value: Value) -> Number:
    """The one number in `value`, to compute with in float64.

    >>> number(np.array(2.0, "float32"))
    2.0
    """
    if not isinstance(value, Handle):
        return value.item()
    return to_dtype(value, FLOAT64) if mode.recorder is None else mode.recorder.number_in(value)


def put(target: Value, value: Value) -> None:
    """Makes `target` hold what `value` is, in its own type.

    >>> target = np.zeros((), "float32")
    >>> put(target, 0.5); target
    array(0.5, dtype=float32)
    """
    if isinstance(target, Handle):
        copy_(target, value)  # pyright: ignore
    else:
        target[...] = value


def tick(step: Value) -> Number:
    """Counts one more step, and gives the count.

    >>> step = np.array(3.0, "float32")
    >>> tick(step), step
    (4.0, array(4., dtype=float32))
    """
    put(step, number(step) + 1.0)
    return number(step)


def choose(condition: Any, yes: Value, no: Value) -> Value:
    """`yes` or `no`: at once for a Python truth, as an operation for a tensor's.

    >>> choose(True, 1.0, 2.0)
    1.0
    """
    if isinstance(condition, Bindable):
        return where(condition, yes, no)
    return yes if condition else no


def scalar_type() -> np.dtype:
    """The type of counts and factors: float32, unless float64 is the default type."""
    return FLOAT64 if dtypes.Default.dtype.numpy == FLOAT64 else FLOAT32


def scalar(value: float) -> Any:
    """A tensor without axes that remembers a count or a factor.

    >>> scalar(1.0)
    tensor(1.)
    """
    return wrap(np.array(value, scalar_type()))


def rounded(value: Number) -> Number:
    """`value` as a `scalar` would hold it.

    >>> rounded(0.1)
    0.10000000149011612
    """
    if isinstance(value, Handle):
        return to_dtype(value, scalar_type())
    if isinstance(value, Bindable):
        return convert.number(convert.cast(value, dtype=scalar_type()))
    return scalar_type().type(value).item()


def plus(term: Value, value: Value, factor: Any) -> Value:
    """term + factor · value, in float32 rounded once, as PyTorch's kernels do it.

    `factor` is a number, an array or a tensor; the sum has the type of `term`.

    >>> third = np.full(1, 1 / 3, "float32")
    >>> plus(np.full(1, -1.0, "float32"), third, 3.0), third * 3.0 - 1.0
    (array([2.9802322e-08], dtype=float32), array([0.], dtype=float32))
    """
    kind = convert.kind_of(term)
    if convert.kind_of(value) != kind:
        value = convert.like(value, term)
    if getattr(factor, "ndim", 0) and convert.kind_of(factor) != kind:  # numbers give way by themselves
        factor = convert.like(factor, term)
    return multiply_add(value, factor, term)


def descend(parameter: Value, direction: Value, size: Any) -> None:
    """Moves `parameter` by −size · direction, rounded as in `plus`.

    >>> parameter = np.ones(1)
    >>> descend(parameter, np.full(1, 2.0), 0.25); parameter
    array([0.5])
    """
    put(parameter, plus(parameter, direction, -size))


def descent(gradient: Value, parameter: Value, group: dict[str, Any]) -> Value:
    """The gradient to go down: turned round to maximize, with the pull of weight decay.

    >>> descent(np.ones(1), np.full(1, 3.0), {"maximize": True, "weight_decay": 0.5})
    array([0.5])
    """
    if group["maximize"]:
        gradient = -gradient
    decay = group["weight_decay"]
    return plus(gradient, parameter, decay) if decay else gradient


def decoupled(gradient: Value, parameter: Value, group: dict[str, Any]) -> Value:
    """As `descent`; with `decoupled_weight_decay` the parameter itself is shrunk instead."""
    if not (group["weight_decay"] and group["decoupled_weight_decay"]):
        return descent(gradient, parameter, group)
    parameter *= 1 - group["lr"] * group["weight_decay"]
    return -gradient if group["maximize"] else gradient


def kind_of(value: Value) -> np.dtype:
    """NumPy's type of an array, or of what a tensor holds.

    >>> kind_of(np.zeros(1))
    dtype('float64')
    """
    return getattr(value, "_value", value).dtype


def follow(average: Value, value: Value, rate: Any) -> None:
    """Moves a running average `rate` of the way to `value`.

    >>> average = np.zeros(1)
    >>> follow(average, np.ones(1), 0.1); average
    array([0.1])
    """
    if isinstance(rate, float) and rate >= 0.5:  # from the nearer end, as PyTorch's lerp
        real = kind_of(average).type
        put(average, plus(value, value - average, (real(rate) - real(1)).item()))
    else:
        put(average, plus(average, value - average, rate))


def follow_square(average: Value, value: Value, keep: float) -> None:
    """Makes a running average of squares: `keep` of it, the rest from value².

    >>> average = np.ones(1)
    >>> follow_square(average, np.full(1, 3.0), 0.5); average
    array([5.])
    """
    average *= keep
    add_product(average, (1 - keep) * value, value)


def add_product(total: Value, first: Value, second: Value) -> None:
    """total + first · second, in place, rounded as in `plus`.

    >>> total = np.ones(1)
    >>> add_product(total, np.full(1, 2.0), np.full(1, 3.0)); total
    array([7.])
    """
    put(total, plus(total, second, first))

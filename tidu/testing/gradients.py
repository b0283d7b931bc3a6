"""Is a gradient right? Central differences along a random direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tidu.core.shapes import form_of
from tidu.tensor.backward import grad
from tidu.tensor.grad_mode import enable_grad
from tidu.tensor.handle import tensor_of, wrap
from tidu.tensor.tensor import Tensor
from tidu.text import say

FLOAT64 = np.dtype("float64")
STEP = 1e-6  # of central differences: their error is then about 1e-10 of the value
ALLOWED = 1e-6


def check_gradients(function: Callable[..., Any], inputs: Any, order: int = 2, *, seed: int = 0) -> None:
    """AssertionError unless the gradients of `function` agree with central differences.

    `inputs` are float64 tensors (others are held fixed); `function` gives a tensor or a tuple
    of them. The results are weighted by random cotangents and the inputs move along a random
    direction, so that no error cancels. For `order` 2 the gradient, as a function of inputs
    and cotangents, is checked in the same way.

    >>> import tidu
    >>> check_gradients(lambda x: x.exp().sum(), tidu.tensor([0.5, 1.0], dtype=tidu.float64))
    """
    points = [tensor_of(x) for x in (inputs if isinstance(inputs, tuple | list) else (inputs,))]
    for position, x in enumerate(points):
        if x.is_floating_point() and x._value.dtype != FLOAT64:
            raise TypeError(say("testing.real_inputs", position=position, given=x.dtype))
    _check_order(function, points, 1, order, np.random.default_rng(seed))


def _check_order(
    function: Callable[..., Any], points: list[Tensor], order: int, last: int, random: np.random.Generator
) -> None:
    """The check of one order, and of those after it."""
    moving = [k for k, x in enumerate(points) if x.is_floating_point()]
    shapes = [y._value.shape for y in _real(function(*points))]
    weights = [wrap(random.normal(size=shape)) for shape in shapes]

    def gradients(*given: Tensor) -> tuple[Tensor, ...]:
        return _gradients(function, given[: len(points)], moving, given[len(points) :], order < last)

    found = gradients(*points, *weights)
    for k, g in zip(moving, found, strict=True):
        same_form(k, g._value, points[k]._value)
    direction = [random.normal(size=x._value.shape) for x in points]

    def total(step: float) -> float:
        moved = [
            wrap(x._value + step * v) if k in moving else x
            for k, (x, v) in enumerate(zip(points, direction, strict=True))
        ]
        results = _real(function(*moved))
        return sum(float((y._value * w._value).sum()) for y, w in zip(results, weights, strict=True))

    analytic = sum(float((g._value * direction[k]).sum()) for k, g in zip(moving, found, strict=True))
    numeric = (total(STEP) - total(-STEP)) / (2 * STEP)
    if not abs(analytic - numeric) <= ALLOWED * max(1.0, abs(analytic), abs(numeric)):
        told = {"analytic": analytic, "numeric": numeric}
        raise AssertionError(say("testing.gradient", order=order, **told))
    if order < last:
        _check_order(gradients, [*points, *weights], order + 1, last, random)


def same_form(position: int, g: np.ndarray, x: np.ndarray) -> None:
    """AssertionError unless a gradient has its input's shape and type."""
    if form_of(g) != form_of(x):
        given, wanted = form_of(g), form_of(x)
        raise AssertionError(say("testing.gradient_form", position=position, actual=given, expected=wanted))


def _real(results: Any) -> list[Tensor]:
    """Those results that can have a gradient."""
    listed = results if isinstance(results, tuple | list) else (results,)
    return [y for y in listed if isinstance(y, Tensor) and y.is_floating_point()]


def _gradients(
    function: Callable[..., Any], given: Sequence[Tensor], moving: list[int], weights: Sequence[Tensor],
    taped: bool,
) -> tuple[Tensor, ...]:  # fmt: skip
    """Σ weight · d result / d input for the moving inputs; 0 where nothing depends on one."""
    with enable_grad():
        points = [
            x if k not in moving or (taped and x.requires_grad) else x.detach().requires_grad_()
            for k, x in enumerate(given)
        ]
        results = _real(function(*points))
        live = [k for k, y in enumerate(results) if y.requires_grad]
        wanted = [points[k] for k in moving]
        if not live or not wanted:
            return tuple(wrap(np.zeros_like(x._value)) for x in wanted)
        return grad(
            [results[k] for k in live], wanted, [weights[k] for k in live],
            create_graph=taped, materialize_grads=True,
        )  # fmt: skip  # pyright: ignore

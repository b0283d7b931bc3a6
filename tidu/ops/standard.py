"""Numbers brought to mean 0 and variance 1 as one operation, for the eager reading.

As with `ops.shares`, a recording has the parts: a mean, differences, squares, a root, a quotient.
Eagerly they cost twenty times the arithmetic of a small layer.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from tidu.core.forms import same
from tidu.core.native import PARTS
from tidu.core.primitive import Bindable, declare
from tidu.core.samples import each
from tidu.ops.functions import sqrt
from tidu.ops.reduce import sum_

_TOTAL: Any = np.add.reduce  # called by position: NumPy's keywords cost as much as the work


class Moments:
    """What `standardise` found on its way, for whoever asked: arrays with their axes kept as 1.

    One object belongs to one call, whose gradient needs them too.
    """

    __slots__ = ("inverse", "mean", "variance")

    mean: np.ndarray
    variance: np.ndarray
    inverse: np.ndarray  # one over the root of the variance and eps

    def measure(self, x: np.ndarray, axes: tuple[int, ...], eps: float) -> np.ndarray:
        """Fills in the moments of `x`; returns `x` less its mean, an array of its own."""
        count = prod(x.shape[axis] for axis in axes)
        self.mean = _TOTAL(x, axes, None, None, True) / x.dtype.type(count)
        centred = x - self.mean
        self.variance = _TOTAL(centred * centred, axes, None, None, True) / x.dtype.type(count)
        self.inverse = 1.0 / np.sqrt(self.variance + x.dtype.type(eps))
        return centred


def _standardise(x, *, axes, eps, moments):
    centred = np.asarray(moments.measure(x, axes, eps))
    centred *= moments.inverse
    return centred


def standard_slope(g, x, out, axes, eps, moments):
    """How `x` moves its own mean and variance taken into account (Ioffe & Szegedy 2015, section 3)."""
    share = 1.0 / prod(x.shape[axis] for axis in axes)
    inverse = _inverse(x, axes, eps, share) if isinstance(x, Bindable) else moments.inverse
    return inverse * (g - _whole(g, axes) * share - out * (_whole(g * out, axes) * share))


def _inverse(x, axes, eps, share):
    """The inverse deviation in operations that have a gradient in their turn."""
    centred = x - _whole(x, axes) * share
    return 1.0 / sqrt(_whole(centred * centred, axes) * share + eps)


def _whole(x, axes):
    return sum_(x, axes=axes, keepdims=True)


standardise = declare(
    "standardise", "x", run=_standardise, form=lambda x, *, axes, eps, moments: same(x), native=PARTS,
    grad={"x": standard_slope},
    samples=each(
        (((3, 4),), {"axes": (1,), "eps": 1e-5, "moments": Moments()}),
        (((4, 2, 3),), {"axes": (0, 2), "eps": 0.1, "moments": Moments()}),
    ),
    formula="(x - mean(x, axes)) / sqrt(var(x, axes) + eps)",
    sentence=("brings {x} to mean 0 and variance 1 over {axes}", "沿 {axes} 把 {x} 变成均值 0、方差 1"),
)

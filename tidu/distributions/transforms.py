"""Functions with an inverse that know how they change densities, to make distributions of others.

Source: https://docs.pytorch.org/docs/stable/distributions.html#module-torch.distributions.transforms
"""

from __future__ import annotations

import math
from typing import Any

from tidu.distributions import constraints
from tidu.distributions.transform import ComposeTransform, InverseTransform, Transform, over
from tidu.distributions.transforms_shape import (
    IndependentTransform,
    ReshapeTransform,
    StickBreakingTransform,
)
from tidu.distributions.utils import clamp_probs, softplus_of, sum_rightmost
from tidu.functional.softmax import softmax
from tidu.tensor.creation import zeros_like
from tidu.tensor.handle import Handle

__all__ = [
    "AbsTransform",
    "AffineTransform",
    "ComposeTransform",
    "ExpTransform",
    "IndependentTransform",
    "InverseTransform",
    "PowerTransform",
    "ReshapeTransform",
    "SigmoidTransform",
    "SoftmaxTransform",
    "SoftplusTransform",
    "StickBreakingTransform",
    "TanhTransform",
    "Transform",
    "identity_transform",
]


class ExpTransform(Transform):
    """y = eˣ."""

    bijective, sign, codomain = True, 1, constraints.positive

    def _call(self, x: Any) -> Any:
        return x.exp()

    def _inverse(self, y: Any) -> Any:
        return y.log()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return x


class PowerTransform(Transform):
    """y = x to the power of `exponent`."""

    bijective, domain, codomain = True, constraints.positive, constraints.positive

    def __init__(self, exponent: Any, cache_size: int = 0):
        super().__init__(cache_size)
        self.exponent = exponent

    @property
    def sign(self) -> Any:
        """Whether it rises or falls."""
        return self.exponent.sign() if isinstance(self.exponent, Handle) else math.copysign(1, self.exponent)  # pyright: ignore

    def _call(self, x: Any) -> Any:
        return x**self.exponent

    def _inverse(self, y: Any) -> Any:
        return y ** (1 / self.exponent)

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return (self.exponent * y / x).abs().log()


class SigmoidTransform(Transform):
    """y = 1 / (1 + e⁻ˣ)."""

    bijective, sign, codomain = True, 1, constraints.unit_interval

    def _call(self, x: Any) -> Any:
        return clamp_probs(x.sigmoid())

    def _inverse(self, y: Any) -> Any:
        inside = clamp_probs(y)
        return inside.log() - (-inside).log1p()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -softplus_of(-x) - softplus_of(x)


class SoftplusTransform(Transform):
    """y = ln(1 + eˣ)."""

    bijective, sign, codomain = True, 1, constraints.positive

    def _call(self, x: Any) -> Any:
        return softplus_of(x)

    def _inverse(self, y: Any) -> Any:
        return (-(-y).expm1()).log() + y

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return -softplus_of(-x)


class TanhTransform(Transform):
    """y = tanh x."""

    bijective, sign, codomain = True, 1, constraints.interval(-1.0, 1.0)

    def _call(self, x: Any) -> Any:
        return x.tanh()

    def _inverse(self, y: Any) -> Any:
        return y.atanh()

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        return 2.0 * (math.log(2.0) - x - softplus_of(-2.0 * x))


class AbsTransform(Transform):
    """y = |x|; its inverse takes x ≥ 0."""

    codomain = constraints.positive

    def _call(self, x: Any) -> Any:
        return x.abs()

    def _inverse(self, y: Any) -> Any:
        return y


class AffineTransform(Transform):
    """y = loc + scale · x, over values of `event_dim` axes."""

    bijective = True

    def __init__(self, loc: Any, scale: Any, event_dim: int = 0, cache_size: int = 0):
        super().__init__(cache_size)
        self.loc, self.scale, self._event_dim = loc, scale, event_dim

    domain = codomain = property(lambda self: over(constraints.real, self._event_dim))

    @property
    def sign(self) -> Any:
        """Whether it rises or falls."""
        if isinstance(self.scale, Handle):
            return self.scale.sign()  # pyright: ignore
        return (self.scale > 0) - (self.scale < 0)

    def _call(self, x: Any) -> Any:
        return self.loc + self.scale * x

    def _inverse(self, y: Any) -> Any:
        return (y - self.loc) / self.scale

    def log_abs_det_jacobian(self, x: Any, y: Any) -> Any:
        scale = self.scale if isinstance(self.scale, Handle) else x.new_full((), float(self.scale))
        change = scale.abs().log() + zeros_like(x)  # pyright: ignore
        return sum_rightmost(change, self._event_dim)


class SoftmaxTransform(Transform):
    """y = softmax x along the last axis; not bijective: its inverse is ln y."""

    domain, codomain = constraints.real_vector, constraints.simplex

    def _call(self, x: Any) -> Any:
        return softmax(x, -1)

    def _inverse(self, y: Any) -> Any:
        return y.log()


identity_transform = ComposeTransform([])

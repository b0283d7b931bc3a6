"""The Weibull distribution."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.exponential import Exponential
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import AffineTransform, PowerTransform
from tidu.distributions.utils import broadcast_all
from tidu.tensor.creation import ones_like


class Weibull(TransformedDistribution):
    """Lifetimes of about `scale`; a `concentration` above 1 means that age tells.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#weibull

    >>> Weibull(2.0, 1.0).mean
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {"scale": constraints.positive, "concentration": constraints.positive}
    support = constraints.positive

    def __init__(self, scale: Any, concentration: Any, validate_args: bool | None = None):
        self.scale, self.concentration = broadcast_all(scale, concentration)
        self.concentration_reciprocal = 1 / self.concentration
        base = Exponential(ones_like(self.scale), validate_args=validate_args)
        parts = [PowerTransform(self.concentration_reciprocal), AffineTransform(0, self.scale)]
        super().__init__(base, parts, validate_args=validate_args)

    mean = property(lambda self: self.scale * self._moment(1))
    variance = property(lambda self: self.scale**2 * (self._moment(2) - self._moment(1) ** 2))

    def _moment(self, power: int) -> Any:
        return (1 + power * self.concentration_reciprocal).lgamma().exp()

    @property
    def mode(self) -> Any:
        """The likeliest lifetime."""
        share = (self.concentration - 1) / self.concentration
        return self.scale * share**self.concentration_reciprocal

    def entropy(self) -> Any:
        inverse = self.concentration_reciprocal
        return np.euler_gamma * (1 - inverse) + (self.scale * inverse).log() + 1

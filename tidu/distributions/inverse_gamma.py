"""The inverse gamma distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.gamma import Gamma
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import PowerTransform
from tidu.tensor.comparison import where


class InverseGamma(TransformedDistribution):
    """1 over a gamma number.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#inversegamma

    >>> InverseGamma(3.0, 4.0).mean
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.positive

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None):
        base = Gamma(concentration, rate, validate_args=validate_args)
        super().__init__(base, PowerTransform(-base.rate.new_ones(())), validate_args=validate_args)

    concentration = property(lambda self: self.base_dist.concentration)
    rate = property(lambda self: self.base_dist.rate)
    mode = property(lambda self: self.rate / (self.concentration + 1))

    @property
    def mean(self) -> Any:
        """The mean; infinite where the concentration is 1 or less."""
        return where(self.concentration > 1, self.rate / (self.concentration - 1), math.inf)

    @property
    def variance(self) -> Any:
        """The variance; infinite where the concentration is 2 or less."""
        known = self.rate**2 / ((self.concentration - 1) ** 2 * (self.concentration - 2))
        return where(self.concentration > 2, known, math.inf)

    def entropy(self) -> Any:
        shape = self.concentration
        return shape + self.rate.log() + shape.lgamma() - (1 + shape) * shape.digamma()

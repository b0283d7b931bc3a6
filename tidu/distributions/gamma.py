"""The gamma distribution."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.refused_gradient import no_gradient
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.distributions import xlogy
from tidu.tensor.gamma import igamma
from tidu.tensor.size import Size
from tidu.tensor.trials import standard_gamma


class Gamma(Distribution):
    """Waiting times for `concentration` events that come at `rate`.

    `rsample` gives no gradient here. Source:
    https://docs.pytorch.org/docs/stable/distributions.html#gamma

    >>> Gamma(3.0, 2.0).mean
    tensor(1.5000)
    """

    arg_constraints: ClassVar[Any] = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.nonnegative

    def __init__(self, concentration: Any, rate: Any, validate_args: bool | None = None):
        self.concentration, self.rate = broadcast_all(concentration, rate)
        shape = common_shape(self.rate, concentration, rate)
        super().__init__(shape, validate_args=validate_args)

    mean = property(lambda self: self.concentration / self.rate)
    mode = property(lambda self: ((self.concentration - 1) / self.rate).clamp(min=0))
    variance = property(lambda self: self.concentration / self.rate**2)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        no_gradient(type(self).__name__, self.concentration)
        shape = self._extended_shape(sample_shape)
        drawn = standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        return drawn.clamp(min=np.finfo(drawn._value.dtype).tiny.item())

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        shape = self.concentration
        return xlogy(shape, self.rate) + xlogy(shape - 1, value) - self.rate * value - shape.lgamma()

    def entropy(self) -> Any:
        shape = self.concentration
        return shape - self.rate.log() + shape.lgamma() + (1.0 - shape) * shape.digamma()

    def cdf(self, value: Any) -> Any:
        self._validate_sample(value)
        return igamma(self.concentration, self.rate * value)

"""The half-normal distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.normal import Normal
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import AbsTransform
from tidu.tensor.comparison import where


class HalfNormal(TransformedDistribution):
    """The distance of normal numbers of the deviation `scale` from 0.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#halfnormal

    >>> import tidu
    >>> HalfNormal(1.0).cdf(tidu.tensor(0.0))
    tensor(0.)
    """

    arg_constraints: ClassVar[Any] = {"scale": constraints.positive}
    support = constraints.nonnegative

    def __init__(self, scale: Any, validate_args: bool | None = None):
        base = Normal(0, scale, validate_args=False)
        super().__init__(base, AbsTransform(), validate_args=validate_args)

    scale = property(lambda self: self.base_dist.scale)
    mean = property(lambda self: self.scale * math.sqrt(2 / math.pi))
    mode = property(lambda self: self.scale * 0)
    variance = property(lambda self: self.scale**2 * (1 - 2 / math.pi))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        return where(value >= 0, self.base_dist.log_prob(value) + math.log(2), -math.inf)

    def cdf(self, value: Any) -> Any:
        self._validate_sample(value)
        return 2 * self.base_dist.cdf(value) - 1

    def icdf(self, value: Any) -> Any:
        return self.base_dist.icdf((value + 1) / 2)

    def entropy(self) -> Any:
        return self.base_dist.entropy() - math.log(2)

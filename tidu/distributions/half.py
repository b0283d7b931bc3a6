"""What distributions of a distance from 0 share: a symmetric distribution folded at 0."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import AbsTransform
from tidu.tensor.comparison import where


class Half(TransformedDistribution):
    """The base of `HalfNormal` and `HalfCauchy`: |x| for x of `whole`, which lies around 0."""

    arg_constraints: ClassVar[Any] = {"scale": constraints.positive}
    support = constraints.nonnegative
    whole: ClassVar[type[Distribution]]

    def __init__(self, scale: Any, validate_args: bool | None = None):
        base = self.whole(0, scale, validate_args=False)  # pyright: ignore
        super().__init__(base, AbsTransform(), validate_args=validate_args)

    scale = property(lambda self: self.base_dist.scale)
    mode = property(lambda self: self.scale * 0)

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

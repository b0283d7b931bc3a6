"""The logistic-normal distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.normal import Normal
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import StickBreakingTransform


class LogisticNormal(TransformedDistribution):
    """Shares that sum to 1, broken off by the sigmoids of normal numbers.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#logisticnormal

    >>> import tidu
    >>> LogisticNormal(tidu.zeros(2), 1.0).event_shape
    torch.Size([3])
    """

    arg_constraints: ClassVar[Any] = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.simplex

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None):
        base = Normal(loc, scale, validate_args=validate_args)
        base = base if base.batch_shape else base.expand([1])
        super().__init__(base, StickBreakingTransform(), validate_args=validate_args)

    loc = property(lambda self: self.base_dist.base_dist.loc)
    scale = property(lambda self: self.base_dist.base_dist.scale)

"""Several distributions of a batch as one over all their values."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import sum_rightmost
from tidu.tensor.size import Size
from tidu.text import say


class Independent(Distribution):
    """The last `reinterpreted_batch_ndims` axes of the batch count as part of one value.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#independent

    >>> import tidu
    >>> from tidu.distributions.normal import Normal
    >>> Independent(Normal(tidu.zeros(3), 1.0), 1).log_prob(tidu.zeros(3))
    tensor(-2.7568)
    """

    arg_constraints: ClassVar[Any] = {}

    def __init__(
        self, base_distribution: Any, reinterpreted_batch_ndims: int, validate_args: bool | None = None
    ):
        known = len(base_distribution.batch_shape)
        if reinterpreted_batch_ndims > known:
            wanted = reinterpreted_batch_ndims
            raise ValueError(say("distributions.reinterpreted", wanted=wanted, given=known))
        shape = base_distribution.batch_shape + base_distribution.event_shape
        cut = known - reinterpreted_batch_ndims
        self.base_dist = base_distribution
        self.reinterpreted_batch_ndims = reinterpreted_batch_ndims
        super().__init__(shape[:cut], shape[cut:], validate_args=validate_args)

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        inner = Size(batch_shape) + self.event_shape[: self.reinterpreted_batch_ndims]
        return Independent(self.base_dist.expand(inner), self.reinterpreted_batch_ndims)

    has_rsample = property(lambda self: self.base_dist.has_rsample)
    has_enumerate_support = property(
        lambda self: not self.reinterpreted_batch_ndims and self.base_dist.has_enumerate_support
    )
    mean = property(lambda self: self.base_dist.mean)
    mode = property(lambda self: self.base_dist.mode)
    variance = property(lambda self: self.base_dist.variance)

    @constraints.dependent_property
    def support(self) -> Any:
        """That of the distributions, for all values at once."""
        inner, count = self.base_dist.support, self.reinterpreted_batch_ndims
        return constraints.independent(inner, count) if count else inner

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        return self.base_dist.sample(sample_shape)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        return self.base_dist.rsample(sample_shape)

    def log_prob(self, value: Any) -> Any:
        return sum_rightmost(self.base_dist.log_prob(value), self.reinterpreted_batch_ndims)

    def entropy(self) -> Any:
        return sum_rightmost(self.base_dist.entropy(), self.reinterpreted_batch_ndims)

    def enumerate_support(self, expand: bool = True) -> Any:
        if self.reinterpreted_batch_ndims > 0:
            raise NotImplementedError(say("distributions.product"))
        return self.base_dist.enumerate_support(expand=expand)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_dist}, {self.reinterpreted_batch_ndims})"

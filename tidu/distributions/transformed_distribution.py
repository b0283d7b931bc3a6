"""What comes of a distribution when its values go through functions."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.independent import Independent
from tidu.distributions.transform import ComposeTransform, Transform, over
from tidu.distributions.utils import sum_rightmost
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size
from tidu.text import say


class TransformedDistribution(Distribution):
    """Values of `base_distribution`, put through one transform, or several in order.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#transformeddistribution

    >>> import tidu
    >>> from tidu.distributions.normal import Normal
    >>> from tidu.distributions.transforms import ExpTransform
    >>> TransformedDistribution(Normal(0.0, 1.0), ExpTransform()).cdf(tidu.tensor(1.0))
    tensor(0.5000)
    """

    arg_constraints: ClassVar[Any] = {}

    def __init__(self, base_distribution: Any, transforms: Any, validate_args: bool | None = None):
        given = [transforms] if isinstance(transforms, Transform) else transforms
        if not (isinstance(given, list) and all(isinstance(part, Transform) for part in given)):
            raise ValueError(say("distributions.transforms", given=transforms))
        self.transforms = given
        whole, rank = ComposeTransform(given), len(base_distribution.event_shape)
        shape = base_distribution.batch_shape + base_distribution.event_shape
        domain, codomain = whole.domain.event_dim, whole.codomain.event_dim
        if len(shape) < domain:
            raise ValueError(say("distributions.base_rank", wanted=domain, given=shape))
        forward = Size(whole.forward_shape(shape))
        wider = Size(whole.inverse_shape(forward))
        if wider != shape:
            base_distribution = base_distribution.expand(wider[: len(wider) - rank])
        if domain > rank:
            base_distribution = Independent(base_distribution, domain - rank)
        self.base_dist = base_distribution
        cut = len(forward) - max(codomain, rank + codomain - domain)
        super().__init__(forward[:cut], forward[cut:], validate_args=validate_args)

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        shape = ComposeTransform(self.transforms).inverse_shape(Size(batch_shape) + self.event_shape)
        wider = super().expand(batch_shape)
        wider.base_dist = self.base_dist.expand(shape[: len(shape) - len(self.base_dist.event_shape)])
        return wider

    has_rsample = property(lambda self: self.base_dist.has_rsample)

    def _support(self) -> Any:
        """What the last transform gives."""
        if not self.transforms:
            return self.base_dist.support
        last = self.transforms[-1].codomain
        return over(last, max(len(self.event_shape), last.event_dim))

    support: Any = constraints.dependent_property(_support)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        with no_grad():
            return ComposeTransform(self.transforms)(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        return ComposeTransform(self.transforms)(self.base_dist.rsample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        rank, total = len(self.event_shape), 0.0
        for transform in reversed(self.transforms):
            before = transform.inv(value)
            rank += transform.domain.event_dim - transform.codomain.event_dim
            change = transform.log_abs_det_jacobian(before, value)
            total = total - sum_rightmost(change, rank - transform.domain.event_dim)
            value = before
        own = self.base_dist.log_prob(value)
        return total + sum_rightmost(own, rank - len(self.base_dist.event_shape))

    def _turned(self, value: Any) -> Any:
        """A probability, or the rest to 1 where the transforms fall."""
        sign = ComposeTransform(self.transforms).sign
        return value if isinstance(sign, int) and sign == 1 else sign * (value - 0.5) + 0.5

    def cdf(self, value: Any) -> Any:
        return self._turned(self.base_dist.cdf(ComposeTransform(self.transforms).inv(value)))

    def icdf(self, value: Any) -> Any:
        return ComposeTransform(self.transforms)(self.base_dist.icdf(self._turned(value)))

"""One of several distributions of a kind, chosen at random."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.categorical import Categorical
from tidu.distributions.distribution import Distribution
from tidu.functional.softmax import log_softmax
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size
from tidu.text import say


class MixtureSameFamily(Distribution):
    """Values of one of the components, which lie along the last axis of their batch.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#mixturesamefamily

    >>> import tidu
    >>> from tidu.distributions.normal import Normal
    >>> halves = Categorical(tidu.ones(2))
    >>> MixtureSameFamily(halves, Normal(tidu.tensor([-1.0, 1.0]), 1.0)).variance
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {}

    def __init__(
        self, mixture_distribution: Any, component_distribution: Any, validate_args: bool | None = None
    ):
        mixture, parts = mixture_distribution, component_distribution
        if not (isinstance(mixture, Categorical) and isinstance(parts, Distribution)):
            kinds = {"first": type(mixture).__name__, "second": type(parts).__name__}
            raise ValueError(say("distributions.mixture_kind", **kinds))
        self.mixture_distribution, self.component_distribution = mixture, parts
        batch, self._rank = parts.batch_shape[:-1], len(parts.event_shape)
        pairs = zip(reversed(mixture.batch_shape), reversed(batch), strict=False)
        alike = all(1 in pair or pair[0] == pair[1] for pair in pairs)
        if not alike or parts.batch_shape[-1] != mixture._num_events:
            shapes = {"first": mixture.batch_shape, "second": parts.batch_shape}
            raise ValueError(say("distributions.mixture_shape", count=mixture._num_events, **shapes))
        super().__init__(batch, parts.event_shape, validate_args=validate_args)

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        batch_shape = Size(batch_shape)
        parts = self.component_distribution.expand((*batch_shape, self.mixture_distribution._num_events))
        mixture = self.mixture_distribution.expand(batch_shape)
        return type(self)(mixture, parts, validate_args=self._validate_args)

    support: Any = constraints.dependent_property(lambda self: self.component_distribution.support)
    mean = property(lambda self: self._mixed(self.component_distribution.mean))

    @property
    def variance(self) -> Any:
        """The mean of the variances, and the variance of the means."""
        parts = self.component_distribution
        away = (parts.mean - self.mean.unsqueeze(-1 - self._rank)) ** 2
        return self._mixed(parts.variance) + self._mixed(away)

    def _mixed(self, values: Any) -> Any:
        weights = self.mixture_distribution.probs
        weights = weights.reshape(*weights.shape, *(1 for _ in range(self._rank)))
        return (weights * values).sum(-1 - self._rank)

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        each = self.component_distribution.log_prob(value.unsqueeze(-1 - self._rank))
        return (each + log_softmax(self.mixture_distribution.logits, -1)).logsumexp(-1)

    def cdf(self, value: Any) -> Any:
        each = self.component_distribution.cdf(value.unsqueeze(-1 - self._rank))
        return (each * self.mixture_distribution.probs).sum(-1)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        with no_grad():
            chosen = self.mixture_distribution.sample(sample_shape)
            drawn = self.component_distribution.sample(sample_shape)
            axis = len(Size(sample_shape)) + len(self._batch_shape)
            index = chosen.reshape(*chosen.shape, *(1 for _ in range(self._rank + 1)))
            shape = (*drawn.shape[:axis], 1, *drawn.shape[axis + 1 :])
            return drawn.gather(axis, index.expand(*shape)).squeeze(axis)

    def __repr__(self) -> str:
        return f"MixtureSameFamily(\n  {self.mixture_distribution},\n  {self.component_distribution})"

"""The categorical distribution, its categories written as rows with a single 1."""

from __future__ import annotations

from typing import Any

from tidu.distributions import constraints
from tidu.distributions.categorical import Categorical
from tidu.distributions.distribution import Distribution
from tidu.functional.embedding import one_hot
from tidu.tensor.ranges import eye
from tidu.tensor.size import Size


class OneHotCategorical(Distribution):
    """As `Categorical`, with a vector for each value: 1 at its category, 0 elsewhere.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#onehotcategorical

    >>> import tidu
    >>> OneHotCategorical(tidu.tensor([0.0, 1.0])).sample()
    tensor([0., 1.])
    """

    arg_constraints = Categorical.arg_constraints
    support = constraints.one_hot
    has_enumerate_support = True

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None):
        self._categorical = Categorical(probs, logits)
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    probs = mean = property(lambda self: self._categorical.probs)
    logits = property(lambda self: self._categorical.logits)
    variance = property(lambda self: self.probs * (1 - self.probs))
    param_shape = property(lambda self: self._categorical.param_shape)

    @property
    def mode(self) -> Any:
        """The likeliest category."""
        return self._shown(self.probs.argmax(-1))

    def _shown(self, places: Any) -> Any:
        return one_hot(places, self._event_shape[-1]).to(self.probs.dtype)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        return self._shown(self._categorical.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        return self._categorical.log_prob(value.argmax(-1))

    def entropy(self) -> Any:
        return self._categorical.entropy()

    def enumerate_support(self, expand: bool = True) -> Any:
        count = self._event_shape[0]
        values = eye(count, dtype=self.probs.dtype).reshape(count, *(1 for _ in self._batch_shape), count)
        return values.expand(count, *self._batch_shape, count) if expand else values


class OneHotCategoricalStraightThrough(OneHotCategorical):
    """As `OneHotCategorical`; a sample hands its gradient to the probabilities as it is.

    >>> import tidu
    >>> OneHotCategoricalStraightThrough(tidu.tensor([0.0, 1.0])).rsample()
    tensor([0., 1.])
    """

    has_rsample = True

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        return self.sample(sample_shape) + (self.probs - self.probs.detach())

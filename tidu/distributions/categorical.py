"""The categorical distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import lazy_property, logits_to_probs, probs_to_logits
from tidu.tensor.creation import full
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.movement import broadcast_tensors
from tidu.tensor.ranges import arange
from tidu.tensor.sampling import multinomial
from tidu.tensor.size import Size
from tidu.text import say


class Categorical(Distribution):
    """One of several categories: the weights `probs`, or `logits`, are along the last axis.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#categorical

    >>> import tidu
    >>> Categorical(tidu.tensor([1.0, 3.0])).probs
    tensor([0.2500, 0.7500])
    """

    arg_constraints: ClassVar[Any] = {"probs": constraints.simplex, "logits": constraints.real_vector}
    has_enumerate_support = True

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None):
        if (probs is None) == (logits is None):
            raise ValueError(say("distributions.either", one="probs", other="logits"))
        given, name = (logits, "logits") if probs is None else (probs, "probs")
        if given.ndim < 1:
            raise ValueError(say("distributions.one_axis", name=name))
        if probs is not None:
            self.probs = self._param = probs / probs.sum(-1, keepdim=True)
        else:
            self.logits = self._param = given - given.logsumexp(-1, keepdim=True)
        self._num_events = self._param.shape[-1]
        super().__init__(self._param.shape[:-1], validate_args=validate_args)

    @constraints.dependent_property(is_discrete=True)
    def support(self) -> Any:
        """The numbers of the categories."""
        return constraints.integer_interval(0, self._num_events - 1)

    @lazy_property
    def logits(self) -> Any:
        """ln of the probabilities."""
        return probs_to_logits(self.probs)

    @lazy_property
    def probs(self) -> Any:
        """The probabilities, which sum to 1 along the last axis."""
        return logits_to_probs(self.logits)

    @property
    def param_shape(self) -> Size:
        """The shape of the probabilities."""
        return self._param.shape

    mean = variance = property(
        lambda self: full(self._extended_shape(), math.nan, dtype=self.probs.dtype)
    )
    mode = property(lambda self: self.probs.argmax(-1))

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        sample_shape = Size(sample_shape)
        with no_grad():
            rows = self.probs.reshape(-1, self._num_events)
            drawn = multinomial(rows, sample_shape.numel(), True).T
            return drawn.reshape(self._extended_shape(sample_shape))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        place, logits = broadcast_tensors(value.long().unsqueeze(-1), self.logits)
        return logits.gather(-1, place[..., :1]).squeeze(-1)

    def entropy(self) -> Any:
        least = np.finfo(self.logits._value.dtype).min.item()
        return -(self.logits.clamp(min=least) * self.probs).sum(-1)

    def enumerate_support(self, expand: bool = True) -> Any:
        values = arange(self._num_events).reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values

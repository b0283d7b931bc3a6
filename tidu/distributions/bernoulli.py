"""The Bernoulli distribution."""

from __future__ import annotations

import math
from typing import Any

from tidu.distributions import constraints
from tidu.distributions.chance import Chance
from tidu.distributions.utils import broadcast_all
from tidu.functional.loss_binary import binary_cross_entropy_with_logits
from tidu.tensor.comparison import where
from tidu.tensor.creation import tensor
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.sampling import bernoulli
from tidu.tensor.size import Size


class Bernoulli(Chance):
    """1 with the chance `probs` (or of the logit `logits`), else 0.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#bernoulli

    >>> import tidu
    >>> Bernoulli(0.25).log_prob(tidu.tensor(1.0)).exp()
    tensor(0.2500)
    """

    support = constraints.boolean
    has_enumerate_support = True

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None):
        self._take(probs, logits)
        super().__init__(self._shape, validate_args=validate_args)

    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    @property
    def mode(self) -> Any:
        """The likelier of 0 and 1; NaN where neither is."""
        likelier = (self.probs >= 0.5).to(self.probs.dtype)
        return where(self.probs == 0.5, math.nan, likelier)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        with no_grad():
            return bernoulli(self.probs.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        return -binary_cross_entropy_with_logits(logits, value, reduction="none")

    def entropy(self) -> Any:
        return binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")

    def enumerate_support(self, expand: bool = True) -> Any:
        values = tensor([0.0, 1.0], dtype=self._param.dtype).reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values

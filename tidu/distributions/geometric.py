"""The geometric distribution."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.mode import mode as mode_of_recording
from tidu.distributions import constraints
from tidu.distributions.chance import Chance
from tidu.distributions.utils import broadcast_all
from tidu.functional.loss_binary import binary_cross_entropy_with_logits
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size


class Geometric(Chance):
    """How many trials fail before the first one succeeds, each with the chance `probs`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#geometric

    >>> Geometric(0.2).mean
    tensor(4.)
    """

    support = constraints.nonnegative_integer

    def __init__(self, probs: Any = None, logits: Any = None, validate_args: bool | None = None):
        self._take(probs, logits)
        super().__init__(self._shape, validate_args=validate_args)
        known = self._validate_args and probs is not None and mode_of_recording.recorder is None
        if known and not (self.probs > 0).all():
            raise ValueError(self._outside("parameter", "probs", self.probs, constraints.positive))

    mean = property(lambda self: 1.0 / self.probs - 1.0)
    mode = property(lambda self: self.probs * 0)
    variance = property(lambda self: (1.0 / self.probs - 1.0) / self.probs)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        shape = self._extended_shape(sample_shape)
        with no_grad():
            least = np.finfo(self.probs._value.dtype).tiny.item()
            drawn = self.probs.new_empty(shape).uniform_(least, 1)
            return (drawn.log() / (-self.probs).log1p()).floor()

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        value, probs = broadcast_all(value, self.probs)
        # 0 failures where success is certain: 0 · ln 0 is 0.
        sure = ((probs == 1) & (value == 0)).to(probs.dtype)
        return value * (-(probs - sure)).log1p() + self.probs.log()

    def entropy(self) -> Any:
        return binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none") / self.probs

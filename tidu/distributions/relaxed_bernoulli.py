"""The Bernoulli distribution, softened so that samples have a gradient."""

from __future__ import annotations

from typing import Any

from tidu.distributions import constraints
from tidu.distributions.chance import Chance
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import SigmoidTransform
from tidu.distributions.utils import broadcast_all, clamp_probs
from tidu.tensor.sampling import rand
from tidu.tensor.size import Size


class LogitRelaxedBernoulli(Chance):
    """The logits of a `RelaxedBernoulli`.

    >>> import tidu
    >>> LogitRelaxedBernoulli(tidu.tensor(1.0), 0.5).log_prob(tidu.tensor(0.0)).exp()
    tensor(0.2500)
    """

    support = constraints.real

    def __init__(
        self, temperature: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        self.temperature = temperature
        self._take(probs, logits)
        super().__init__(self._shape, validate_args=validate_args)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        shape = self._extended_shape(sample_shape)
        probs = clamp_probs(self.probs.expand(shape))
        drawn = clamp_probs(rand(shape, dtype=probs.dtype))
        return (drawn.log() - (-drawn).log1p() + probs.log() - (-probs).log1p()) / self.temperature

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        away = logits - value * self.temperature
        return self.temperature.log() + away - 2 * away.exp().log1p()


class RelaxedBernoulli(TransformedDistribution):
    """Between 0 and 1; the lower the `temperature`, the nearer to one of them.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#relaxedbernoulli

    >>> import tidu
    >>> RelaxedBernoulli(tidu.tensor(2.0), 0.5).probs
    tensor(0.5000)
    """

    arg_constraints = Chance.arg_constraints
    support = constraints.unit_interval
    has_rsample = True

    def __init__(
        self, temperature: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        base = LogitRelaxedBernoulli(temperature, probs, logits)
        super().__init__(base, SigmoidTransform(), validate_args=validate_args)

    temperature = property(lambda self: self.base_dist.temperature)
    logits = property(lambda self: self.base_dist.logits)
    probs = property(lambda self: self.base_dist.probs)

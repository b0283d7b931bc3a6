"""The one-hot categorical distribution, softened so that samples have a gradient."""

from __future__ import annotations

from typing import Any

from tidu.distributions import constraints
from tidu.distributions.categorical import Categorical
from tidu.distributions.distribution import Distribution
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import ExpTransform
from tidu.distributions.utils import broadcast_all, clamp_probs
from tidu.tensor.creation import full_like
from tidu.tensor.sampling import rand
from tidu.tensor.size import Size


class ExpRelaxedCategorical(Distribution):
    """ln of a `RelaxedOneHotCategorical`.

    >>> import tidu
    >>> ExpRelaxedCategorical(tidu.tensor(1.0), tidu.ones(2)).event_shape
    torch.Size([2])
    """

    arg_constraints = Categorical.arg_constraints
    support = constraints.real_vector
    has_rsample = True

    def __init__(
        self, temperature: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        self._categorical = Categorical(probs, logits)
        self.temperature = temperature
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    def expand(self, batch_shape: Any, _instance: Any = None) -> Any:
        wider = super().expand(batch_shape)
        wider.temperature = self.temperature
        return wider

    probs = property(lambda self: self._categorical.probs)
    logits = property(lambda self: self._categorical.logits)
    param_shape = property(lambda self: self._categorical.param_shape)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        drawn = clamp_probs(rand(self._extended_shape(sample_shape), dtype=self.logits.dtype))
        scores = (self.logits - (-drawn.log()).log()) / self.temperature
        return scores - scores.logsumexp(-1, keepdim=True)

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        count = self._categorical._num_events
        logits, value = broadcast_all(self.logits, value)
        scale = full_like(self.temperature, float(count)).lgamma() + self.temperature.log() * (count - 1)
        score = logits - value * self.temperature
        return (score - score.logsumexp(-1, keepdim=True)).sum(-1) + scale


class RelaxedOneHotCategorical(TransformedDistribution):
    """Shares that sum to 1; the lower the `temperature`, the nearer to a single one.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#relaxedonehotcategorical

    >>> import tidu
    >>> RelaxedOneHotCategorical(tidu.tensor(2.0), tidu.ones(2)).probs
    tensor([0.5000, 0.5000])
    """

    arg_constraints = Categorical.arg_constraints
    support = constraints.simplex
    has_rsample = True

    def __init__(
        self, temperature: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        base = ExpRelaxedCategorical(temperature, probs, logits, validate_args=validate_args)
        super().__init__(base, ExpTransform(), validate_args=validate_args)

    temperature = property(lambda self: self.base_dist.temperature)
    logits = property(lambda self: self.base_dist.logits)
    probs = property(lambda self: self.base_dist.probs)

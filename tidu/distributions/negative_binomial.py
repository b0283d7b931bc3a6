"""The negative binomial distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.chance import Chance
from tidu.distributions.gamma import Gamma
from tidu.functional.activation import logsigmoid
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size
from tidu.tensor.trials import poisson


class NegativeBinomial(Chance):
    """How many trials succeed, each with the chance `probs`, before `total_count` have failed.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#negativebinomial

    >>> NegativeBinomial(2.0, 0.5).mean
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {
        "total_count": constraints.greater_than_eq(0),
        "probs": constraints.half_open_interval(0.0, 1.0),
        "logits": constraints.real,
    }
    support = constraints.nonnegative_integer

    def __init__(
        self, total_count: Any, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        (count,) = self._take(probs, logits, total_count)
        self.total_count = count.to(self._param.dtype)
        super().__init__(self._param.shape, validate_args=validate_args)

    mean = property(lambda self: self.total_count * self.logits.exp())
    mode = property(lambda self: ((self.total_count - 1) * self.logits.exp()).floor().clamp(min=0.0))
    variance = property(lambda self: self.mean / (-self.logits).sigmoid())

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        with no_grad():
            rates = Gamma(self.total_count, (-self.logits).exp(), validate_args=False)
            return poisson(rates.sample(sample_shape))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        count, logits = self.total_count, self.logits
        chance = count * logsigmoid(-logits) + value * logsigmoid(logits)
        ways = (count + value).lgamma() - (value + 1).lgamma() - count.lgamma()
        # Of no trials none succeed: Γ(0) over itself is 1.
        return chance + ways.masked_fill((count + value) == 0, 0.0)

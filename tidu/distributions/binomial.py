"""The binomial distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.chance import Chance
from tidu.distributions.utils import softplus_of
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.ranges import arange
from tidu.tensor.size import Size
from tidu.tensor.trials import binomial
from tidu.text import say


class Binomial(Chance):
    """How many of `total_count` trials succeed, each with the chance `probs`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#binomial

    >>> import tidu
    >>> Binomial(2, 0.5).log_prob(tidu.tensor(1.0)).exp()
    tensor(0.5000)
    """

    arg_constraints: ClassVar[Any] = {
        "total_count": constraints.nonnegative_integer,
        **Chance.arg_constraints,
    }
    has_enumerate_support = True

    def __init__(
        self, total_count: Any = 1, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        (count,) = self._take(probs, logits, total_count)
        self.total_count = count.to(self._param.dtype)
        super().__init__(self._param.shape, validate_args=validate_args)

    @constraints.dependent_property(is_discrete=True)
    def support(self) -> Any:
        """From 0 to `total_count`."""
        return constraints.integer_interval(0, self.total_count)

    mean = property(lambda self: self.total_count * self.probs)
    mode = property(lambda self: ((self.total_count + 1) * self.probs).floor().minimum(self.total_count))
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        shape = self._extended_shape(sample_shape)
        with no_grad():
            return binomial(self.total_count.expand(shape), self.probs.expand(shape))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        count, logits = self.total_count, self.logits
        ways = (count + 1).lgamma() - (value + 1).lgamma() - (count - value + 1).lgamma()
        return ways + value * logits - count * softplus_of(logits)

    def _homogeneous_count(self) -> int:
        least, most = int(self.total_count.min()), int(self.total_count.max())
        if least != most:
            raise NotImplementedError(say("distributions.inhomogeneous", least=least, most=most))
        return most

    def entropy(self) -> Any:
        self._homogeneous_count()
        log_prob = self.log_prob(self.enumerate_support(False))
        return -(log_prob.exp() * log_prob).sum(0)

    def enumerate_support(self, expand: bool = True) -> Any:
        values = arange(1 + self._homogeneous_count(), dtype=self._param.dtype)
        values = values.reshape(-1, *(1 for _ in self._batch_shape))
        return values.expand(-1, *self._batch_shape) if expand else values

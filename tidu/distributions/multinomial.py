"""The multinomial distribution."""

from __future__ import annotations

from typing import Any

from tidu.distributions import constraints
from tidu.distributions.binomial import Binomial
from tidu.distributions.categorical import Categorical
from tidu.distributions.distribution import Distribution
from tidu.tensor.distributions import xlogy
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size


class Multinomial(Distribution):
    """How often each category comes in `total_count` draws: vectors of counts.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#multinomial

    >>> import tidu
    >>> Multinomial(10, tidu.tensor([1.0, 3.0])).mean
    tensor([2.5000, 7.5000])
    """

    arg_constraints = Categorical.arg_constraints
    total_count: int

    def __init__(
        self, total_count: int = 1, probs: Any = None, logits: Any = None, validate_args: bool | None = None
    ):
        self.total_count = total_count
        self._categorical = Categorical(probs=probs, logits=logits)
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    @constraints.dependent_property(is_discrete=True, event_dim=1)
    def support(self) -> Any:
        """Counts that sum to `total_count` at most."""
        return constraints.multinomial(self.total_count)

    probs = property(lambda self: self._categorical.probs)
    logits = property(lambda self: self._categorical.logits)
    mean = property(lambda self: self.probs * self.total_count)
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))
    param_shape = property(lambda self: self._categorical.param_shape)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        sample_shape = Size(sample_shape)
        with no_grad():
            drawn = self._categorical.sample(Size((self.total_count,)) + sample_shape)
            places = drawn.permute(*range(1, drawn.ndim), 0)
            counts = self.probs.new_zeros(self._extended_shape(sample_shape))
            return counts.scatter_add_(-1, places, places.new_ones(places.shape).to(counts.dtype))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        ways = (value.sum(-1) + 1).lgamma() - (value + 1).lgamma().sum(-1)
        # No draws of what is impossible are possible: 0 · ln 0 is 0.
        return ways + xlogy(value, self.probs).sum(-1)

    def entropy(self) -> Any:
        count = self.probs.new_tensor(float(self.total_count))
        each = Binomial(self.total_count, self.probs, validate_args=False)
        values = each.enumerate_support(expand=False)[1:]
        weights = each.log_prob(values).exp()
        ways = (weights * (values + 1).lgamma()).sum((0, -1))
        return count * self._categorical.entropy() - (count + 1).lgamma() + ways

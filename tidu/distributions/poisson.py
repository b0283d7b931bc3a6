"""The Poisson distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.distributions import xlogy
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.size import Size
from tidu.tensor.trials import poisson


class Poisson(Distribution):
    """How many events happen that come at `rate`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#poisson

    >>> import tidu
    >>> Poisson(1.0).log_prob(tidu.tensor(2.0)).exp()
    tensor(0.1839)
    """

    arg_constraints: ClassVar[Any] = {"rate": constraints.nonnegative}
    support = constraints.nonnegative_integer

    def __init__(self, rate: Any, validate_args: bool | None = None):
        (self.rate,) = broadcast_all(rate)
        super().__init__(common_shape(self.rate, rate), validate_args=validate_args)

    mean = variance = property(lambda self: self.rate)
    mode = property(lambda self: self.rate.floor())

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        with no_grad():
            return poisson(self.rate.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        rate, value = broadcast_all(self.rate, value)
        return xlogy(value, rate) - rate - (value + 1).lgamma()

"""The normal distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.sampling import normal, randn
from tidu.tensor.size import Size

ROOT_TWO, LOG_ROOT = math.sqrt(2), math.log(math.sqrt(2 * math.pi))


class Normal(Distribution):
    """The bell around `loc`, of the standard deviation `scale`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#normal

    >>> import tidu
    >>> Normal(0.0, 1.0).log_prob(tidu.tensor(0.0))
    tensor(-0.9189)
    """

    arg_constraints: ClassVar[Any] = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(common_shape(self.loc, loc, scale), validate_args=validate_args)

    mean = mode = property(lambda self: self.loc)
    stddev = property(lambda self: self.scale)
    variance = property(lambda self: self.scale**2)

    def sample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        shape = self._extended_shape(sample_shape)
        with no_grad():
            return normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        drawn = randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + drawn * self.scale

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        return -((value - self.loc) ** 2) / (2 * self.variance) - self.scale.log() - LOG_ROOT

    def cdf(self, value: Any) -> Any:
        self._validate_sample(value)
        return 0.5 * (1 + ((value - self.loc) / self.scale / ROOT_TWO).erf())

    def icdf(self, value: Any) -> Any:
        return self.loc + self.scale * (2 * value - 1).erfinv() * ROOT_TWO

    def entropy(self) -> Any:
        return 0.5 + LOG_ROOT + self.scale.log()

"""The Laplace distribution."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.size import Size


class Laplace(Distribution):
    """Exponential to both sides of `loc`, at a mean distance of `scale`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#laplace

    >>> Laplace(0.0, 2.0).variance
    tensor(8.)
    """

    arg_constraints: ClassVar[Any] = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(common_shape(self.loc, loc, scale), validate_args=validate_args)

    mean = mode = property(lambda self: self.loc)
    stddev = property(lambda self: 2**0.5 * self.scale)
    variance = property(lambda self: 2 * self.scale**2)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        least = np.finfo(self.loc._value.dtype).eps.item()
        drawn = self.loc.new_empty(self._extended_shape(sample_shape)).uniform_(least - 1, 1)
        return self.loc - self.scale * drawn.sign() * (-drawn.abs()).log1p()

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        return -(2 * self.scale).log() - (value - self.loc).abs() / self.scale

    def cdf(self, value: Any) -> Any:
        self._validate_sample(value)
        away = value - self.loc
        return 0.5 - 0.5 * away.sign() * (-away.abs() / self.scale).expm1()

    def icdf(self, value: Any) -> Any:
        term = value - 0.5
        return self.loc - self.scale * term.sign() * (-2 * term.abs()).log1p()

    def entropy(self) -> Any:
        return 1 + (2 * self.scale).log()

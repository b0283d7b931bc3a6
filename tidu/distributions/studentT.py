"""Student's t distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.chi2 import Chi2
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import broadcast_all
from tidu.tensor.comparison import where
from tidu.tensor.sampling import randn
from tidu.tensor.size import Size


class StudentT(Distribution):
    """Around `loc`, as wide as `scale`, with tails the heavier the fewer `df`.

    `rsample` gives no gradient to `df` here. Source:
    https://docs.pytorch.org/docs/stable/distributions.html#studentt

    >>> StudentT(4.0).variance
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {
        "df": constraints.positive,
        "loc": constraints.real,
        "scale": constraints.positive,
    }
    support = constraints.real

    def __init__(self, df: Any, loc: Any = 0.0, scale: Any = 1.0, validate_args: bool | None = None):
        self.df, self.loc, self.scale = broadcast_all(df, loc, scale)
        self._chi2 = Chi2(self.df)
        super().__init__(self.df.shape, validate_args=validate_args)

    mean = property(lambda self: where(self.df <= 1, math.nan, self.loc))
    mode = property(lambda self: self.loc)

    @property
    def variance(self) -> Any:
        """Infinite up to 2 degrees of freedom, unknown up to 1."""
        known = self.scale**2 * self.df / (self.df - 2)
        return where(self.df <= 1, math.nan, where(self.df <= 2, math.inf, known))

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        normal = randn(self._extended_shape(sample_shape), dtype=self.df.dtype)
        squares = self._chi2.rsample(sample_shape)
        return self.loc + self.scale * (normal * (squares / self.df).rsqrt())

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        away = (value - self.loc) / self.scale
        half = 0.5 * self.df
        total = self.scale.log() + 0.5 * self.df.log() + 0.5 * math.log(math.pi)
        total = total + half.lgamma() - (half + 0.5).lgamma()
        return -0.5 * (self.df + 1.0) * (away**2 / self.df).log1p() - total

    def entropy(self) -> Any:
        half, upper = 0.5 * self.df, 0.5 * (self.df + 1)
        beta = half.lgamma() + math.lgamma(0.5) - upper.lgamma()
        spread = upper * (upper.digamma() - half.digamma())
        return self.scale.log() + spread + 0.5 * self.df.log() + beta

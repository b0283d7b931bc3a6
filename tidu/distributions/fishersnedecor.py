"""The distribution of Fisher and Snedecor."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.gamma import Gamma
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.comparison import where
from tidu.tensor.size import Size


class FisherSnedecor(Distribution):
    """F: the quotient of two mean squares, of `df1` and `df2` standard normal numbers.

    `rsample` gives no gradient here. Source:
    https://docs.pytorch.org/docs/stable/distributions.html#fishersnedecor

    >>> FisherSnedecor(2.0, 4.0).mean
    tensor(2.)
    """

    arg_constraints: ClassVar[Any] = {"df1": constraints.positive, "df2": constraints.positive}
    support = constraints.positive

    def __init__(self, df1: Any, df2: Any, validate_args: bool | None = None):
        self.df1, self.df2 = broadcast_all(df1, df2)
        self._gamma1 = Gamma(self.df1 * 0.5, self.df1)
        self._gamma2 = Gamma(self.df2 * 0.5, self.df2)
        super().__init__(common_shape(self.df1, df1, df2), validate_args=validate_args)

    mean = property(lambda self: where(self.df2 <= 2, math.nan, self.df2 / (self.df2 - 2)))

    @property
    def mode(self) -> Any:
        """The likeliest quotient; NaN up to 2 squares."""
        known = (self.df1 - 2) / self.df1 * self.df2 / (self.df2 + 2)
        return where(self.df1 <= 2, math.nan, known)

    @property
    def variance(self) -> Any:
        """The variance; NaN up to 4 squares below."""
        first, second = self.df1, self.df2
        known = 2 * second**2 * (first + second - 2) / (first * (second - 2) ** 2 * (second - 4))
        return where(second <= 4, math.nan, known)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        above, below = self._gamma1.rsample(sample_shape), self._gamma2.rsample(sample_shape)
        least = np.finfo(below._value.dtype).tiny.item()
        return (above / below.clamp(min=least)).clamp(min=least)

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        first, second, ratio = self.df1 * 0.5, self.df2 * 0.5, self.df1 / self.df2
        size = (first + second).lgamma() - first.lgamma() - second.lgamma()
        rise = first * ratio.log() + (first - 1) * value.log()
        return size + rise - (first + second) * (ratio * value).log1p()

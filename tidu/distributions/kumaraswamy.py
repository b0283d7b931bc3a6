"""The distribution of Kumaraswamy."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import AffineTransform, PowerTransform
from tidu.distributions.uniform import Uniform
from tidu.distributions.utils import broadcast_all
from tidu.tensor.comparison import where
from tidu.tensor.creation import full_like


class Kumaraswamy(TransformedDistribution):
    """A share between 0 and 1, much as of `Beta`, but with samples that have a gradient.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#kumaraswamy

    >>> Kumaraswamy(1.0, 1.0).mean
    tensor(0.5000)
    """

    arg_constraints: ClassVar[Any] = {
        "concentration1": constraints.positive,
        "concentration0": constraints.positive,
    }
    support = constraints.unit_interval

    def __init__(self, concentration1: Any, concentration0: Any, validate_args: bool | None = None):
        self.concentration1, self.concentration0 = broadcast_all(concentration1, concentration0)
        none, all_of_it = full_like(self.concentration0, 0), full_like(self.concentration0, 1)
        parts = [
            PowerTransform(1 / self.concentration0),
            AffineTransform(1.0, -1.0),
            PowerTransform(1 / self.concentration1),
        ]
        base = Uniform(none, all_of_it, validate_args=validate_args)
        super().__init__(base, parts, validate_args=validate_args)

    mean = property(lambda self: self._moment(1))
    variance = property(lambda self: self._moment(2) - self.mean**2)

    def _moment(self, power: int) -> Any:
        a, b = 1 + power / self.concentration1, self.concentration0
        return b * (a.lgamma() + b.lgamma() - (a + b).lgamma()).exp()

    @property
    def mode(self) -> Any:
        """The likeliest share; NaN where a concentration is below 1."""
        a, b = self.concentration1, self.concentration0
        known = ((-b).log1p() / b - (-b * a).log1p()).exp()
        return where((b < 1) | (a < 1), math.nan, known)

    def entropy(self) -> Any:
        a, b = 1 / self.concentration1, 1 / self.concentration0
        harmonic = (self.concentration0 + 1).digamma() + np.euler_gamma
        return (1 - b) + (1 - a) * harmonic + a.log() + b.log()

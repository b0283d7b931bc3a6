"""The Gumbel distribution."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.distributions import constraints
from tidu.distributions.transformed_distribution import TransformedDistribution
from tidu.distributions.transforms import AffineTransform, ExpTransform
from tidu.distributions.uniform import Uniform
from tidu.distributions.utils import broadcast_all, common_shape
from tidu.tensor.creation import full_like, ones_like


class Gumbel(TransformedDistribution):
    """The largest of many numbers: around `loc`, as wide as `scale`.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#gumbel

    >>> Gumbel(0.0, 1.0).mean
    tensor(0.5772)
    """

    arg_constraints: ClassVar[Any] = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real

    def __init__(self, loc: Any, scale: Any, validate_args: bool | None = None):
        self.loc, self.scale = broadcast_all(loc, scale)
        limits = np.finfo(self.loc._value.dtype)
        least, most = limits.tiny.item(), 1 - limits.eps.item()
        if common_shape(self.loc, loc, scale) == self.loc.shape:
            base = Uniform(full_like(self.loc, least), full_like(self.loc, most), validate_args=validate_args)
        else:
            base = Uniform(least, most, validate_args=validate_args)
        parts = [
            ExpTransform().inv,
            AffineTransform(0, -ones_like(self.scale)),
            ExpTransform().inv,
            AffineTransform(self.loc, -self.scale),
        ]
        super().__init__(base, parts, validate_args=validate_args)

    mean = property(lambda self: self.loc + self.scale * np.euler_gamma)
    mode = property(lambda self: self.loc)
    stddev = property(lambda self: math.pi / math.sqrt(6) * self.scale)
    variance = property(lambda self: self.stddev**2)

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        away = (self.loc - value) / self.scale
        return (away - away.exp()) - self.scale.log()

    def entropy(self) -> Any:
        return self.scale.log() + (1 + np.euler_gamma)

"""The half-Cauchy distribution."""

from __future__ import annotations

import math

from tidu.distributions.cauchy import Cauchy
from tidu.distributions.half import Half
from tidu.tensor.creation import full_like


class HalfCauchy(Half):
    """The distance of Cauchy numbers of the width `scale` from 0.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#halfcauchy

    >>> import tidu
    >>> HalfCauchy(1.0).cdf(tidu.tensor(0.0))
    tensor(0.)
    """

    whole = Cauchy
    mean = property(lambda self: full_like(self.scale, math.inf))
    variance = property(lambda self: self.base_dist.variance)

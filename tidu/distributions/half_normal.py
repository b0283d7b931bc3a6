"""The half-normal distribution."""

from __future__ import annotations

import math

from tidu.distributions.half import Half
from tidu.distributions.normal import Normal


class HalfNormal(Half):
    """The distance of normal numbers of the deviation `scale` from 0.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#halfnormal

    >>> import tidu
    >>> HalfNormal(1.0).cdf(tidu.tensor(0.0))
    tensor(0.)
    """

    whole = Normal
    mean = property(lambda self: self.scale * math.sqrt(2 / math.pi))
    variance = property(lambda self: self.scale**2 * (1 - 2 / math.pi))

"""The chi-squared distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.gamma import Gamma


class Chi2(Gamma):
    """The sum of `df` squares of standard normal numbers.

    Source: https://docs.pytorch.org/docs/stable/distributions.html#chi2

    >>> Chi2(3.0).mean
    tensor(3.)
    """

    arg_constraints: ClassVar[Any] = {"df": constraints.positive}

    def __init__(self, df: Any, validate_args: bool | None = None):
        super().__init__(0.5 * df, 0.5, validate_args=validate_args)

    df = property(lambda self: self.concentration * 2)

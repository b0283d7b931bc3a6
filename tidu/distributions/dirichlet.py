"""The Dirichlet distribution."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.refused_gradient import no_gradient
from tidu.functional.embedding import one_hot
from tidu.tensor.comparison import where
from tidu.tensor.distributions import xlogy
from tidu.tensor.size import Size
from tidu.tensor.trials import sample_dirichlet
from tidu.text import say


class Dirichlet(Distribution):
    """Shares that sum to 1 along the last axis; the larger `concentration`, the nearer to their means.

    `rsample` gives no gradient here. Source:
    https://docs.pytorch.org/docs/stable/distributions.html#dirichlet

    >>> import tidu
    >>> Dirichlet(tidu.tensor([1.0, 3.0])).mean
    tensor([0.2500, 0.7500])
    """

    arg_constraints: ClassVar[Any] = {"concentration": constraints.independent(constraints.positive, 1)}
    support = constraints.simplex

    def __init__(self, concentration: Any, validate_args: bool | None = None):
        if concentration.ndim < 1:
            raise ValueError(say("distributions.one_axis", name="concentration"))
        self.concentration = concentration
        shape = concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    mean = property(lambda self: self.concentration / self.concentration.sum(-1, keepdim=True))

    @property
    def mode(self) -> Any:
        """The likeliest shares; all of it for one where no concentration is above 1."""
        above = (self.concentration - 1).clamp(min=0.0)
        shares = above / above.sum(-1, keepdim=True)
        single = one_hot(shares.argmax(-1), shares.shape[-1]).to(shares.dtype)
        return where((self.concentration < 1).all(-1).unsqueeze(-1), single, shares)

    @property
    def variance(self) -> Any:
        """The variance of each share."""
        total = self.concentration.sum(-1, keepdim=True)
        return self.concentration * (total - self.concentration) / (total**2 * (total + 1))

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        no_gradient(type(self).__name__, self.concentration)
        return sample_dirichlet(self.concentration.expand(self._extended_shape(sample_shape)))

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        powers = xlogy(self.concentration - 1.0, value).sum(-1)
        return powers + self.concentration.sum(-1).lgamma() - self.concentration.lgamma().sum(-1)

    def entropy(self) -> Any:
        each, total = self.concentration, self.concentration.sum(-1)
        spread = (total - each.shape[-1]) * total.digamma() - ((each - 1.0) * each.digamma()).sum(-1)
        return each.lgamma().sum(-1) - total.lgamma() + spread

"""The normal distribution of vectors."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from tidu.core.shapes import broadcast_shapes
from tidu.distributions import constraints
from tidu.distributions.distribution import Distribution
from tidu.distributions.utils import lazy_property
from tidu.tensor.equations import inv, solve_triangular
from tidu.tensor.sampling import randn
from tidu.tensor.size import Size
from tidu.tensor.triangles import cholesky, cholesky_inverse
from tidu.text import say


class MultivariateNormal(Distribution):
    """Vectors around `loc` whose covariance is given as one of three matrices.

    `covariance_matrix`, its inverse `precision_matrix`, or its root `scale_tril` = L with L Lᵀ
    the covariance. ValueError unless exactly one is given.
    Source: https://docs.pytorch.org/docs/stable/distributions.html#multivariatenormal

    >>> import tidu
    >>> MultivariateNormal(tidu.zeros(2), tidu.eye(2)).log_prob(tidu.zeros(2))
    tensor(-1.8379)
    """

    arg_constraints: ClassVar[Any] = {
        "loc": constraints.real_vector,
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }
    support = constraints.real_vector
    has_rsample = True

    def __init__(
        self,
        loc: Any,
        covariance_matrix: Any = None,
        precision_matrix: Any = None,
        scale_tril: Any = None,
        validate_args: bool | None = None,
    ):
        if loc.ndim < 1:
            raise ValueError(say("distributions.one_axis", name="loc"))
        matrices = {
            "covariance_matrix": covariance_matrix,
            "precision_matrix": precision_matrix,
            "scale_tril": scale_tril,
        }
        given = {name: matrix for name, matrix in matrices.items() if matrix is not None}
        if len(given) != 1:
            raise ValueError(say("distributions.covariance", count=len(given)))
        ((name, matrix),) = given.items()
        if matrix.ndim < 2:
            raise ValueError(say("distributions.two_axes", name=name))
        shapes = tuple(matrix.shape[:-2]), tuple(loc.shape[:-1])
        batch = broadcast_shapes(*shapes, operation="MultivariateNormal")
        vars(self)[name] = matrix.expand(*batch, -1, -1)
        self.loc = loc.expand(*batch, -1)
        super().__init__(batch, self.loc.shape[-1:], validate_args=validate_args)
        self._root = root_of(name, vars(self)[name])

    mean = mode = property(lambda self: self.loc)

    @lazy_property
    def scale_tril(self) -> Any:
        """The root L of the covariance."""
        return self._root

    @lazy_property
    def covariance_matrix(self) -> Any:
        """The covariance, L Lᵀ."""
        return self._root @ self._root.mT

    @lazy_property
    def precision_matrix(self) -> Any:
        """The inverse of the covariance."""
        return cholesky_inverse(self._root)

    @property
    def variance(self) -> Any:
        """The variance of each element."""
        return (self._root**2).sum(-1)

    def rsample(self, sample_shape: Any = Size()) -> Any:  # noqa: B008
        drawn = randn(self._extended_shape(sample_shape), dtype=self.loc.dtype)
        return self.loc + (self._root @ drawn.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value: Any) -> Any:
        self._validate_sample(value)
        away, root = (value - self.loc).unsqueeze(-1), self._root
        root = root.expand(*away.shape[:-2], *root.shape[-2:])
        distance = (solve_triangular(root, away, upper=False) ** 2).sum((-2, -1))
        return -0.5 * (self._event_shape.numel() * math.log(2 * math.pi) + distance) - self._half_log_det()

    def entropy(self) -> Any:
        return 0.5 * self._event_shape.numel() * (1.0 + math.log(2 * math.pi)) + self._half_log_det()

    def _half_log_det(self) -> Any:
        return self._root.diagonal(dim1=-2, dim2=-1).log().sum(-1)


def root_of(name: str, matrix: Any) -> Any:
    """The root L of the covariance from the matrix that is given under a name.

    >>> import tidu
    >>> root_of("precision_matrix", tidu.tensor([[4.0]]))
    tensor([[0.5000]])
    """
    if name == "scale_tril":
        return matrix
    return cholesky(matrix if name == "covariance_matrix" else inv(matrix))

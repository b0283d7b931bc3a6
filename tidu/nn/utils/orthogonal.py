"""The parametrization of orthogonal matrices.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.parametrizations.orthogonal.html
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.nn.module import Module
from tidu.nn.utils.parametrize import register_parametrization
from tidu.tensor.equations import solve
from tidu.tensor.handle import look, wrap
from tidu.tensor.joining import cat
from tidu.tensor.linear_algebra import tril
from tidu.tensor.powers import matrix_exp
from tidu.tensor.ranges import eye
from tidu.tensor.reflections import householder_product
from tidu.tensor.sampling import randn
from tidu.tensor.tape import grad_mode
from tidu.tensor.tensor import Tensor
from tidu.text import say

MAPS = ("matrix_exp", "cayley", "householder")


class Orthogonal(Module):
    """A matrix made orthogonal: by a map of what is trained, times the matrix that it started from."""

    def __init__(self, weight: Tensor, orthogonal_map: str, *, use_trivialization: bool = True):
        super().__init__()
        self.shape = weight.shape
        self.orthogonal_map = orthogonal_map
        if use_trivialization:
            self.register_buffer("base", None)

    def _get_name(self) -> str:
        return "_Orthogonal"

    def forward(self, X: Tensor) -> Tensor:
        rows, columns = X.shape[-2:]
        wide = rows < columns
        x = X.mT if wide else X
        made = reflected(x) if self.orthogonal_map == "householder" else rotated(x, self.orthogonal_map)
        if "base" in self._buffers:
            made = self.base @ made
        return made.mT if wide else made

    def right_inverse(self, Q: Tensor) -> Tensor:
        """What the orthogonal matrix closest in direction to `Q` comes from."""
        if Q.shape != self.shape:
            raise ValueError(say("parametrize.shape", given=list(Q.shape), wanted=list(self.shape)))
        rows, columns = Q.shape[-2:]
        wide = rows < columns
        q = Q.mT if wide else Q
        if "base" not in self._buffers:
            if self.orthogonal_map != "householder":
                raise NotImplementedError(say("parametrize.no_base", map=self.orthogonal_map))
            found = vectors(q)
            return found.mT if wide else found
        with grad_mode(False):
            rows, columns = q.shape[-2:]
            if rows != columns:
                more = randn(*q.shape[:-2], rows, rows - columns, dtype=q.dtype)
                q = cat([q, more], -1)
            self.base = q.clone() if rows == columns and is_orthogonal(q) else make_orthogonal(q)
            return wrap(np.broadcast_to(0 - np.eye(*Q.shape[-2:], dtype=Q._value.dtype), Q.shape).copy())


def rotated(x: Tensor, way: str) -> Tensor:
    """An orthogonal matrix by the exponential, or Cayley's map, of a skew one from the lower half of `x`."""
    rows, columns = x.shape[-2:]
    lower = tril(x)
    if rows != columns:
        lower = cat([lower, lower.new_zeros((*x.shape[:-1], rows - columns))], -1)
    skew = lower - lower.mT
    if way == "matrix_exp":
        made = matrix_exp(skew)
    else:
        one = eye(rows, dtype=from_numpy(skew._value.dtype))
        made = solve(one - skew * 0.5, one + skew * 0.5)
    return made[..., :columns] if rows != columns else made


def reflected(x: Tensor) -> Tensor:
    """An orthogonal matrix by the reflections that the columns below the diagonal of `x` say."""
    lower = tril(x, -1)
    shares = 2.0 / (1.0 + (lower * lower).sum(-2))
    signs = wrap(np.trunc(np.diagonal(look(x), axis1=-2, axis2=-1)).copy())
    return householder_product(lower, shares) * signs.unsqueeze(-2)


def reflections(x: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """(vectors below the diagonal and R on it, shares) of the reflections that make `x` triangular."""
    packed, shares = np.linalg.qr(look(x), mode="raw")
    return np.swapaxes(packed, -1, -2).copy(), shares


def vectors(q: Tensor) -> Tensor:
    """The reflections that make `q`, the signs of its columns on the diagonal."""
    packed, shares = reflections(q)
    places = np.arange(packed.shape[-1])
    signs = np.sign(packed[..., places, places])
    packed[..., places, places] = np.where(shares == 0, -signs, signs)
    return wrap(packed)


def is_orthogonal(q: Tensor) -> bool:
    """Whether the columns have length 1 and stand at right angles, within rounding."""
    columns = q.shape[-1]
    eps = 10 * columns * float(np.finfo(q._value.dtype).eps)
    return bool(np.allclose(look(q.mT @ q), np.eye(columns), atol=eps))


def make_orthogonal(a: Tensor) -> Tensor:
    """The orthogonal factor of `a`, without a change of sign where it is orthogonal already."""
    packed, shares = reflections(a)
    signs = wrap(np.sign(np.diagonal(packed, axis1=-2, axis2=-1)).copy())
    return householder_product(wrap(packed), wrap(shares)) * signs.unsqueeze(-2)


def orthogonal(
    module: Module,
    name: str = "weight",
    orthogonal_map: str | None = None,
    *,
    use_trivialization: bool = True,
) -> Module:
    """Keeps a matrix [..., n, k] orthogonal: QᵀQ = 1, or QQᵀ = 1 where it is wide.

    By "matrix_exp" (of square ones the default), "cayley" or "householder". `use_trivialization`
    starts from the matrix itself. ValueError for another map, no such tensor, or fewer axes.
    Source: https://arxiv.org/abs/1909.09501

    >>> import tidu
    >>> layer = orthogonal(tidu.nn.Linear(3, 5))
    >>> tidu.allclose(layer.weight.T @ layer.weight, tidu.eye(3), atol=1e-5)
    True
    """
    weight: Any = getattr(module, name, None)
    if not isinstance(weight, Tensor):
        raise ValueError(say("parametrize.unknown", module=module._get_name(), name=name))
    if weight._value.ndim < 2:
        raise ValueError(say("parametrize.matrix", shape=list(weight.shape)))
    if orthogonal_map is None:
        orthogonal_map = "matrix_exp" if weight.shape[-2] == weight.shape[-1] else "householder"
    if orthogonal_map not in MAPS:
        raise ValueError(say("parametrize.map", given=orthogonal_map, known=", ".join(MAPS)))
    made = Orthogonal(weight, orthogonal_map, use_trivialization=use_trivialization)
    return register_parametrization(module, name, made, unsafe=True)

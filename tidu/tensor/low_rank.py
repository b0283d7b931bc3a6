"""The few largest singular values of large matrices, by random projections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.tensor.linear_algebra import matmul
from tidu.tensor.matrix_checks import matrices
from tidu.tensor.sampling import randn
from tidu.tensor.spectrum import svd
from tidu.tensor.triangles import qr_factor
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def svd_lowrank(
    A: Tensor, q: int = 6, niter: int = 2, M: Tensor | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """(U, S, V) with A − M ≈ U diag(S) Vᵀ for the q largest singular values of A [..., m, n].

    Source: Halko, Martinsson and Tropp 2009, algorithm 5.1.

    >>> import tidu
    >>> svd_lowrank(tidu.tensor([[3.0, 0.0], [0.0, 4.0]]), q=2)[1].round(decimals=4)
    tensor([4., 3.])
    """
    matrices("svd_lowrank", A)
    centred = A if M is None else A - M.broadcast_to(A._value.shape)
    m, n = centred._value.shape[-2:]
    wide = m < n
    tall = centred.mT if wide else centred
    basis = _range(tall, q, niter)
    u, s, v = svd(matmul(basis.mT, tall), False)
    left, right = matmul(basis, u), v.mT
    return (right, s, left) if wide else (left, s, right)


def _range(A: Tensor, q: int, niter: int) -> Tensor:
    """An orthonormal basis of nearly all that A reaches."""
    n = A._value.shape[-1]
    basis = qr_factor(matmul(A, randn(n, q, dtype=A.dtype))).Q
    for _ in range(niter):
        turned = qr_factor(matmul(A.mT, basis)).Q
        basis = qr_factor(matmul(A, turned)).Q
    return basis


def pca_lowrank(
    A: Tensor, q: int | None = None, center: bool = True, niter: int = 2
) -> tuple[Tensor, Tensor, Tensor]:
    """Principal components of the rows of A [..., m, n]: (U, S, V), V [..., n, q] the directions.

    >>> import tidu
    >>> x = tidu.tensor([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    >>> pca_lowrank(x, q=1)[2].abs()
    tensor([[0.7071],
            [0.7071]])
    """
    m, n = matrices("pca_lowrank", A)._value.shape[-2:]
    count = min(6, m, n) if q is None else q
    if not 0 <= count <= min(m, n):
        raise ValueError(say("linalg.low_rank", q=count, most=min(m, n)))
    if niter < 0:
        raise ValueError(say("linalg.iterations", given=niter))
    centred = A - A.mean(dim=-2, keepdim=True) if center else A
    return svd_lowrank(centred, count, niter)

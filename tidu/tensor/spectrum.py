"""Eigenvalues, singular values and what is made of them, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.errors import LinAlgError
from tidu.core.mode import mode
from tidu.ops import spectrum
from tidu.tensor.comparison import gt
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.matrix_checks import alike, matrices, squares, taken_apart, tied
from tidu.tensor.promote import NONE, named, to_dtype
from tidu.tensor.returned import returned
from tidu.tensor.triangles import mirrored
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = float | int
Eigh = returned("linalg_eigh", "eigenvalues", "eigenvectors")
SVD, OldSVD = returned("linalg_svd", "U", "S", "Vh"), returned("svd", "U", "S", "V")
Lstsq = returned("linalg_lstsq", "solution", "residuals", "rank", "singular_values")
INT64 = np.dtype("int64")


def eigh(input: Tensor, UPLO: str = "L") -> Any:
    """The eigenvalues w (ascending) and orthonormal eigenvectors v (columns) of symmetric matrices.

    Of input [..., n, n] one triangle is read: the lower ("L") or the upper ("U"). Eigenvectors
    are unique up to their sign only; so should be what is computed from them.

    >>> import tidu
    >>> eigh(tidu.tensor([[2.0, 1.0], [1.0, 2.0]])).eigenvalues
    tensor([1., 3.])
    """
    squares("linalg.eigh", input)
    if UPLO not in ("L", "U", "l", "u"):
        raise RuntimeError(say("linalg.uplo", given=UPLO))
    packed = mode.bind(spectrum.eigh, (mirrored(input, UPLO in "Uu"),), NONE)
    made = taken_apart(packed, spectrum.eigh_shapes(input._value.shape), "LinalgEigh")
    _refuse_nonfinite("linalg.eigh", input, made[1])
    return Eigh(made)


def _refuse_nonfinite(operation: str, input: Tensor, vectors: Tensor) -> None:
    """LinAlgError where NaN or inf went in, of which nothing can be found out."""
    if mode.recorder is None and not np.isfinite(vectors._value).all():
        raise LinAlgError(say("linalg.finite", operation=operation))


def eigvalsh(input: Tensor, UPLO: str = "L") -> Tensor:
    """The eigenvalues of symmetric matrices, ascending."""
    return eigh(input, UPLO)[0]


def svd(A: Tensor, full_matrices: bool = True, *, driver: str | None = None) -> Any:
    """U, S (descending) and Vᵀ: A = U diag(S) Vᵀ. Without `full_matrices` only what A needs of U and Vᵀ.

    The gradient of vectors that belong to equal or to no singular values is not defined: such
    parts count as 0. `driver` chooses among CUDA's and is refused here, as in PyTorch.

    >>> import tidu
    >>> svd(tidu.tensor([[3.0, 0.0], [0.0, 4.0]])).S
    tensor([4., 3.])
    """
    if driver is not None:
        raise RuntimeError(say("linalg.driver", given=driver))
    packed = mode.bind(spectrum.svd, (matrices("linalg.svd", A),), {"full": full_matrices})
    made = taken_apart(packed, spectrum.svd_shapes(A._value.shape, full_matrices), "LinalgSvd")
    _refuse_nonfinite("linalg.svd", A, made[0])
    return SVD(made)


def svdvals(A: Tensor, *, driver: str | None = None) -> Tensor:
    """The singular values, descending."""
    return svd(A, False, driver=driver)[1]


def svd_old(input: Tensor, some: bool = True, compute_uv: bool = True) -> Any:
    """As `linalg.svd`, by its old name `torch.svd`: it gives V, not Vᵀ."""
    u, s, v = svd(input, not some)
    if not compute_uv:
        m, n = input._value.shape[-2:]
        batch, kind = input._value.shape[:-2], input._value.dtype
        return OldSVD((wrap(np.zeros((*batch, m, m), kind)), s, wrap(np.zeros((*batch, n, n), kind))))
    return OldSVD((u, s, v.mT))


def _cutoffs(input: Tensor, atol: Any, rtol: Any) -> tuple[Any, Any]:
    """The tolerances as tensors: by default the rounding of the longer side, unless atol is given."""
    shape, kind = input._value.shape, input._value.dtype
    if rtol is None:
        usual = float(np.finfo(kind).eps) * max(shape[-2:], default=0)
        rtol = usual
        if atol is not None:
            given: Any = atol if isinstance(atol, Handle) else wrap(np.asarray(atol, kind))
            rtol = to_dtype(gt(given, 0), kind) * -usual + usual
    pair = (0.0 if atol is None else atol, rtol)
    made = (x if isinstance(x, Handle) else wrap(np.asarray(x, kind)) for x in pair)
    absolute, relative = (to_dtype(x.detach(), kind) for x in made)
    return absolute, relative


def pinv(
    input: Tensor, rcond: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None
) -> Tensor:
    """The pseudoinverse [..., n, m] of input [..., m, n].

    Singular values up to max(atol, rtol·σ₁) count as 0.

    >>> import tidu
    >>> pinv(tidu.tensor([[2.0], [0.0]]))
    tensor([[0.5000, 0.0000]])
    """
    matrices("linalg.pinv", input)
    if hermitian:
        input = mirrored(squares("linalg.pinv", input), False)
    tolerances = _cutoffs(input, atol, rcond if rcond is not None else rtol)
    if not input._value.size:
        return input.mT.clone()
    return named(mode.bind(spectrum.pinv, (input, *tolerances), NONE), "LinalgPinv")


def pinverse(input: Tensor, rcond: float = 1e-15) -> Tensor:
    """As `linalg.pinv`, by its old name and with its old tolerance."""
    return pinv(input, rcond)


def matrix_rank(
    input: Tensor, tol: Any = None, hermitian: bool = False, *, atol: Any = None, rtol: Any = None
) -> Tensor:
    """How many singular values of each matrix are more than max(atol, rtol·σ₁), or more than `tol`.

    >>> import tidu
    >>> matrix_rank(tidu.ones(3, 3))
    tensor(1)
    """
    matrices("linalg.matrix_rank", input)
    if hermitian:
        squares("linalg.matrix_rank", input)
    if tol is not None:
        atol, rtol = tol, 0.0
    if not input._value.size:
        return wrap(np.zeros(input._value.shape[:-2], INT64))
    absolute, relative = _cutoffs(input, atol, rtol)
    values = svdvals(mirrored(input, False).detach() if hermitian else input.detach())
    limit = absolute.maximum(relative * values.amax(-1))
    return (values > limit.unsqueeze(-1)).sum(-1)


def lstsq(input: Tensor, b: Tensor, rcond: float | None = None, *, driver: str | None = None) -> Any:
    """The X for which |input X − b| is least, and of those the smallest: input [..., m, n], b [..., m, k].

    With it the residuals (squared, where m > n and the rank is n), the rank and, for the drivers
    "gelsd" and "gelss", the singular values. Every driver computes by singular values here.

    >>> import tidu
    >>> a = tidu.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]])
    >>> lstsq(a, tidu.tensor([[1.0], [3.0], [5.0]])).solution
    tensor([[1.0000],
            [2.0000]])
    """
    if driver not in (None, "gels", "gelsy", "gelsd", "gelss"):
        raise RuntimeError(say("linalg.lstsq_driver", given=driver))
    matrices("linalg.lstsq", input)
    alike("linalg.lstsq", input, b)
    m, n = input._value.shape[-2:]
    vector = b._value.ndim == 1 or input._value.shape[:-1] == b._value.shape
    right = b.unsqueeze(-1) if vector else b
    if right._value.ndim < 2 or right._value.shape[-2] != m:
        raise RuntimeError(say("linalg.lstsq", a=list(input._value.shape), b=list(b._value.shape), m=m))
    # By singular values: what is left out is what PyTorch's drivers leave out.
    usual = float(np.finfo(input._value.dtype).eps) * max(m, n)
    found = matmul(pinv(input, atol=0.0, rtol=usual if rcond is None or rcond < 0 else rcond), right)
    nothing, kind = wrap(np.zeros(0, input._value.dtype)), driver or "gelsy"
    rank = matrix_rank(input, rtol=usual if rcond is None else rcond)
    residuals = tied(nothing, input)
    if m > n and kind != "gelsy" and bool((rank._value == n).all()):
        residuals = (matmul(input, found) - right).square().sum(-2)
    values = svdvals(input.detach()) if kind in ("gelsd", "gelss") else nothing
    solution = named(found.squeeze(-1) if vector else found, "LinalgLstsq")
    ranks = rank if kind != "gels" else wrap(np.zeros(0, INT64))
    return Lstsq((solution, residuals, ranks, values))

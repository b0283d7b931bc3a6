"""Factorizations of symmetric and of any matrices into triangles: Cholesky and QR, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.errors import LinAlgError
from tidu.core.mode import mode
from tidu.ops import factor
from tidu.ops.convert import copy
from tidu.tensor.equations import solve_triangular
from tidu.tensor.handle import look, wrap
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.matrix_checks import (
    INT32,
    alike,
    broken,
    matrices,
    no_trouble,
    squares,
    taken_apart,
)  # fmt: skip
from tidu.tensor.promote import NONE, named, unary
from tidu.tensor.returned import returned
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

CholeskyEx, QR = returned("linalg_cholesky_ex", "L", "info"), returned("linalg_qr", "Q", "R")
OldQR = returned("qr", "Q", "R")


def cholesky_ex(input: Tensor, *, upper: bool = False, check_errors: bool = False) -> Any:
    """As `cholesky`, with `info` in place of an error: 0, or the order of the first minor that is not."""
    result = _cholesky(squares("linalg.cholesky_ex", input), upper)
    place = broken(result, input)
    if place is None:
        return CholeskyEx((result, no_trouble(input._value.shape[:-2])))
    partial, info = _minors(input, upper)
    if check_errors:
        raise _not_positive("linalg.cholesky_ex", place, info)
    return CholeskyEx((partial, info))


def cholesky_factor(input: Tensor, *, upper: bool = False) -> Tensor:
    """The lower triangle L with L Lᵀ = A for symmetric positive definite A [..., n, n].

    With `upper` its transpose. Of A the lower triangle is read (the upper with `upper`); where
    that is symmetric so is the gradient. Raises LinAlgError where A is not positive definite.

    >>> import tidu
    >>> cholesky_factor(tidu.tensor([[4.0, 2.0], [2.0, 5.0]]))
    tensor([[2., 0.],
            [1., 2.]])
    """
    result = _cholesky(squares("linalg.cholesky", input), upper)
    place = broken(result, input)
    if place is not None:
        raise _not_positive("linalg.cholesky", place, _minors(input, upper)[1])
    return result


def cholesky(input: Tensor, upper: bool = False) -> Tensor:
    """As `linalg.cholesky`, by its old name."""
    return cholesky_factor(input, upper=upper)


def mirrored(input: Tensor, upper: bool) -> Tensor:
    """The symmetric matrix that one triangle of `input` stands for; itself if it is symmetric.

    Its gradient passes as it is, as PyTorch's does: it is symmetric, and for the whole matrix.
    """
    value = input._value
    if mode.recorder is not None or np.array_equal(value, np.swapaxes(value, -1, -2), equal_nan=True):
        return input
    half, rest = (np.triu(value), np.triu(value, 1)) if upper else (np.tril(value), np.tril(value, -1))
    result = unary(copy, input)
    np.copyto(result._value, half + np.swapaxes(rest, -1, -2))
    return result


def _cholesky(input: Tensor, upper: bool) -> Tensor:
    lower = mode.bind(factor.cholesky, (mirrored(input, upper),), NONE)
    return named(lower.mT if upper else lower, "LinalgCholeskyEx")


def _minors(input: Tensor, upper: bool) -> tuple[Tensor, Tensor]:
    """How far LAPACK came with each matrix, and the order of the first minor that is not positive."""
    from scipy.linalg import get_lapack_funcs

    value = look(input.detach())
    run: Any = get_lapack_funcs("potrf", (value,))
    made, info = np.empty_like(value), np.zeros(value.shape[:-2], INT32)
    for place in np.ndindex(info.shape):
        made[place], info[place] = run(value[place], lower=not upper, clean=True)
    return wrap(made), wrap(info)


def _not_positive(operation: str, place: tuple, info: Tensor) -> LinAlgError:
    batch = "" if not place else f"(Batch element {', '.join(map(str, place))}): "
    order = int(info._value[place])
    return LinAlgError(say("linalg.positive", operation=operation, batch=batch, order=order))


def cholesky_solve(input: Tensor, L: Tensor, upper: bool = False) -> Tensor:
    """The X with A X = input, given the Cholesky factor L of A.

    >>> import tidu
    >>> cholesky_solve(tidu.tensor([[8.0]]), tidu.tensor([[2.0]]))
    tensor([[2.]])
    """
    alike("cholesky_solve", input, L)
    matrices("cholesky_solve", input)
    lower = squares("cholesky_solve", L).mT if upper else L
    half = solve_triangular(lower, input, upper=False)
    return named(solve_triangular(lower.mT, half, upper=True), "CholeskySolve")


def cholesky_inverse(input: Tensor, upper: bool = False) -> Tensor:
    """The inverse of A, given its Cholesky factor."""
    n = squares("cholesky_inverse", input)._value.shape[-1]
    eye = wrap(np.eye(n, dtype=input._value.dtype)).expand(input._value.shape)
    return named(cholesky_solve(eye, input, upper), "CholeskyInverse")


def qr_factor(A: Tensor, mode: str = "reduced") -> Any:
    """Q with orthonormal columns and the upper triangle R: A = Q R.

    `mode` "reduced": Q [..., m, k], R [..., k, n], k = min(m, n); "complete": Q [..., m, m];
    "r": R alone, Q is empty.

    >>> import tidu
    >>> qr_factor(tidu.tensor([[3.0], [4.0]])).R.abs()
    tensor([[5.]])
    """
    if mode not in ("reduced", "complete", "r"):
        raise RuntimeError(say("linalg.qr_mode", given=mode))
    q, r = _qr(matrices("linalg.qr", A), "reduced" if mode == "r" else mode)
    if mode == "r":
        q, r = wrap(np.zeros(0, A._value.dtype)), r.detach()
        if A.requires_grad:
            raise RuntimeError(say("linalg.qr_r_gradient"))
    return QR((q, r))


def _qr(A: Tensor, kind: str) -> list[Tensor]:
    m, n = A._value.shape[-2:]
    if m < n:  # what stands right of the square part is turned along with it
        q, left = _qr(A[..., :m], "reduced")
        return [q, named(_beside(left, matmul(q.mT, A[..., m:])), "LinalgQr")]
    packed = mode.bind(factor.qr, (A,), {"mode": kind})
    return taken_apart(packed, factor.qr_shapes(A._value.shape, kind), "LinalgQr")


def _beside(left: Tensor, right: Tensor) -> Tensor:
    axis = left._value.ndim - 1
    sizes = (left._value.shape[-1], right._value.shape[-1])
    return mode.bind(factor.concatenate, (left, right), {"axis": axis, "sizes": sizes})


def qr(input: Tensor, some: bool = True) -> Any:
    """As `linalg.qr`, by its old name."""
    return OldQR(qr_factor(input, "reduced" if some else "complete"))

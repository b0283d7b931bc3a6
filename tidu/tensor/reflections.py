"""Products of Householder reflections, and factorizations that LAPACK leaves in its own form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.errors import LinAlgError
from tidu.tensor.arithmetic import mul, sub
from tidu.tensor.handle import look, wrap
from tidu.tensor.joining import cat
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.matrix_checks import INT32, alike, matrices, squares, tied
from tidu.tensor.promote import named
from tidu.tensor.returned import returned
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Geqrf = returned("geqrf", "a", "tau")
LDL = returned("linalg_ldl_factor", "LD", "pivots")
LDLEx = returned("linalg_ldl_factor_ex", "LD", "pivots", "info")


def reflected(vectors: Tensor, tau: Tensor, other: Tensor, order: Any) -> Tensor:
    """(I − τ v vᵀ) for each column v of `vectors`, in that order, times `other` [..., m, n].

    A column begins, at its own place on the diagonal, with a 1 that is not stored.
    """
    m = vectors._value.shape[-2]
    for i in order:
        one = wrap(np.ones((*vectors._value.shape[:-2], 1), vectors._value.dtype))
        nothing = wrap(np.zeros((*vectors._value.shape[:-2], i), vectors._value.dtype))
        v = cat([nothing, one, vectors[..., i + 1 : m, i]], -1).unsqueeze(-1)
        along = mul(tau[..., i].unsqueeze(-1).unsqueeze(-1), matmul(v.mT, other))
        other = sub(other, mul(v, along))
    return other


def householder_product(input: Tensor, tau: Tensor) -> Tensor:
    """The first n columns of H₁ H₂ … Hₖ with Hᵢ = I − τᵢ vᵢ vᵢᵀ; input [..., m, n], tau [..., k].

    >>> import tidu
    >>> a, tau = geqrf(tidu.tensor([[3.0, 1.0], [4.0, 2.0]]))
    >>> householder_product(a, tau).abs()
    tensor([[0.6000, 0.8000],
            [0.8000, 0.6000]])
    """
    shape = matrices("linalg.householder_product", input)._value.shape
    alike("linalg.householder_product", input, tau)
    k = tau._value.shape[-1] if tau._value.ndim else -1
    if shape[-2] < shape[-1] or not 0 <= k <= shape[-1] or tau._value.shape[:-1] != shape[:-2]:
        raise RuntimeError(say("linalg.householder", a=list(shape), b=list(tau._value.shape)))
    eye = wrap(np.eye(shape[-2], shape[-1], dtype=input._value.dtype)).expand(shape)
    made = reflected(input, tau, eye, range(k)[::-1])
    return named(tied(made if k else eye.clone(), input), "LinalgHouseholderProduct")


def ormqr(
    input: Tensor, tau: Tensor, other: Tensor, left: bool = True, transpose: bool = False
) -> Tensor:
    """Q other (other Q unless `left`; Qᵀ for Q with `transpose`), with the whole Q that reflections make."""
    matrices("ormqr", input)
    alike("ormqr", input, tau)
    alike("ormqr", input, other)
    a, t, b = input._value.shape, tau._value.shape, other._value.shape
    if len(b) < 2 or a[-2] != b[-2 if left else -1] or not t or t[-1] > a[-1] or t[:-1] != a[:-2]:
        raise RuntimeError(say("linalg.ormqr", a=list(a), b=list(t), c=list(b)))
    if not left:
        return named(ormqr(input, tau, other.mT, True, not transpose).mT, "Ormqr")
    order = range(t[-1]) if transpose else range(t[-1])[::-1]
    return named(reflected(input, tau, other, order), "Ormqr")


def geqrf(input: Tensor) -> Any:
    """The reflections of a QR factorization as LAPACK leaves them: (a, tau). It has no gradient.

    >>> import tidu
    >>> geqrf(tidu.tensor([[3.0], [4.0]])).a[0].abs()
    tensor([5.])
    """
    from scipy.linalg import get_lapack_funcs

    value = look(matrices("geqrf", input))
    run: Any = get_lapack_funcs("geqrf", (value,))
    made = np.empty_like(value)
    tau = np.zeros((*value.shape[:-2], min(value.shape[-2:])), value.dtype)
    for place in np.ndindex(value.shape[:-2]) if value.size else ():
        made[place], tau[place] = run(value[place])[:2]
    return Geqrf((wrap(made), wrap(tau)))


def ldl_factor_ex(input: Tensor, *, hermitian: bool = False, check_errors: bool = False) -> Any:
    """L D Lᵀ of a symmetric matrix in LAPACK's form, with `info` (0, or the first zero of D)."""
    from scipy.linalg import get_lapack_funcs

    value = look(squares("linalg.ldl_factor_ex", input))
    run: Any = get_lapack_funcs("sytrf", (value,))
    made, info = np.empty_like(value), np.zeros(value.shape[:-2], INT32)
    pivots = np.zeros(value.shape[:-1], INT32)
    for place in np.ndindex(info.shape) if value.size else ():
        made[place], pivots[place], info[place] = run(value[place], lower=1)
    if check_errors and info.any():
        raise LinAlgError(say("linalg.ldl", k=int(info[info > 0].flat[0])))
    return LDLEx((wrap(np.tril(made)), wrap(pivots), wrap(info)))


def ldl_factor(input: Tensor, *, hermitian: bool = False) -> Any:
    """L D Lᵀ of a symmetric matrix, for `ldl_solve`; LinAlgError where D has a zero. No gradient."""
    return LDL(ldl_factor_ex(input, hermitian=hermitian, check_errors=True)[:2])


def ldl_solve(LD: Tensor, pivots: Tensor, B: Tensor, *, hermitian: bool = False) -> Tensor:
    """The X with A X = B, given what `ldl_factor` gave. It has no gradient.

    >>> import tidu
    >>> made = ldl_factor(tidu.tensor([[2.0, 1.0], [1.0, 3.0]]))
    >>> ldl_solve(*made, tidu.tensor([[3.0], [4.0]])).round(decimals=4)
    tensor([[1.],
            [1.]])
    """
    from scipy.linalg import get_lapack_funcs

    alike("linalg.ldl_solve", squares("linalg.ldl_solve", LD), B)
    factors, swaps, sides = look(LD), look(pivots), look(B)
    if sides.ndim < 2 or sides.shape[-2] != factors.shape[-1]:
        shapes = {"a": list(factors.shape), "b": list(sides.shape)}
        raise RuntimeError(say("linalg.solve", **shapes, n=factors.shape[-1]))
    batch = np.broadcast_shapes(factors.shape[:-2], sides.shape[:-2])
    run: Any = get_lapack_funcs("sytrs", (factors,))
    out = np.empty((*batch, *sides.shape[-2:]), sides.dtype)
    factors = np.broadcast_to(factors, (*batch, *factors.shape[-2:]))
    swaps = np.broadcast_to(swaps, (*batch, swaps.shape[-1]))
    sides = np.broadcast_to(sides, out.shape)
    for place in np.ndindex(batch) if out.size else ():
        out[place] = run(factors[place], swaps[place], sides[place], lower=1)[0]
    return wrap(out)

"""The factorization into two triangles with rows exchanged, as PyTorch names it: LU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.errors import LinAlgError
from tidu.core.mode import mode
from tidu.ops import factor
from tidu.tensor.arithmetic import add
from tidu.tensor.equations import diagonal_of, solve_triangular
from tidu.tensor.handle import look, wrap
from tidu.tensor.linear_algebra import matmul, tril, triu
from tidu.tensor.matrix_checks import (
    INT32,
    alike,
    matrices,
    no_trouble,
    squares,
    taken_apart,
)  # fmt: skip
from tidu.tensor.promote import NONE, named, to_dtype
from tidu.tensor.returned import returned
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

LU = returned("linalg_lu", "P", "L", "U")
LUFactor = returned("linalg_lu_factor", "LU", "pivots")
LUFactorEx = returned("linalg_lu_factor_ex", "LU", "pivots", "info")
LUUnpack = returned("lu_unpack", "P", "L", "U")


def _lu(A: Tensor, pivot: bool, operation: str) -> tuple[Tensor, Tensor, Tensor]:
    """L and U in one, the places of pivots, and the order of rows."""
    matrices(operation, A)
    if not pivot:
        raise RuntimeError(say("linalg.pivot", operation=operation))
    packed = mode.bind(factor.lu, (A,), NONE)
    both, pivots, order = taken_apart(packed, factor.lu_shapes(A._value.shape), "LinalgLuFactorEx")
    return both, to_dtype(pivots.detach(), INT32), order.detach()


def lu(A: Tensor, *, pivot: bool = True) -> Any:
    """A permutation P, a unit lower triangle L and an upper triangle U: A = P L U.

    >>> import tidu
    >>> lu(tidu.tensor([[0.0, 1.0], [2.0, 3.0]])).U
    tensor([[2., 3.],
            [0., 1.]])
    """
    both, _, order = _lu(A, pivot, "linalg.lu")
    lower, upper = _triangles(both, "LinalgLu")
    return LU((factor.permutation(order).mT, lower, upper))


def _triangles(both: Tensor, label: str) -> tuple[Tensor, Tensor]:
    m, n = both._value.shape[-2:]
    k = min(m, n)
    eye = wrap(np.eye(m, k, dtype=both._value.dtype))
    lower = add(tril(both[..., :k], -1), eye)
    return named(lower, label), named(triu(both[..., :k, :]), label)


def lu_factor_ex(A: Tensor, *, pivot: bool = True, check_errors: bool = False) -> Any:
    """As `lu_factor`, with `info` in place of an error: 0, or the number of the first zero pivot."""
    both, pivots, _ = _lu(A, pivot, "linalg.lu_factor_ex")
    k = min(A._value.shape[-2:])
    if mode.recorder is not None or not k:
        return LUFactorEx((both, pivots, no_trouble(A._value.shape[:-2])))
    zero = look(diagonal_of(both.detach()[..., :k, :k])) == 0
    info = np.where(zero.any(-1), zero.argmax(-1) + 1, 0).astype(INT32)
    if check_errors and info.any():
        raise _zero_pivot("linalg.lu_factor_ex", info)
    return LUFactorEx((both, pivots, wrap(info)))


def _zero_pivot(operation: str, info: np.ndarray) -> LinAlgError:
    place = np.argwhere(info)[0]
    batch = "" if not info.ndim else f"(Batch element {', '.join(map(str, place))}): "
    return LinAlgError(say("linalg.zero_pivot", operation=operation, batch=batch, k=info[tuple(place)]))


def lu_factor(A: Tensor, *, pivot: bool = True) -> Any:
    """L and U in one matrix, and which row was exchanged with which, for `lu_solve`."""
    both, pivots, info = lu_factor_ex(A, pivot=pivot)
    if info._value.any():
        raise _zero_pivot("linalg.lu_factor", info._value)
    return LUFactor((both, pivots))


def lu_old(A: Tensor, pivot: bool = True, get_infos: bool = False) -> tuple[Tensor, ...]:
    """As `linalg.lu_factor`, by its old name `torch.lu`."""
    both, pivots, info = lu_factor_ex(A, pivot=pivot, check_errors=not get_infos)
    return (both, pivots, info) if get_infos else (both, pivots)


def lu_unpack(
    LU_data: Tensor, LU_pivots: Tensor, unpack_data: bool = True, unpack_pivots: bool = True
) -> Any:
    """P, L and U from what `lu_factor` gave; empty tensors for those that are not asked for."""
    if unpack_pivots and LU_pivots._value.dtype != INT32:
        raise RuntimeError(say("linalg.pivots", given=LU_pivots.dtype))
    nothing = wrap(np.zeros(0, LU_data._value.dtype))
    order = _order(LU_pivots, LU_data) if unpack_pivots else None
    p = nothing if order is None else factor.permutation(order).mT
    lower, upper = _triangles(LU_data, "LuUnpack") if unpack_data else (nothing, nothing)
    return LUUnpack((p, lower, upper))


def _order(pivots: Tensor, like: Tensor) -> Tensor:
    """The order of rows that exchanging them one by one gives."""
    swaps, m = look(pivots) - 1, like._value.shape[-2]
    order = np.empty((*swaps.shape[:-1], m), like._value.dtype)
    for place in np.ndindex(swaps.shape[:-1]):
        rows = np.arange(m)
        for i, j in enumerate(swaps[place]):
            rows[[i, j]] = rows[[j, i]]
        order[place] = rows
    return wrap(order)


def lu_solve_factored(
    LU: Tensor, pivots: Tensor, B: Tensor, *, left: bool = True, adjoint: bool = False
) -> Tensor:
    """The X with A X = B (X A = B unless `left`; Aᵀ for A with `adjoint`), given what `lu_factor` gave."""
    squares("linalg.lu_solve", LU)
    alike("linalg.lu_solve", LU, matrices("linalg.lu_solve", B))
    if pivots._value.dtype != INT32:
        raise RuntimeError(say("linalg.pivots", given=pivots.dtype))
    if not left:
        return lu_solve_factored(LU, pivots, B.mT, adjoint=not adjoint).mT
    p = factor.permutation(_order(pivots, LU))
    if adjoint:
        half = solve_triangular(LU.mT, B, upper=False)
        whole = matmul(p.mT, solve_triangular(LU.mT, half, upper=True, unitriangular=True))
    else:
        half = solve_triangular(LU, matmul(p, B), upper=False, unitriangular=True)
        whole = solve_triangular(LU, half, upper=True)
    return named(whole, "LinalgLuSolve")


def lu_solve(input: Tensor, LU_data: Tensor, LU_pivots: Tensor) -> Tensor:
    """As `linalg.lu_solve`, by its old name and order."""
    return lu_solve_factored(LU_data, LU_pivots, input)

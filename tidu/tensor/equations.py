"""Systems of linear equations, inverses and determinants, as PyTorch names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.ops import equations
from tidu.ops.factor import lu, lu_shapes
from tidu.ops.parts import part
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.matrix_checks import (  # fmt: skip
    alike,
    broken,
    no_trouble,
    singular,
    squares,
    tied,
    zero_pivots,
)
from tidu.tensor.movement import reshape
from tidu.tensor.promote import NONE, named, to_dtype
from tidu.tensor.returned import returned
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

InvEx, SolveEx = returned("linalg_inv_ex", "inverse", "info"), returned("linalg_solve_ex", "result", "info")
Slogdet = returned("linalg_slogdet", "sign", "logabsdet")
Triangular = returned("triangular_solve", "solution", "cloned_coefficient")


def det(A: Tensor) -> Tensor:
    """The determinant of each matrix of A [..., n, n].

    >>> import tidu
    >>> det(tidu.tensor([[1.0, 2.0], [3.0, 4.0]]))
    tensor(-2.)
    """
    result = mode.bind(equations.det, (squares("linalg.det", A),), NONE)
    return named(result, "LinalgDet")


def slogdet(A: Tensor) -> Any:
    """The sign and the logarithm of the size of the determinant, where that itself would overflow.

    >>> import tidu
    >>> slogdet(tidu.eye(2) * -3).logabsdet
    tensor(2.1972)
    """
    shape = squares("linalg.slogdet", A)._value.shape
    packed = mode.bind(lu, (A,), NONE)
    factor, pivots, _ = (part(packed, lu_shapes(shape), k) for k in range(3))
    pivot = diagonal_of(factor)
    places = wrap(np.arange(1, shape[-1] + 1, dtype=A._value.dtype))
    signs = pivot.detach().sign() * (1 - 2 * to_dtype(pivots.detach() != places, A._value.dtype))
    size = pivot.abs().log().sum(-1)
    return Slogdet((named(tied(signs.prod(-1), A), "LinalgSlogdet"), named(size, "LinalgSlogdet")))


def diagonal_of(x: Tensor) -> Tensor:
    """The diagonal of each square matrix."""
    n = x._value.shape[-1]
    return reshape(x, (*x._value.shape[:-2], n * n))[..., :: n + 1]


def logdet(input: Tensor) -> Tensor:
    """The logarithm of the determinant: NaN where that is negative, −inf where it is 0.

    >>> import tidu
    >>> logdet(tidu.eye(2) * 3)
    tensor(2.1972)
    """
    sign, size = slogdet(input)
    return named(sign.log() + size, "Add")


def solve_ex(A: Tensor, B: Tensor, *, left: bool = True, check_errors: bool = False) -> Any:
    """As `solve`, with `info` in place of an error: 0, or the number of the first zero pivot."""
    result = _solution(A, B, left, "linalg.solve_ex")
    place = _trouble(result, A, B)
    if place is None:
        batch = A._value.shape[:-2]
        return SolveEx((result, no_trouble(batch)))
    if check_errors:
        raise singular("linalg.solve_ex", place, A._value.shape)
    return SolveEx((result, zero_pivots(A.detach())))


def solve(A: Tensor, B: Tensor, *, left: bool = True) -> Tensor:
    """The X with A X = B (X A = B unless `left`): A [..., n, n], B [..., n] or [..., n, k].

    Raises LinAlgError where a matrix is singular.

    >>> import tidu
    >>> solve(tidu.tensor([[2.0, 0.0], [0.0, 4.0]]), tidu.tensor([2.0, 2.0]))
    tensor([1.0000, 0.5000])
    """
    result = _solution(A, B, left, "linalg.solve")
    place = _trouble(result, A, B)
    if place is not None:
        raise singular("linalg.solve", place, A._value.shape)
    return result


def _trouble(result: Tensor, A: Tensor, B: Tensor) -> tuple[int, ...] | None:
    """Where a system has no solution."""
    vector = _is_vector(A, B)
    return broken(result.unsqueeze(-1), A, B.unsqueeze(-1)) if vector else broken(result, A, B)


def _is_vector(A: Tensor, B: Tensor) -> bool:
    """Whether B holds vectors rather than matrices, by PyTorch's rule."""
    a, b = A._value.shape, B._value.shape
    return len(b) == 1 or (len(a) - 1 == len(b) and b == a[:-1])


def _solution(A: Tensor, B: Tensor, left: bool, operation: str) -> Tensor:
    squares(operation, A)
    alike(operation, A, B)
    a, b = A._value.shape, B._value.shape
    if not b:
        raise RuntimeError(say("linalg.solve", a=list(a), b=list(b), n=a[-1]))
    if _is_vector(A, B):
        if not left:
            raise RuntimeError(say("linalg.solve_vector", a=list(a), b=list(b)))
        column = mode.bind(equations.solve, (A, _checked(A, B.unsqueeze(-1))), NONE)
        return named(column.squeeze(-1), "LinalgSolveEx")
    if left:
        return named(mode.bind(equations.solve, (A, _checked(A, B)), NONE), "LinalgSolveEx")
    turned = mode.bind(equations.solve, (A.mT, _checked(A, B.mT)), NONE)
    return named(turned.mT, "LinalgSolveEx")


def _checked(A: Tensor, B: Tensor) -> Tensor:
    a, b = A._value.shape, B._value.shape
    if len(b) < 2 or b[-2] != a[-1]:
        raise RuntimeError(say("linalg.solve", a=list(a), b=list(b), n=a[-1]))
    return B


def inv(A: Tensor) -> Tensor:
    """The inverse of each matrix of A [..., n, n]; LinAlgError where there is none.

    >>> import tidu
    >>> inv(tidu.tensor([[2.0, 0.0], [0.0, 4.0]]))
    tensor([[0.5000, 0.0000],
            [0.0000, 0.2500]])
    """
    result = _inverse(squares("linalg.inv", A))
    place = broken(result, A)
    if place is not None:
        raise singular("linalg.inv", place, A._value.shape)
    return result


def inv_ex(A: Tensor, *, check_errors: bool = False) -> Any:
    """As `inv`, with `info` in place of an error: 0, or the number of the first zero pivot."""
    result = _inverse(squares("linalg.inv_ex", A))
    place = broken(result, A)
    if place is None:
        return InvEx((result, no_trouble(A._value.shape[:-2])))
    if check_errors:
        raise singular("linalg.inv_ex", place, A._value.shape)
    return InvEx((result, zero_pivots(A.detach())))


def _inverse(A: Tensor) -> Tensor:
    eye = wrap(np.eye(A._value.shape[-1], dtype=A._value.dtype))
    return named(mode.bind(equations.solve, (A, eye), NONE), "LinalgInvEx")


def inverse(input: Tensor) -> Tensor:
    """As `linalg.inv`, by its old name."""
    return inv(input)


def solve_triangular(
    input: Tensor, B: Tensor, *, upper: bool, left: bool = True, unitriangular: bool = False
) -> Tensor:
    """The X with A X = B (X A = B unless `left`) for a triangle A, of which the rest is not read.

    >>> import tidu
    >>> a = tidu.tensor([[2.0, 9.0], [0.0, 4.0]])
    >>> solve_triangular(a, tidu.tensor([[11.0], [4.0]]), upper=True)
    tensor([[1.],
            [1.]])
    """
    squares("linalg.solve_triangular", input)
    alike("linalg.solve_triangular", input, B)
    a, b = input._value.shape, B._value.shape
    if len(b) < 2 or b[-2 if left else -1] != a[-1]:
        raise RuntimeError(say("linalg.solve", a=list(a), b=list(b), n=a[-1]))
    params = {"upper": upper if left else not upper, "unit": unitriangular}
    operands = (input, B) if left else (input.mT, B.mT)
    result = mode.bind(equations.solve_triangular, operands, params)
    return named(result if left else result.mT, "LinalgSolveTriangular")


def triangular_solve(
    input: Tensor, A: Tensor, upper: bool = True, transpose: bool = False, unitriangular: bool = False
) -> Any:
    """The old name of `linalg.solve_triangular`, with its operands exchanged."""
    matrix = A.mT if transpose else A
    shape = (*_batch(A, input), *A._value.shape[-2:])
    found = solve_triangular(matrix, input, upper=upper != transpose, unitriangular=unitriangular)
    return Triangular((named(found, "TriangularSolve"), A.expand(shape).clone()))


def _batch(*stacks: Tensor) -> tuple[int, ...]:
    return np.broadcast_shapes(*(x._value.shape[:-2] for x in stacks if isinstance(x, Handle)))


def tensorinv(input: Tensor, ind: int = 2) -> Tensor:
    """The inverse of a tensor seen as a matrix: its first `ind` axes by the others."""
    shape = input._value.shape
    if ind <= 0:
        raise RuntimeError(say("linalg.tensorinv_axes", ind=ind))
    rows, columns = shape[:ind], shape[ind:]
    m, n = int(np.prod(rows)), int(np.prod(columns))
    if m != n:
        raise RuntimeError(say("linalg.tensorinv", shape=list(shape), ind=ind, m=m, n=n))
    return reshape(inv(reshape(input, (m, n))), (*columns, *rows))


def tensorsolve(input: Tensor, other: Tensor, dims: Any = None) -> Tensor:
    """The X with tensordot(input, X, X.ndim) = other; `dims` of input are moved to its end first."""
    if dims is not None:
        moved = [d % input._value.ndim for d in dims]
        rest = [k for k in range(input._value.ndim) if k not in moved]
        input = input.permute((*rest, *moved))
    wanted = input._value.shape[other._value.ndim :]
    m, n = other._value.size, int(np.prod(wanted))
    if input._value.size != m * n or m != n:
        raise RuntimeError(say("linalg.tensorsolve", a=list(input._value.shape), b=list(other._value.shape)))
    return reshape(solve(reshape(input, (m, n)), reshape(other, -1)), wanted)

"""Systems of linear equations and determinants, on stacks of matrices, and their gradients."""

from __future__ import annotations

import numpy as np

from tidu.core.matrices import LAPACK, forgiving, regular, square_form, well
from tidu.core.native import NoNative
from tidu.core.primitive import Sample, declare
from tidu.core.shapes import Form, broadcast_shapes
from tidu.ops.compare import where
from tidu.ops.contract import matmul, swap
from tidu.ops.convert import kind_of
from tidu.ops.move import ALL, concatenate, reshape, take_slice
from tidu.ops.reduce import sum_
from tidu.text import say


def eye_like(x) -> np.ndarray:
    """The identity in the size and type of the matrices `x`."""
    return np.eye(x.shape[-1], dtype=kind_of(x))


def triangle(x, *, upper: bool, diagonal: int = 0):
    """`x` with zeros below (`upper`) or above that diagonal."""
    offset = np.arange(x.shape[-1]) - np.arange(x.shape[-2])[:, None]
    return where(offset >= diagonal if upper else offset <= diagonal, x, 0.0)


def scale(x):
    """Numbers [...] as [..., 1, 1], to multiply matrices."""
    return reshape(x, shape=(*x.shape, 1, 1))


def trace_of(x, y):
    """Σ x · y over the last two axes."""
    rank = len(x.shape)
    return sum_(x * y, axes=(rank - 2, rank - 1), keepdims=False)


def _solved(a: Form, b: Form, **params) -> Form:
    square_form(a)
    if len(b.shape) < 2 or a.shape[-1] != b.shape[-2]:
        raise RuntimeError(say("linalg.solve", a=list(a.shape), b=list(b.shape), n=a.shape[-1]))
    batch = broadcast_shapes(a.shape[:-2], b.shape[:-2], operation="linalg.solve")
    return Form((*batch, *b.shape[-2:]), a.dtype)


def _triangular(a, b, *, upper, unit):
    from scipy.linalg import solve_triangular

    batch = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    out = np.empty((*batch, *b.shape[-2:]), b.dtype)
    a = np.broadcast_to(a, (*batch, *a.shape[-2:]))
    b = np.broadcast_to(b, out.shape)
    for place in np.ndindex(batch) if out.size else ():
        try:
            settings = {"lower": not upper, "unit_diagonal": unit, "check_finite": False}
            out[place] = solve_triangular(a[place], b[place], **settings)
        except np.linalg.LinAlgError:  # a 0 on the diagonal: inf, as dividing by it gives
            out[place] = _substituted(a[place], b[place], upper)
    return out


def _substituted(a, b, upper):
    """By substitution, row by row, where a division by 0 may come up."""
    out = b.copy()
    order = range(len(a))[::-1] if upper else range(len(a))
    with np.errstate(all="ignore"):
        for i in order:
            known = slice(i + 1, None) if upper else slice(0, i)
            out[i] = (out[i] - a[i, known] @ out[known]) / a[i, i]
    return out


def _triangular_slope(g, out, a, upper, unit):
    """The cotangent of a: minus (aᵀ \\ g) outᵀ, where a is looked at."""
    back = solve_triangular(swap(a), g, upper=not upper, unit=unit)
    return -triangle(matmul(back, swap(out)), upper=upper, diagonal=(1 if upper else -1) if unit else 0)


def _cofactor(a):
    """The matrix of cofactors, by singular values: right for singular matrices too."""
    u, s, v = np.linalg.svd(a)
    others = np.where(np.eye(s.shape[-1], dtype=bool), 1, s[..., None, :]).prod(-1)
    sign = np.linalg.det(u) * np.linalg.det(v)
    return ((u * (others * sign[..., None])[..., None, :]) @ v).astype(a.dtype)


def cofactor_slope(g, out, a):
    """The cotangent of a in its cofactors `out`."""
    return (out * scale(trace_of(g, out)) - matmul(matmul(out, swap(g)), out)) / scale(det(a))


def _exponential(a):
    from scipy.linalg import expm

    return expm(a.astype("float64")).astype(a.dtype) if a.size else a.copy()


def exponential_slope(g, a):
    """The cotangent of a in e^a: the upper right of e^[[aᵀ, g], [0, aᵀ]]."""
    n, rank = a.shape[-1], len(a.shape)
    back = swap(a)
    nothing = np.zeros(tuple(a.shape), kind_of(a))
    upper = concatenate(back, g, axis=rank - 1, sizes=(n, n))
    lower = concatenate(nothing, back, axis=rank - 1, sizes=(n, n))
    whole = matrix_exp(concatenate(upper, lower, axis=rank - 2, sizes=(n, n)))
    return take_slice(whole, key=(*(ALL,) * (rank - 2), (0, n, 1), (n, 2 * n, 1)))


def _systems(*pairs, **params):
    def make(random):
        return [Sample((well(random, a), random.normal(size=b)), params) for a, b in pairs]

    return make


solve = declare(
    "solve", "a b", native=NoNative(LAPACK), form=_solved,
    run=forgiving(np.linalg.solve, lambda a, b: b),
    grad={
        "b": lambda g, a: solve(swap(a), g),
        "a": lambda g, out, a: -matmul(solve(swap(a), g), swap(out)),
    },
    samples=_systems(((3, 3), (3, 2)), ((2, 2, 2), (2, 1)), ((2, 2), (3, 2, 1))),
    formula="inverse(a) @ b",
    sentence=("solves {a} x = {b} for x", "解方程组 {a} x = {b}"),
)
solve_triangular = declare(
    "solve_triangular", "a b", native=NoNative(LAPACK), form=_solved, run=_triangular,
    grad={
        "b": lambda g, a, upper, unit: solve_triangular(swap(a), g, upper=not upper, unit=unit),
        "a": _triangular_slope,
    },
    samples=lambda random: [
        Sample((random.uniform(1, 2, a), random.normal(size=b)), {"upper": upper, "unit": unit})
        for a, b, upper, unit in (
            ((3, 3), (3, 2), True, False), ((2, 2, 2), (2, 1), False, False),
            ((3, 3), (2, 3, 1), False, True),
        )
    ],
    formula="inverse(triangle(a, upper, unit)) @ b",
    sentence=("solves {a} x = {b} for x, using one triangle of {a}",
              "只用 {a} 的一个三角部分，解方程组 {a} x = {b}"),
)
det = declare(
    "det", "a", native=NoNative(LAPACK), run=np.linalg.det,
    form=lambda a: Form(square_form(a).shape[:-2], a.dtype),
    grad={"a": lambda g, a: scale(g) * cofactor(a)},
    samples=regular((3, 3), (2, 2, 2), (1, 1)),
    formula="det(a)",
    sentence=("takes the determinant of {a}", "求 {a} 的行列式"),
)
# What a determinant's gradient is made of. The next gradient divides by the determinant.
cofactor = declare(
    "cofactor", "a", native=NoNative(LAPACK), run=forgiving(_cofactor, lambda a: a), form=square_form,
    grad={"a": lambda g, out, a: cofactor_slope(g, out, a)},
    samples=regular((3, 3), (2, 2, 2), (1, 1)),
    formula="det(a) * transpose(inverse(a))",
    sentence=("takes the cofactors of {a}", "求 {a} 的代数余子式矩阵"),
)
matrix_exp = declare(
    "matrix_exp", "a", native=NoNative(LAPACK), run=_exponential, form=square_form,
    grad={"a": exponential_slope},
    samples=lambda random: [Sample((random.normal(size=s) / 2,), {}) for s in ((2, 2), (2, 3, 3), (1, 1))],
    formula="matrix_exp(a)",
    sentence=("takes e to the power of the matrix {a}", "求矩阵指数 e 的 {a} 次幂"),
)

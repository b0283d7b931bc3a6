"""Eigenvalues and singular values of stacks of matrices, and their gradients.

Where two of them are equal the vectors are not unique; what would be divided by their
difference counts as 0, so that gradients of the values alone are right there.
"""

from __future__ import annotations

from math import prod

import numpy as np

from tidu.core.matrices import LAPACK, forgiving, positive, regular, square_form, symmetric
from tidu.core.native import NoNative
from tidu.core.primitive import Sample, declare
from tidu.core.shapes import Form
from tidu.ops.compare import eq, where
from tidu.ops.contract import column, matmul, row, swap
from tidu.ops.move import ALL, take_slice
from tidu.ops.parts import join, joined_form, parts


def quotient(x, y):
    """x / y, and 0 where y is 0."""
    nothing = eq(y, 0)
    return where(nothing, 0.0, x / where(nothing, 1.0, y))


def diagonal(x):
    """The matrix with `x` on its diagonal."""
    return where(np.eye(x.shape[-1], dtype=bool), row(x), 0.0)


def eigh_shapes(shape):
    """The shapes of the eigenvalues and of the eigenvectors."""
    return (shape[-1],), (shape[-1], shape[-1])


def _eigh(a):
    return join(a.shape[:-2], *np.linalg.eigh(symmetric(a)))


def eigh_slope(g, out, a_shape):
    """The symmetric cotangent of a = v diag(w) vᵀ."""
    shapes = eigh_shapes(a_shape)
    (gw, gv), (w, v) = parts(g, shapes), parts(out, shapes)
    inner = quotient(matmul(swap(v), gv), row(w) - column(w)) + diagonal(gw)
    whole = matmul(matmul(v, inner), swap(v))
    return 0.5 * (whole + swap(whole))


def svd_shapes(shape, full):
    """The shapes of U, S and Vᵀ."""
    m, n = shape[-2:]
    k = min(m, n)
    return ((m, m) if full else (m, k)), (k,), ((n, n) if full else (k, n))


def _svd(a, *, full):
    return join(a.shape[:-2], *np.linalg.svd(a, full_matrices=full))


def skew(x):
    """x − xᵀ."""
    return x - swap(x)


def svd_slope(g, out, a_shape, full):
    """The cotangent of a = u diag(s) vᵀ, of the vectors that belong to singular values.

    Source: Townsend 2016, Differentiating the singular value decomposition.
    """
    shapes = svd_shapes(a_shape, full)
    (m, n), k, every = a_shape[-2:], shapes[1][0], (ALL,) * (len(a_shape) - 2)
    (gu, gs, gv), (u, s, v) = parts(g, shapes), parts(out, shapes)
    if full:
        columns, rows = (*every, ALL, (0, k, 1)), (*every, (0, k, 1), ALL)
        gu, u = take_slice(gu, key=columns), take_slice(u, key=columns)
        gv, v = take_slice(gv, key=rows), take_slice(v, key=rows)
    left, right = matmul(swap(u), gu), matmul(v, swap(gv))
    apart = row(s) * row(s) - column(s) * column(s)
    inner = quotient(skew(left), apart) * row(s) + column(s) * quotient(skew(right), apart)
    whole = matmul(matmul(u, inner + diagonal(gs)), v)
    if m > k:
        whole = whole + matmul(quotient(gu - matmul(u, left), row(s)), v)
    if n > k:
        whole = whole + matmul(u, quotient(gv - matmul(swap(right), v), column(s)))
    return whole


def _pinv(a, atol, rtol):
    u, s, v = np.linalg.svd(a, full_matrices=False)
    largest = s.max(-1, initial=0)
    small = s <= np.maximum(atol, rtol * largest)[..., None]
    inverse = np.where(small, 0, 1 / np.where(small, 1, s))
    return np.swapaxes((u * inverse[..., None, :]) @ v, -1, -2).astype(a.dtype)


def _pinv_or_nan(a, atol, rtol):
    return forgiving(lambda a: _pinv(a, atol, rtol), lambda a: a.T)(a)


def pinv_slope(g, out, a):
    """The cotangent of a in its pseudoinverse `out`, at constant rank.

    Source: Golub and Pereyra 1973, The differentiation of pseudo-inverses.
    """
    across, back = swap(out), swap(g)
    outside = matmul(back - matmul(a, matmul(out, back)), matmul(out, across))
    inside = matmul(matmul(across, out), back - matmul(matmul(back, out), a))
    return outside + inside - matmul(matmul(across, g), across)


eigh = declare(
    "eigh", "a", native=NoNative(LAPACK), grad={"a": eigh_slope},
    run=forgiving(_eigh, lambda a: np.empty(a.shape[-1] * (a.shape[-1] + 1), a.dtype)),
    form=lambda a: joined_form(square_form(a), eigh_shapes(a.shape)),
    samples=positive((3, 3), (2, 2, 2), (1, 1)),
    formula="eigh(a)",
    sentence=("finds the eigenvalues and eigenvectors of the symmetric {a}",
              "求对称矩阵 {a} 的特征值与特征向量"),
)
svd = declare(
    "svd", "a", native=NoNative(LAPACK), grad={"a": svd_slope},
    run=forgiving(_svd, lambda a, full: np.empty(sum(map(prod, svd_shapes(a.shape, full))), a.dtype)),
    form=lambda a, *, full: joined_form(a, svd_shapes(a.shape, full)),
    samples=lambda random: [
        *regular((3, 3), (4, 2), (2, 2, 3), (1, 1), full=False)(random), *regular((2, 2), full=True)(random),
    ],
    formula="svd(a)",
    sentence=("finds the singular values and vectors of {a}", "求 {a} 的奇异值与奇异向量"),
)
pinv = declare(
    "pinv", "a atol rtol", native=NoNative(LAPACK), grad={"a": lambda g, out, a: pinv_slope(g, out, a)},
    run=_pinv_or_nan, form=lambda a, atol, rtol: Form((*a.shape[:-2], a.shape[-1], a.shape[-2]), a.dtype),
    samples=lambda random: [
        Sample((sample.operands[0], 0.0, 1e-6), {}) for sample in regular((3, 3), (4, 2), (2, 2, 3))(random)
    ],
    formula="pseudoinverse(a)",
    sentence=("takes the pseudoinverse of {a}, with singular values below {atol} or {rtol} as 0",
              "求 {a} 的伪逆，小于 {atol} 或相对小于 {rtol} 的奇异值取作 0"),
)

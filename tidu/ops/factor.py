"""Factorizations of stacks of matrices into triangles, and their gradients."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.matrices import LAPACK, forgiving, positive, regular, square_form, symmetric
from tidu.core.native import NoNative
from tidu.core.primitive import declare
from tidu.ops.arithmetic import add
from tidu.ops.compare import eq
from tidu.ops.contract import matmul, swap
from tidu.ops.convert import kind_of, like
from tidu.ops.equations import eye_like, solve_triangular, triangle
from tidu.ops.move import ALL, concatenate, reshape, take_slice
from tidu.ops.parts import join, joined_form, part, parts
from tidu.text import say


def half(x, *, upper=False):
    """A triangle with half of the diagonal: what of a symmetric matrix counts once."""
    return 0.5 * (triangle(x, upper=upper) + triangle(x, upper=upper, diagonal=1 if upper else -1))


def back(a, g, *, upper, unit=False):
    """g a⁻¹ for a triangle a."""
    return swap(solve_triangular(swap(a), swap(g), upper=not upper, unit=unit))


def cholesky_slope(g, out):
    """The symmetric cotangent of a = out outᵀ. Source: Murray 2016, arXiv:1602.07527."""
    inner = half(matmul(swap(out), g))
    turned = back(out, solve_triangular(swap(out), inner, upper=True, unit=False), upper=False)
    return 0.5 * (turned + swap(turned))


def qr_shapes(shape, mode):
    """The shapes of Q and R."""
    m, n = shape[-2:]
    k = min(m, n) if mode == "reduced" else m
    return (m, k), (k, n)


def _qr(a, *, mode):
    return join(a.shape[:-2], *np.linalg.qr(a, mode=mode))


def qr_slope(g, out, a_shape, mode):
    """The cotangent of a = q r with at least as many rows as columns.

    Source: Walter and Lehmann 2012, arXiv:1001.1654.
    """
    shapes = qr_shapes(a_shape, mode)
    if shapes[0][1] != a_shape[-1]:
        raise RuntimeError(say("linalg.qr_gradient", shape=list(a_shape)))
    (gq, gr), (q, r) = parts(g, shapes), parts(out, shapes)
    inner = half(matmul(gr, swap(r)) - matmul(swap(q), gq), upper=True)
    return back_through(r, matmul(q, inner + swap(inner)) + gq)


def lu_shapes(shape):
    """The shapes of L and U in one matrix, the places of pivots, and the permutation of rows."""
    m, n = shape[-2:]
    return (m, n), (min(m, n),), (m,)


def _lu(a):
    from scipy.linalg import get_lapack_funcs

    factor: Any = get_lapack_funcs("getrf", (a,))
    packed, pivots, order = (np.zeros((*a.shape[:-2], *shape), a.dtype) for shape in lu_shapes(a.shape))
    for place in np.ndindex(a.shape[:-2]):
        rows = np.arange(a.shape[-2])
        if a.size:
            packed[place], swaps, _ = factor(a[place])
            for i, j in enumerate(swaps):
                rows[[i, j]] = rows[[j, i]]
            pivots[place] = swaps + 1
        order[place] = rows
    return join(a.shape[:-2], packed, pivots, order)


def permutation(order):
    """The matrix P for which (P a)[i] = a[order[i]]."""
    n = order.shape[-1]
    numbers = np.arange(n, dtype=kind_of(order))
    return like(eq(reshape(order, shape=(*order.shape, 1)), numbers), order)


def lu_slope(g, out, a_shape):
    """The cotangent of a, whose rows in their new order are l u; l and u may be tall and wide."""
    shapes = lu_shapes(a_shape)
    g, packed, order = part(g, shapes, 0), part(out, shapes, 0), part(out, shapes, 2)
    (m, n), k = shapes[0], min(shapes[0])
    every, rank = (ALL,) * (len(a_shape) - 2), len(a_shape)
    core = (*every, (0, k, 1), (0, k, 1))
    square, inner = take_slice(packed, key=core), take_slice(g, key=core)
    below, right = (*every, (k, m, 1), ALL), (*every, ALL, (k, n, 1))
    unit = add(triangle(square, upper=False, diagonal=-1), eye_like(square))
    lower = matmul(swap(unit), triangle(inner, upper=False, diagonal=-1))
    upper = matmul(triangle(inner, upper=True), swap(triangle(square, upper=True)))
    rest = None
    if m > k:
        tall, rest_of_g = take_slice(packed, key=below), take_slice(g, key=below)
        rest = back_through(square, rest_of_g)
        upper = upper - matmul(swap(tall), rest_of_g)
    elif n > k:
        wide, rest_of_g = take_slice(packed, key=right), take_slice(g, key=right)
        rest = solve_triangular(swap(square), rest_of_g, upper=True, unit=True)
        lower = lower - matmul(rest_of_g, swap(wide))
    middle = triangle(lower, upper=False, diagonal=-1) + triangle(upper, upper=True)
    whole = back_through(square, solve_triangular(swap(square), middle, upper=True, unit=True))
    if rest is not None:
        axis = rank - 2 if m > k else rank - 1
        whole = concatenate(whole, rest, axis=axis, sizes=(k, max(m, n) - k))
    return matmul(swap(permutation(order)), whole)


def back_through(square, g):
    """g u⁻ᵀ for the upper triangle u of `square`."""
    return swap(solve_triangular(square, swap(g), upper=True, unit=False))


cholesky = declare(
    "cholesky", "a", native=NoNative(LAPACK), form=square_form,
    run=lambda a: _cholesky(symmetric(a)),
    grad={"a": lambda g, out: cholesky_slope(g, out)},
    samples=positive((3, 3), (2, 2, 2), (1, 1)),
    formula="cholesky(a)",
    sentence=("takes the lower triangle whose square is {a}", "求下三角矩阵 L，使 L Lᵀ = {a}"),
)
_cholesky = forgiving(np.linalg.cholesky, lambda a: a)
qr = declare(
    "qr", "a", native=NoNative(LAPACK), run=_qr, grad={"a": qr_slope},
    form=lambda a, *, mode: joined_form(a, qr_shapes(a.shape, mode)),
    samples=lambda random: [
        *regular((3, 2), (2, 2, 2), (1, 1), mode="reduced")(random),
        *regular((2, 2), mode="complete")(random),
    ],
    formula="qr(a)",
    sentence=("factors {a} into an orthogonal matrix and a triangle",
              "把 {a} 分解为正交矩阵与上三角矩阵之积"),
)
lu = declare(
    "lu", "a", native=NoNative(LAPACK), run=_lu, grad={"a": lu_slope},
    form=lambda a: joined_form(a, lu_shapes(a.shape)),
    samples=regular((3, 3), (2, 2, 2), (3, 2), (2, 4), (1, 1)),
    formula="lu(a)",
    sentence=("factors {a}, with its rows reordered, into two triangles",
              "把 {a} 换行后分解为两个三角矩阵之积"),
)

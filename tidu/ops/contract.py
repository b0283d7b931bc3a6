"""The product of matrices and its gradient."""

from __future__ import annotations

import operator
from math import prod

from tidu.core.native import KERNEL
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.core.shapes import Form, matmul_shape
from tidu.ops.move import permute, reshape


def swap(x):
    """`x` with its last two axes exchanged."""
    rank = len(x.shape)
    return permute(x, axes=(*range(rank - 2), rank - 1, rank - 2))


def column(x):
    """`x` with a new last axis of 1."""
    return reshape(x, shape=(*x.shape, 1))


def row(x):
    """`x` with a new axis of 1 before its last."""
    return reshape(x, shape=(*x.shape[:-1], 1, *x.shape[-1:]))


def left_slope(g, y, x_shape):
    """The cotangent of x in x @ y: g @ yᵀ, with vectors seen as a row and a column."""
    if len(y.shape) == 1:
        return (column(g) if g.shape else g) * y
    if len(x_shape) == 1:
        return reshape(matmul(y, column(g)), shape=(*y.shape[:-1],))
    return matmul(g, swap(y))


def right_slope(g, x, y_shape):
    """The cotangent of y in x @ y: xᵀ @ g, with vectors seen as a row and a column."""
    if len(x.shape) == 1:
        return g * x if len(y_shape) == 1 else column(x) * row(g)
    if len(y_shape) == 1:
        return reshape(matmul(swap(x), column(g)), shape=(*x.shape[:-2], x.shape[-1]))
    if len(y_shape) == 2 and len(x.shape) > 2:
        x, g = (reshape(each, shape=(prod(each.shape[:-1]), each.shape[-1])) for each in (x, g))
    return matmul(swap(x), g)


def _product(x, y):
    """x @ y. Many rows by one matrix are one product, where NumPy makes one a batch: twice as quick."""
    if x.ndim > 2 and y.ndim == 2:
        rows = x.reshape(prod(x.shape[:-1]), x.shape[-1])
        return operator.matmul(rows, y).reshape(*x.shape[:-1], y.shape[1])
    return operator.matmul(x, y)


matmul = declare(
    "matmul", "x y", run=_product, native=KERNEL,
    form=lambda x, y: Form(matmul_shape(x.shape, y.shape), x.dtype),
    grad={
        "x": lambda g, y, x_shape: left_slope(g, y, x_shape),
        "y": lambda g, x, y_shape: right_slope(g, x, y_shape),
    },
    samples=each(
        (((2, 3), (3, 4)), {}), (((3,), (3,)), {}), (((2, 3), (3,)), {}), (((3,), (3, 2)), {}),
        (((5, 2, 3), (3, 4)), {}), (((2, 1, 2, 3), (4, 3, 2)), {}), (((3,), (5, 3, 2)), {}),
        (((5, 2, 3), (3,)), {}), (((0, 3), (3, 2)), {}),
    ),
    formula="x @ y",
    sentence=("multiplies the matrices {x} and {y}", "矩阵 {x} 乘以矩阵 {y}"),
)

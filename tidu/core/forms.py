"""The shape-and-dtype rules that many primitives share."""

from __future__ import annotations

import numpy as np

from tidu.core.shapes import Form, broadcast_shapes, reduced_shape

BOOL = np.dtype(bool)
INT64 = np.dtype("int64")


def same(x: Form, **params: object) -> Form:
    """The form of an operation that works on each element by itself.

    >>> same(Form((2,), np.dtype("float32")))
    float32[2]
    """
    return x


def truth(x: Form, **params: object) -> Form:
    """As `same`, giving a bool each.

    >>> truth(Form((2,), np.dtype("float32")))
    bool[2]
    """
    return Form(x.shape, BOOL, x.weak)


def broadcast(*xs: Form, operation: str = "broadcast", **params: object) -> Form:
    """The common shape; the type is that of the operands, which is one (numbers are weak).

    Of numbers alone comes a number.

    >>> broadcast(Form((2, 1), np.dtype("float32")), Form((3,), np.dtype("float32")))
    float32[2,3]
    """
    typed = next((x for x in xs if not x.weak), None)
    if typed is None:
        return Form((), np.result_type(*(x.dtype for x in xs)), weak=True)
    return Form(broadcast_shapes(*(x.shape for x in xs), operation=operation), typed.dtype)


def broadcast_truth(*xs: Form, operation: str = "broadcast", **params: object) -> Form:
    """As `broadcast`, giving a bool each.

    >>> broadcast_truth(Form((2, 1), np.dtype("float32")), Form((3,), np.dtype("float32")))
    bool[2,3]
    """
    form = broadcast(*xs, operation=operation)
    return Form(form.shape, BOOL, form.weak)


def reduced(x: Form, *, axes: tuple[int, ...], keepdims: bool) -> Form:
    """`axes` removed, or kept as 1.

    >>> reduced(Form((2, 3), np.dtype("float32")), axes=(0,), keepdims=False)
    float32[3]
    """
    return Form(reduced_shape(x.shape, axes, keepdims), x.dtype)

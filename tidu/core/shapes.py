"""Shape-and-dtype rules, shared by the primitives: what comes out, before anything runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import prod

import numpy as np

from tidu.text import say

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """What is known of a value before it is computed: its shape and its NumPy type.

    A Python number is `weak`: its type gives way to that of the arrays that it meets.

    >>> Form((2, 3), np.dtype("float32"))
    float32[2,3]
    """

    shape: Shape
    dtype: np.dtype
    weak: bool = field(default=False, compare=False)

    def __repr__(self) -> str:
        return f"{self.dtype}[{','.join(map(str, self.shape))}]"


def form_of(value: object) -> Form:
    """The form of an array, of anything with `shape` and `dtype`, or of a Python number.

    >>> form_of(np.zeros((2, 1))), form_of(3)
    (float64[2,1], int64[])
    """
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        return Form(tuple(value.shape), np.dtype(value.dtype))  # pyright: ignore
    return Form((), np.asarray(value).dtype, weak=True)


def broadcast_shapes(*shapes: Shape, operation: str = "broadcast") -> Shape:
    """The common shape of operands, by NumPy's and PyTorch's rule; raises where there is none.

    >>> broadcast_shapes((3, 1), (4,))
    (3, 4)
    """
    out: Shape = ()
    for shape in shapes:
        if shape != out:
            out = _broadcast_two(out, shape, operation)
    return out


def _broadcast_two(a: Shape, b: Shape, operation: str) -> Shape:
    rank = max(len(a), len(b))
    wide_a = (1,) * (rank - len(a)) + a
    wide_b = (1,) * (rank - len(b)) + b
    for axis, (m, n) in enumerate(zip(wide_a, wide_b, strict=True)):
        if m != n and m != 1 and n != 1:
            raise RuntimeError(
                say(
                    "errors.broadcast",
                    operation=operation,
                    a=a,
                    b=b,
                    axis=axis,
                    m=m,
                    n=n,
                    fix=_broadcast_fix(a, b),
                )
            )
    return tuple(n if m == 1 else m for m, n in zip(wide_a, wide_b, strict=True))


def _broadcast_fix(a: Shape, b: Shape) -> str:
    """The likeliest repair: a vector that meets its axis from the wrong side, or a transpose."""
    if len(b) == 1 and len(a) == 2 and b[0] == a[0]:
        return "b.unsqueeze(1)"
    if len(a) == 1 and len(b) == 2 and a[0] == b[0]:
        return "a.unsqueeze(1)"
    if len(a) == len(b) == 2 and a == b[::-1]:
        return "b.T"
    if prod(a) == prod(b):
        return f"b.reshape({', '.join(map(str, a))})"
    return "print(a.shape, b.shape)"


def matmul_shape(a: Shape, b: Shape) -> Shape:
    """The shape of `a @ b`; vectors count as a row on the left and a column on the right.

    >>> matmul_shape((5, 2, 3), (3, 4)), matmul_shape((3,), (3,))
    ((5, 2, 4), ())
    """
    if not a or not b:
        raise RuntimeError(say("errors.matmul_scalar", a=a, b=b))
    rows = a if len(a) > 1 else (1, *a)
    columns = b if len(b) > 1 else (*b, 1)
    if rows[-1] != columns[-2]:
        if len(b) > 1 and rows[-1] == columns[-1]:
            fix = "a @ b.T" if len(b) == 2 else "a @ b.mT"
        elif len(a) > 1 and rows[-2] == columns[-2]:
            fix = "a.T @ b" if len(a) == 2 else "a.mT @ b"
        else:
            fix = "print(a.shape, b.shape)"
        raise RuntimeError(say("errors.matmul", a=a, b=b, m=rows[-1], n=columns[-2], fix=fix))
    try:
        batch = broadcast_shapes(rows[:-2], columns[:-2])
    except RuntimeError:
        told = {"a": a, "b": b, "m": rows[:-2], "n": columns[:-2]}
        raise RuntimeError(say("errors.matmul_batch", **told)) from None
    return batch + rows[-2:-1] * (len(a) > 1) + columns[-1:] * (len(b) > 1)


def axis_of(dim: int, rank: int) -> int:
    """`dim` counted from the front; raises PyTorch's IndexError when there is no such axis.

    >>> axis_of(-1, 3)
    2
    """
    room = max(rank, 1)
    if not -room <= dim < room:
        raise IndexError(say("errors.dim", low=-room, high=room - 1, dim=dim))
    return dim % room


def axes_of(dims: int | tuple[int, ...] | list[int] | None, rank: int) -> tuple[int, ...]:
    """`dims` as axes counted from the front, each once; None and () mean every axis.

    >>> axes_of(None, 2), axes_of(-1, 2)
    ((0, 1), (1,))
    """
    if dims is None or dims == () or dims == []:
        return tuple(range(rank))
    listed = (dims,) if isinstance(dims, int) else tuple(dims)
    axes = tuple(axis_of(int(dim), rank) for dim in listed)
    for axis in axes:
        if axes.count(axis) > 1:
            raise RuntimeError(say("errors.dim_twice", dim=axis))
    return () if rank == 0 else axes


def reduced_shape(shape: Shape, axes: tuple[int, ...], keepdims: bool) -> Shape:
    """`shape` with `axes` removed, or kept as 1.

    >>> reduced_shape((2, 3), (0,), False), reduced_shape((2, 3), (0,), True)
    ((3,), (1, 3))
    """
    if keepdims:
        return tuple(1 if axis in axes else n for axis, n in enumerate(shape))
    return tuple(n for axis, n in enumerate(shape) if axis not in axes)


def _fitting(shape: Shape, size: int) -> Shape:
    """A shape near `shape` that `size` elements have: one size left open, or all in one row."""
    for axis in range(len(shape)):
        open_there = (*shape[:axis], -1, *shape[axis + 1 :])
        rest = prod(n for n in open_there if n != -1)
        if open_there.count(-1) == 1 and rest and size % rest == 0:
            return open_there
    return (-1,)


@lru_cache(4096)
def resolve_shape(shape: Shape, size: int) -> Shape:
    """`shape` with its one -1 worked out so that it holds `size` elements.

    >>> resolve_shape((2, -1), 6)
    (2, 3)
    """
    if any(n < -1 for n in shape):
        raise RuntimeError(say("errors.negative_size", shape=list(shape)))
    unknown = shape.count(-1)
    known = prod(n for n in shape if n != -1)
    if unknown > 1:
        raise RuntimeError(say("errors.two_unknown", shape=list(shape)))
    if unknown and known == 0:
        raise RuntimeError(say("errors.unknown_of_empty", shape=list(shape)))
    if (unknown and size % known) or (not unknown and known != size):
        raise RuntimeError(say("errors.reshape", shape=list(shape), size=size, fits=_fitting(shape, size)))
    return tuple(size // known if n == -1 else n for n in shape)

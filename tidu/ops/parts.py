"""Several results of one operation, side by side in one array: what factorizations give.

A primitive has one result. So the parts of a factorization lie in its last axis, one after the
other, and are looked at as slices of it; a gradient finds its way back through these.
"""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from tidu.core.shapes import Form, Shape
from tidu.ops.move import ALL, concatenate, reshape, take_slice

Shapes = tuple[Shape, ...]


def join(batch: Shape, *parts: np.ndarray) -> np.ndarray:
    """Arrays [*batch, ...] laid flat, side by side: [*batch, total].

    >>> join((), np.eye(2), np.array([5.0]))
    array([1., 0., 0., 1., 5.])
    """
    rank = len(batch)
    flat = [part.reshape(*batch, prod(part.shape[rank:])) for part in parts]
    return np.concatenate(flat, axis=-1)


def joined_form(x: Form, shapes: Shapes) -> Form:
    """The form of parts of these `shapes` for each matrix of `x`, joined.

    >>> joined_form(Form((4, 2, 2), np.dtype("float64")), ((2, 2), (2,)))
    float64[4,6]
    """
    return Form((*x.shape[:-2], sum(map(prod, shapes))), x.dtype)


def part(x: Any, shapes: Shapes, position: int) -> Any:
    """The part at `position` of the joined `x`, in its own shape.

    >>> part(np.array([1.0, 0.0, 0.0, 1.0, 5.0]), ((2, 2), (1,)), 1)
    array([5.])
    """
    batch = tuple(x.shape[:-1])
    start = sum(map(prod, shapes[:position]))
    key = (*(ALL,) * len(batch), (start, start + prod(shapes[position]), 1))
    return reshape(take_slice(x, key=key), shape=(*batch, *shapes[position]))


def parts(x: Any, shapes: Shapes) -> list[Any]:
    """Every part of the joined `x`."""
    return [part(x, shapes, position) for position in range(len(shapes))]


def gather_parts(batch: Shape, *pieces: Any) -> Any:
    """As `join`, of arrays or tensors, in our own operations.

    >>> gather_parts((), np.eye(1), np.array([5.0]))
    array([1., 5.])
    """
    rank = len(batch)
    flat = [reshape(x, shape=(*batch, prod(x.shape[rank:]))) for x in pieces]
    return concatenate(*flat, axis=rank, sizes=tuple(x.shape[-1] for x in flat))

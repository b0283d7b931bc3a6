"""What the linear algebra primitives share: NumPy's routines without their refusals, and samples.

A matrix that cannot be inverted or factored gives NaN here, so that a program never stops in its
middle; who asked by a name of PyTorch's is told by `tidu.linalg`, which looks at the result.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.primitive import Sample
from tidu.core.shapes import Form
from tidu.text import say

LAPACK = "LAPACK computes it, matrix by matrix"


def forgiving(function: Callable[..., Any], like: Callable[..., Any]) -> Callable[..., Any]:
    """`function` of stacks of matrices, with NaN (in the form of `like`) for those it refuses.

    >>> forgiving(np.linalg.inv, lambda a: a)(np.zeros((1, 1)))
    array([[nan]])
    """

    def run(*stacks: np.ndarray, **params: Any) -> np.ndarray:
        try:
            return function(*stacks, **params)
        except np.linalg.LinAlgError:
            pass  # one of the stack is refused, and NumPy does not say which: each by itself, below
        if all(stack.ndim == 2 for stack in stacks):
            return np.full_like(like(*stacks, **params), np.nan)
        batch = np.broadcast_shapes(*(stack.shape[:-2] for stack in stacks))
        wide = [np.broadcast_to(stack, (*batch, *stack.shape[-2:])) for stack in stacks]
        flat = [stack.reshape(-1, *stack.shape[-2:]) for stack in wide]
        made = np.stack([run(*matrices, **params) for matrices in zip(*flat, strict=True)])
        return made.reshape(*batch, *made.shape[1:])

    return run


def square_form(x: Form, **params: object) -> Form:
    """As `x`, which must be square matrices: RuntimeError.

    >>> square_form(Form((5, 2, 2), np.dtype("float64")))
    float64[5,2,2]
    """
    if len(x.shape) < 2 or x.shape[-1] != x.shape[-2]:
        raise RuntimeError(say("linalg.square", operation="linalg", shape=tuple(x.shape)))
    return x


def symmetric(x: np.ndarray) -> np.ndarray:
    """The mean of a matrix and its transpose: itself if it is symmetric.

    >>> symmetric(np.array([[1.0, 2.0], [4.0, 3.0]]))
    array([[1., 3.],
           [3., 3.]])
    """
    return x if x.size == 0 else 0.5 * x + 0.5 * np.swapaxes(x, -1, -2)


def positive(*shapes: tuple[int, ...], **params: Any) -> Callable[..., list[Sample]]:
    """Samples of symmetric matrices with eigenvalues that are positive and far apart."""

    def make(random: np.random.Generator) -> list[Sample]:
        return [Sample((_positive(random, shape),), params) for shape in shapes]

    return make


def _positive(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    basis = np.linalg.qr(random.normal(size=shape))[0]
    return (basis * (1.0 + np.arange(shape[-1]))) @ np.swapaxes(basis, -1, -2)


def regular(*shapes: tuple[int, ...], **params: Any) -> Callable[..., list[Sample]]:
    """Samples of matrices, square or not, with singular values that are positive and far apart."""

    def make(random: np.random.Generator) -> list[Sample]:
        return [Sample((well(random, shape),), params) for shape in shapes]

    return make


def well(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Random matrices whose singular values are 1, 2, 3 ..."""
    u, s, v = np.linalg.svd(random.normal(size=shape), full_matrices=False)
    return (u * (1.0 + np.arange(s.shape[-1]))) @ v

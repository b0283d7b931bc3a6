"""What functions of matrices ask of their arguments, and how their results leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.core.errors import LinAlgError
from tidu.core.mode import mode
from tidu.ops.compare import where
from tidu.ops.convert import copy
from tidu.ops.parts import Shapes, parts
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import NONE, named, unary
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

INT32 = np.dtype("int32")


def real(operation: str, input: Tensor) -> Tensor:
    """`input`, which must be a tensor of float32 or float64: RuntimeError, as PyTorch has it."""
    if not isinstance(input, Handle):
        raise TypeError(say("linalg.tensor", operation=operation, given=type(input).__name__))
    kind = input._value.dtype
    if kind.kind != "f":
        raise RuntimeError(say("linalg.real", operation=operation, given=from_numpy(kind)))
    if kind.itemsize < 4:
        raise RuntimeError(say("linalg.half", operation=operation, given=from_numpy(kind)))
    return input  # pyright: ignore


def matrices(operation: str, input: Tensor) -> Tensor:
    """`input`, which must be [..., m, n] and real."""
    real(operation, input)
    if input._value.ndim < 2:
        raise RuntimeError(say("linalg.matrix", operation=operation, shape=input._value.shape))
    return input


def squares(operation: str, input: Tensor) -> Tensor:
    """`input`, which must be [..., n, n] and real."""
    shape = matrices(operation, input)._value.shape
    if shape[-1] != shape[-2]:
        raise RuntimeError(say("linalg.square", operation=operation, shape=shape))
    return input


def alike(operation: str, a: Tensor, b: Tensor) -> None:
    """RuntimeError unless both are real and of one type."""
    real(operation, a)
    if not isinstance(b, Handle):
        raise TypeError(say("linalg.tensor", operation=operation, given=type(b).__name__))
    if a._value.dtype != b._value.dtype:
        raise RuntimeError(say("linalg.types", operation=operation, a=a.dtype, b=b.dtype))


def taken_apart(packed: Tensor, shapes: Shapes, label: str) -> list[Any]:
    """The parts of a factorization as tensors of their own."""
    return [named(unary(copy, each), label) for each in parts(packed, shapes)]


def tied(result: Tensor, x: Tensor) -> Tensor:
    """`result`, which does not change with `x`: a gradient of 0 arrives there, as PyTorch has it."""
    if place(x) is None:
        return result
    never = wrap(np.zeros((), bool))
    return mode.bind(where, (never, x.sum(), result), NONE)


def broken(result: Tensor, *given: Tensor) -> tuple[int, ...] | None:
    """Where among stacked matrices the first lies that gave NaN or inf though it has none.

    None where there is none, and in a recording, where nobody knows.
    """
    if mode.recorder is not None:
        return None
    bad = ~np.isfinite(result._value).all((-2, -1))
    if not bad.any():
        return None
    for x in given:
        bad &= np.isfinite(x._value).all((-2, -1))
    return tuple(map(int, np.argwhere(bad)[0])) if bad.any() else None


def singular(operation: str, place: tuple[int, ...], shape: tuple) -> LinAlgError:
    """The refusal of a matrix without an inverse."""
    batch = "" if not place else f"(Batch element {', '.join(map(str, place))}): "
    return LinAlgError(say("linalg.singular", operation=operation, batch=batch, n=shape[-1]))


def zero_pivots(input: Tensor) -> Tensor:
    """For each matrix the number, from 1, of the first 0 on the diagonal of its U; 0 where none is.

    >>> import tidu
    >>> zero_pivots(tidu.ones(2, 2))
    tensor(2, dtype=torch.int32)
    """
    from scipy.linalg import get_lapack_funcs

    value = look(input)
    factor: Any = get_lapack_funcs("getrf", (value,))
    found = np.zeros(value.shape[:-2], INT32)
    for batch in np.ndindex(found.shape) if value.size else ():
        found[batch] = factor(value[batch])[2]
    return wrap(found)


def no_trouble(shape: tuple) -> Tensor:
    """An `info` that says that all went well: zeros."""
    return wrap(np.zeros(shape, INT32))

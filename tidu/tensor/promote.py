"""PyTorch's type promotion, in front of the primitives, which take one type.

Tensors with axes decide first, then tensors without, then Python numbers, each only within
its category (bool < whole < real): https://docs.pytorch.org/docs/stable/tensor_attributes.html
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.core.dtypes import CATEGORY, promote_numpy
from tidu.core.mode import mode
from tidu.core.primitive import Bindable
from tidu.ops.convert import cast
from tidu.tensor.handle import Handle, wrap
from tidu.text import say

NONE: dict[str, Any] = {}
NUMBERS = (bool, int, float)
INT64 = np.dtype("int64")
BOOL = np.dtype(bool)
UINT8 = np.dtype("uint8")


def number_type(number: bool | int | float) -> np.dtype:
    """The type that a Python number has on its own."""
    if isinstance(number, bool):
        return BOOL
    return INT64 if isinstance(number, int) else dtypes.Default.dtype.numpy


def result_dtype(operands: tuple) -> np.dtype:
    """The one type in which `operands` (tensors and Python numbers) meet."""
    best: list[np.dtype | None] = [None, None, None]
    for x in operands:
        if isinstance(x, Handle):
            rank, kind = (0 if x._value.ndim else 1), x._value.dtype
        else:
            rank, kind = 2, number_type(x)
        best[rank] = kind if best[rank] is None else promote_numpy(best[rank], kind)  # pyright: ignore
    out = None
    for kind in best:
        if kind is not None and (out is None or CATEGORY[kind.kind] > CATEGORY[out.kind]):
            out = kind
    assert out is not None
    return out


def operand(x: Any, operation: str) -> Any:
    """`x` as an operand: a tensor or a Python number; NumPy's arrays and scalars become tensors."""
    if isinstance(x, np.generic):  # before numbers: NumPy's float64 is a float, but not weak
        return x.item()
    if isinstance(x, (Bindable, *NUMBERS)):  # the one that is no tensor stands for a number
        return x
    if isinstance(x, np.ndarray):
        refuse_array()
        dtypes.from_numpy(x.dtype)
        return wrap(x)
    raise TypeError(say("errors.operand", operation=operation, given=type(x).__name__))


def refuse_array() -> None:
    """While a recording is on: its numbers may be others at the next call, and nobody would know."""
    if mode.recorder is not None:
        mode.recorder.refuse("array")


def to_dtype(x: Any, kind: np.dtype) -> Any:
    """A tensor in `kind`; a Python number as it is, for numbers follow the tensors."""
    if not isinstance(x, Handle):
        return x if kind.kind == "f" or not isinstance(x, float) else wrap(np.asarray(x, kind))
    if x._value.dtype == kind:
        return x
    # Whole numbers have no gradient, so the tape ends where real ones become whole.
    made = mode.bind(cast, (x if kind.kind == "f" else x.detach(),), {"dtype": kind})
    return named(made, "ToCopy")


def meet(operands: tuple, operation: str, *, real: bool = False) -> tuple:
    """`operands` in their common type; with `real`, whole numbers become the default real type."""
    operands = tuple(operand(x, operation) for x in operands)
    kind = result_dtype(operands)
    if real and kind.kind != "f":
        kind = dtypes.Default.dtype.numpy
    met = tuple(to_dtype(x, kind) for x in operands)
    if any(isinstance(x, Handle) for x in met):
        return met
    return (wrap(np.asarray(met[0], kind)), *met[1:])


def meet_tensor(x: Any, y: Any, operation: str, *, real: bool = False) -> tuple:
    """As `meet`; TypeError, as PyTorch has it, where neither of two operands is a tensor."""
    if not isinstance(x, Bindable) and not isinstance(y, Bindable):
        tensors(operation, operand(x, operation))
    return meet((x, y), operation, real=real)


def binary(primitive: Any, x: Any, y: Any) -> Any:
    """`primitive` on two operands in their common type."""
    return mode.bind(primitive, meet_tensor(x, y, primitive.name), NONE)


def real_binary(primitive: Any, x: Any, y: Any) -> Any:
    """As `binary`, in real numbers: 3 / 2 of whole numbers is 1.5."""
    return mode.bind(primitive, meet_tensor(x, y, primitive.name, real=True), NONE)


def unary(primitive: Any, x: Any) -> Any:
    """`primitive` on one tensor in its own type."""
    return mode.bind(primitive, (x,), NONE)


def real_unary(primitive: Any, x: Any) -> Any:
    """`primitive` on one tensor in real numbers."""
    if x._value.dtype.kind != "f":
        x = to_dtype(x, dtypes.Default.dtype.numpy)
    return mode.bind(primitive, (x,), NONE)


def real_type(x: Any) -> np.dtype:
    """The type of `x` if it is real, else the default real type."""
    return x._value.dtype if x._value.dtype.kind == "f" else dtypes.Default.dtype.numpy


def named(result: Any, label: str) -> Any:
    """`result` with the name that PyTorch prints in `grad_fn=<...>`."""
    node = result._node
    if node is not None and node.edges:
        node.label = label
    return result


def tensors(operation: str, *operands: Any) -> None:
    """TypeError, as PyTorch has it, where `operation` is given what is no tensor.

    >>> tensors("maximum")
    """
    for x in operands:
        if not isinstance(x, Bindable):
            raise TypeError(say("special.tensor", operation=operation, given=type(x).__name__))

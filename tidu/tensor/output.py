"""The keyword `out=`: a function's result, written into a tensor that is there already."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import numpy as np

from tidu.core.dtypes import CATEGORY, NUMPY_TO_DTYPE
from tidu.core.mode import mode
from tidu.tensor.dressed import dressed
from tidu.tensor.handle import Handle
from tidu.tensor.inplace import refuse_overlap, reseat
from tidu.tensor.promote import to_dtype
from tidu.tensor.tape import grad_mode, overwrite, place
from tidu.text import say

SAME_TYPE = {
    "amax", "amin", "aminmax", "argmax", "argmin", "cummax", "cummin", "gather", "index_select", "kthvalue",
    "masked_select", "max", "median", "min", "mode", "nanmedian", "nanquantile", "quantile", "scatter",
    "scatter_add", "scatter_reduce", "sort", "take", "take_along_dim", "topk", "tril", "triu",
}  # fmt: skip
"""Functions whose `out=` must have the very type of the result."""
APART = {"gather", "index_select", "masked_select", "scatter", "scatter_add", "scatter_reduce", "take"}
"""Functions whose `out=` must not lie in the memory of an operand."""


def writes_out(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` with the keyword `out=`: a tensor, or several where it returns several.

    They take the result's shape if theirs is another, and keep their type: RuntimeError if
    that is of a narrower category. What is written this way has no gradient: RuntimeError
    if an operand asks for one.
    """

    @wraps(function)
    def writing(*args: Any, out: Any = None, **kwargs: Any) -> Any:
        if out is None:
            try:
                return function(*args, **kwargs)
            except AttributeError as error:
                raise dressed(function, args, kwargs, error) from None
        refuse_gradient(function.__name__, (*args, *kwargs.values(), out))
        if getattr(function, "placed", False) and isinstance(out, Handle):
            kwargs.setdefault("dtype", NUMPY_TO_DTYPE[out._value.dtype])
        if function.__name__ in APART and isinstance(out, Handle):
            refuse_shared(function.__name__, out, (*args, *kwargs.values()))
        with grad_mode(False):
            result = function(*args, **kwargs)
            if isinstance(result, Handle):
                return put(out, result, function.__name__)
            pairs = zip(cast(Any, out), result, strict=True)
            return result.__class__(put(room, part, function.__name__) for room, part in pairs)

    return writing


def refuse_gradient(name: str, operands: tuple) -> None:
    """Raises where something that is about to be written, or read, asks for a gradient."""
    parts = [part for x in operands for part in (x if isinstance(x, tuple | list) else (x,))]
    if mode.grad and any(isinstance(x, Handle) and place(x) is not None for x in parts):
        raise RuntimeError(say("errors.out_gradient", name=name))


def refuse_shared(name: str, out: Handle, operands: tuple) -> None:
    """Raises where elements of `out` are one place in memory, or places of an operand."""
    for x in operands:
        if isinstance(x, Handle) and mode.recorder is None and np.may_share_memory(x._value, out._value):
            raise RuntimeError(say("places.overlap", name=name))
    refuse_overlap(out._value)


def put(out: Any, result: Any, name: str) -> Any:
    """`out`, holding the numbers of `result`."""
    if not isinstance(out, Handle):
        raise TypeError(say("errors.out_kind", name=name, given=type(out).__name__))
    kind, given = out._value.dtype, result._value.dtype
    if CATEGORY[given.kind] > CATEGORY[kind.kind] or (name in SAME_TYPE and kind != given):
        raise RuntimeError(say("errors.out_type", name=name, given=given, kind=kind))
    result = to_dtype(result, kind)
    if out._value.shape == result._value.shape:
        return overwrite(out, result)
    return reseat(out, result)  # pyright: ignore

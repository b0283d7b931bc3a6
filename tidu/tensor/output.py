"""The keyword `out=`: a function's result, written into a tensor that is there already."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from tidu.core.dtypes import CATEGORY
from tidu.core.mode import mode
from tidu.tensor.handle import Handle
from tidu.tensor.inplace import reseat
from tidu.tensor.promote import to_dtype
from tidu.tensor.tape import grad_mode, overwrite, place
from tidu.text import say


def writes_out(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` with the keyword `out=`: a tensor, or several where it returns several.

    They take the result's shape if theirs is another, and keep their type: RuntimeError if
    that is of a narrower category. What is written this way has no gradient: RuntimeError
    if an operand asks for one.
    """

    @wraps(function)
    def writing(*args: Any, out: Any = None, **kwargs: Any) -> Any:
        if out is None:
            return function(*args, **kwargs)
        refuse_gradient(function.__name__, (*args, *kwargs.values(), out))
        with grad_mode(False):
            result = function(*args, **kwargs)
            if isinstance(result, Handle):
                return put(out, result, function.__name__)
            return type(result)(put(*pair, function.__name__) for pair in zip(out, result, strict=True))

    return writing


def refuse_gradient(name: str, operands: tuple) -> None:
    """Raises where something that is about to be written, or read, asks for a gradient."""
    parts = [part for x in operands for part in (x if isinstance(x, tuple | list) else (x,))]
    if mode.grad and any(isinstance(x, Handle) and place(x) is not None for x in parts):
        raise RuntimeError(say("errors.out_gradient", name=name))


def put(out: Any, result: Any, name: str) -> Any:
    """`out`, holding the numbers of `result`."""
    if not isinstance(out, Handle):
        raise TypeError(say("errors.out_kind", name=name, given=type(out).__name__))
    kind, given = out._value.dtype, result._value.dtype
    if CATEGORY[given.kind] > CATEGORY[kind.kind]:
        raise RuntimeError(say("errors.out_type", name=name, given=given, kind=kind))
    result = to_dtype(result, kind)
    if out._value.shape == result._value.shape:
        return overwrite(out, result)
    return reseat(out, result)  # pyright: ignore

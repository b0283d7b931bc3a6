"""Are values close? For one's own tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from tidu.tensor.tensor import Tensor
from tidu.text import say

# PyTorch's, by type: https://docs.pytorch.org/docs/stable/testing.html
TOLERANCES = {"float64": (1e-7, 1e-7), "float32": (1.3e-6, 1e-5), "float16": (1e-3, 1e-5)}


def assert_close(
    actual: Any,
    expected: Any,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_dtype: bool = True,
    msg: str | None = None,
) -> None:
    """AssertionError unless |actual − expected| ≤ atol + rtol · |expected| everywhere.

    Takes tensors, arrays, numbers, and lists, tuples and dicts of them. Shapes must be equal,
    and types unless `check_dtype` is False. Tolerances default to PyTorch's for the type.
    Source: https://docs.pytorch.org/docs/stable/testing.html

    >>> import tidu
    >>> assert_close(tidu.tensor([1.0, 2.0]) / 3 * 3, tidu.tensor([1.0, 2.0]))
    """
    compare = partial(_compare, rtol=rtol, atol=atol, equal_nan=equal_nan, check_dtype=check_dtype)
    try:
        _each(actual, expected, compare, "")
    except AssertionError as error:
        raise AssertionError(msg or str(error)) from None


def _each(actual: Any, expected: Any, compare: Callable[..., None], where: str) -> None:
    """Walks two containers of one shape."""
    if isinstance(expected, Mapping):
        if set(actual) != set(expected):
            given, wanted = sorted(map(str, actual)), sorted(map(str, expected))
            raise AssertionError(say("testing.keys", where=where, actual=given, expected=wanted))
        for key in expected:
            _each(actual[key], expected[key], compare, f"{where}[{key!r}] ")
    elif isinstance(expected, Sequence) and not isinstance(expected, str):
        if len(actual) != len(expected):
            given, wanted = len(actual), len(expected)
            raise AssertionError(say("testing.lengths", where=where, actual=given, expected=wanted))
        for place, (a, b) in enumerate(zip(actual, expected, strict=True)):
            _each(a, b, compare, f"{where}[{place}] ")
    else:
        compare(_array(actual), _array(expected), where=where)


def _array(x: Any) -> np.ndarray:
    return x._value if isinstance(x, Tensor) else np.asarray(x)


def _compare(
    a: np.ndarray, b: np.ndarray, *, where: str, rtol: Any, atol: Any, equal_nan: bool, check_dtype: bool
) -> None:
    if a.shape != b.shape:
        raise AssertionError(say("testing.shapes", where=where, actual=a.shape, expected=b.shape))
    if check_dtype and a.dtype != b.dtype:
        raise AssertionError(say("testing.types", where=where, actual=a.dtype, expected=b.dtype))
    loosest = max(TOLERANCES.get(x.dtype.name, (0.0, 0.0)) for x in (a, b))
    rtol = loosest[0] if rtol is None else rtol
    atol = loosest[1] if atol is None else atol
    if a.dtype.kind in "biu" and b.dtype.kind in "biu" and rtol == atol == 0:
        close = a == b  # exact, where float64 would round large whole numbers
    else:
        close = np.isclose(a, b, rtol, atol, equal_nan)
    if close.all():
        return
    with np.errstate(all="ignore"):
        distance = np.where(close, -1.0, np.abs(a.astype(np.float64) - b.astype(np.float64)))
    worst = np.unravel_index(np.argmax(distance), a.shape)  # a NaN counts as the greatest
    raise AssertionError(
        say(
            "testing.values", where=where, count=int((~close).sum()), size=close.size,
            greatest=float(distance[worst]), place=tuple(map(int, worst)),
            actual=a[worst].item(), expected=b[worst].item(), atol=atol, rtol=rtol,
        )
    )  # fmt: skip

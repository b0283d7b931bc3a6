"""What a picture is given, as arrays: tensors (ours or PyTorch's), arrays, lists, lists of tensors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tidu.core.errors import DataError
from tidu.text import say

Numbers = npt.NDArray[np.float64]


def array(values: Any, name: str) -> np.ndarray:
    """`values` as an array of any shape; `name` is what an error calls it.

    >>> import tidu
    >>> array([tidu.tensor(1.0, requires_grad=True), 2.0], "y")
    array([1., 2.])
    """
    try:
        if hasattr(values, "detach"):
            values = values.detach().cpu().numpy()
        elif isinstance(values, list | tuple) and any(hasattr(value, "detach") for value in values):
            values = [array(value, name) for value in values]
        return np.asarray(values)
    except (TypeError, ValueError) as error:
        raise DataError(say("plot.not_numbers", name=name, given=type(values).__name__)) from error


def grid(values: Any, name: str) -> Numbers:
    """`values` as float64 of any shape, of which at least one is a number.

    >>> grid([[1, 2]], "matrix").shape
    (1, 2)
    """
    found = array(values, name)
    try:
        if found.dtype.kind not in "biufO":
            raise TypeError(found.dtype)
        found = found.astype(np.float64)  # of objects: what is None becomes NaN
    except (TypeError, ValueError) as error:
        raise DataError(say("plot.not_numbers", name=name, given=found.dtype)) from error
    if not found.size:
        raise DataError(say("plot.empty", name=name))
    if not np.isfinite(found).any():
        raise DataError(say("plot.no_number", name=name, count=found.size))
    return found


def numbers(values: Any, name: str) -> Numbers:
    """`values` as one row of float64: (n,), or (n, 1) and the like; a single number is a row of one.

    >>> numbers([[1], [2]], "x")
    array([1., 2.])
    """
    found = grid(values, name)
    if sum(size != 1 for size in found.shape) > 1:
        raise DataError(say("plot.one_row", name=name, shape=list(found.shape)))
    return found.ravel()


def pair(x: Any, y: Any, x_name: str = "x", y_name: str = "y") -> tuple[Numbers, Numbers]:
    """Two rows of equal length.

    >>> pair([1, 2], [3, 4])
    (array([1., 2.]), array([3., 4.]))
    """
    first, second = numbers(x, x_name), numbers(y, y_name)
    if len(first) != len(second):
        raise DataError(say("plot.lengths", x=x_name, y=y_name, x_count=len(first), y_count=len(second)))
    return first, second


def bounds(values: Any, name: str) -> tuple[float, float]:
    """Two numbers, the smaller first.

    >>> bounds((0, 2), "inside")
    (0.0, 2.0)
    """
    found = numbers(values, name)
    if len(found) != 2 or not found[0] < found[1]:
        raise DataError(say("plot.bounds", name=name, given=found.tolist()))
    return float(found[0]), float(found[1])


def named(values: Any, name: str) -> dict[str, Any]:
    """A mapping with something in it; a plain sequence is named by its numbers from 1.

    >>> named([[3], [4]], "parts")
    {'1': [3], '2': [4]}
    """
    if isinstance(values, Mapping):
        found = {str(key): value for key, value in values.items()}
    elif (isinstance(values, Sequence) and not isinstance(values, str)) or getattr(values, "ndim", 0) > 1:
        found = {str(number): value for number, value in enumerate(values, 1)}
    else:
        raise DataError(say("plot.named", name=name, given=type(values).__name__))
    if not found:
        raise DataError(say("plot.empty", name=name))
    return found

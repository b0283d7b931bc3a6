"""Other spellings of PyTorch's keywords: NumPy's names, and Python's types."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from tidu.core.dtypes import given_dtype

Function = TypeVar("Function", bound=Callable[..., Any])


def numpy_names(function: Function) -> Function:
    """Lets `axis` and `keepdims` stand for `dim` and `keepdim`, and `float`, `int` and `bool` for a dtype.

    >>> numpy_names(lambda input, dim=0: dim)([], axis=1)
    1
    """

    @wraps(function)
    def renamed(*args: Any, **kwargs: Any) -> Any:
        if kwargs:
            if "axis" in kwargs:
                kwargs["dim"] = kwargs.pop("axis")
            if "keepdims" in kwargs:
                kwargs["keepdim"] = kwargs.pop("keepdims")
            if "dtype" in kwargs:
                kwargs["dtype"] = given_dtype(kwargs["dtype"])
            if kwargs.get("out", ...) is None:  # as np.mean(tensor) says it
                del kwargs["out"]
        return function(*args, **kwargs)

    return cast(Function, renamed)

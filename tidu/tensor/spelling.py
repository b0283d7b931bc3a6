"""NumPy's spellings of PyTorch's keywords."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def numpy_names(function: Function) -> Function:
    """Lets `axis` and `keepdims` stand for `dim` and `keepdim`.

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
            if kwargs.get("out", ...) is None:  # as np.mean(tensor) says it
                del kwargs["out"]
        return function(*args, **kwargs)

    return cast(Function, renamed)

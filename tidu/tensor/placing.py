"""What PyTorch lets one say of every new tensor: where it lies, how, and whether it has a gradient."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import given_dtype
from tidu.core.layouts import strided
from tidu.tensor.device import check_device
from tidu.tensor.handle import wrap
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def made(value: np.ndarray, requires_grad: bool = False, device: Any = None, layout: Any = None) -> Tensor:
    """`value` as a new tensor."""
    if device is not None:
        check_device(device)
    if layout is not None and layout is not strided:
        raise RuntimeError(say("create.layout", given=layout))
    tensor = wrap(value)
    return tensor.requires_grad_() if requires_grad else tensor


def placed(make: Callable[..., np.ndarray]) -> Callable[..., Any]:
    """`make`, which gives an array, as a function that gives a tensor, with PyTorch's keywords.

    `pin_memory` and `memory_format` are for other devices and other strides: they change no number.

    >>> @placed
    ... def twos(n, dtype=None):
    ...     return np.full(n, 2.0)
    >>> twos(2, requires_grad=True)
    tensor([2., 2.], dtype=torch.float64, requires_grad=True)
    """

    @wraps(make)
    def placing(
        *args: Any,
        layout: Any = None,
        device: Any = None,
        requires_grad: bool = False,
        pin_memory: bool = False,
        memory_format: Any = None,
        **kwargs: Any,
    ) -> Any:
        if "dtype" in kwargs:
            kwargs["dtype"] = given_dtype(kwargs["dtype"])
        return made(make(*args, **kwargs), requires_grad, device, layout)

    placing.placed = True  # pyright: ignore  (so `out=` decides on the type: see `output`)
    return placing

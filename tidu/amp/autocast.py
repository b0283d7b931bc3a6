"""Computing in a shorter type where PyTorch finds that it does no harm: off."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import Any, TypeVar

from tidu.core.warn import warn_once
from tidu.tensor.device import device
from tidu.text import say

F = TypeVar("F", bound=Callable[..., Any])


class autocast:
    """A context manager, or decorator, in which nothing changes.

    RuntimeError where it would change something: on the CPU, unless `enabled` is False. For a
    graphics card it is off, as in PyTorch without one, and says once that there is none.

    >>> with autocast("cpu", enabled=False): pass
    """

    def __init__(
        self, device_type: str, dtype: Any = None, enabled: bool = True, cache_enabled: bool | None = None
    ):
        self.device = device(device_type).type
        self.dtype, self._cache_enabled = dtype, cache_enabled
        if enabled and self.device == "cpu":
            raise RuntimeError(say("devices.half", given=dtype or "bfloat16"))
        if enabled:
            warn_once("devices.is_cpu", given=self.device)
        self._enabled = False

    def __enter__(self) -> autocast:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def __call__(self, func: F) -> F:
        """`func`, called inside."""

        @wraps(func)
        def called(*args: Any, **kwargs: Any) -> Any:
            with self:
                return func(*args, **kwargs)

        return called  # pyright: ignore


def is_autocast_available(device_type: str) -> bool:
    """Whether numbers can be computed in a shorter type there: no.

    >>> is_autocast_available("cpu")
    False
    """
    device(device_type)
    return False

"""Graphics cards by PyTorch's common name for them: there are none."""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing

__all__ = ["current_accelerator", "device_count", "empty_cache", "is_available", "synchronize"]

__getattr__ = refusing("torch.accelerator", __all__)


def is_available() -> bool:
    """Whether there is a graphics card.

    >>> is_available()
    False
    """
    return False


def current_accelerator(check_available: bool = False) -> None:
    """The device that is not the CPU: None."""


def device_count() -> int:
    """0"""
    return 0


def synchronize(device: Any = None) -> None:
    """Nothing: an operation is done when it returns."""


def empty_cache() -> None:
    """Nothing: memory that is no longer needed is given back at once."""

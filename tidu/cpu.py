"""The one place where Tidu computes."""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing

__all__ = ["current_device", "device_count", "is_available", "is_initialized", "set_device", "synchronize"]

__getattr__ = refusing("torch.cpu", __all__)


def is_available() -> bool:
    """True

    >>> is_available()
    True
    """
    return True


def is_initialized() -> bool:
    """True"""
    return True


def device_count() -> int:
    """1: all processors are one device."""
    return 1


def current_device() -> str:
    """ "cpu" """
    return "cpu"


def set_device(device: Any) -> None:
    """Nothing: there is one."""


def synchronize(device: Any = None) -> None:
    """Nothing: an operation is done when it returns."""

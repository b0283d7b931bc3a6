"""Intel's graphics cards: none. What clears, waits or seeds does nothing."""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing

__all__ = [
    "device_count", "empty_cache", "is_available", "manual_seed", "manual_seed_all", "seed", "seed_all",
    "synchronize",
]  # fmt: skip

__getattr__ = refusing("torch.xpu", __all__)


def is_available() -> bool:
    """Whether there is one: Tidu computes on the CPU.

    >>> is_available()
    False
    """
    return False


def device_count() -> int:
    """0"""
    return 0


def synchronize(device: Any = None) -> None:
    """Nothing: an operation is done when it returns."""


def empty_cache() -> None:
    """Nothing: memory that is no longer needed is given back at once."""


def manual_seed(seed: int) -> None:
    """Nothing: there is no generator but the CPU's."""


manual_seed_all = manual_seed


def seed() -> None:
    """Nothing, as `manual_seed`."""


seed_all = seed

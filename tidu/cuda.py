"""The door that course code knocks at first. There is no GPU behind it, and it says so."""

from __future__ import annotations


def is_available() -> bool:
    """Whether there is a GPU: Tidu computes on the CPU.

    >>> is_available()
    False
    """
    return False


def device_count() -> int:
    """How many GPUs there are.

    >>> device_count()
    0
    """
    return 0


def manual_seed(seed: int) -> None:
    """Nothing: there is no generator but the CPU's, and PyTorch does nothing either."""


def manual_seed_all(seed: int) -> None:
    """Nothing, as `manual_seed`."""

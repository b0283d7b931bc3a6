"""NVIDIA's kernels: not there. The switches are read back as they were set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

enabled = True
deterministic = False
benchmark = False
benchmark_limit = 10
allow_tf32 = True


def is_available() -> bool:
    """Whether the library is there.

    >>> is_available()
    False
    """
    return False


def version() -> None:
    """The library's version: None."""


def is_acceptable(tensor: Any) -> bool:
    """Whether it could compute with `tensor`: no."""
    return False


@contextmanager
def flags(
    enabled: bool = False, benchmark: bool = False, benchmark_limit: int = 10, deterministic: bool = False,
    allow_tf32: bool = True, fp32_precision: str = "none",
) -> Iterator[None]:  # fmt: skip
    """Nothing changes inside."""
    yield

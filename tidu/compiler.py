"""What code asks of the compiler that may be compiling it."""

from __future__ import annotations

from tidu.core.mode import mode
from tidu.core.refused import refusing

__all__ = ["is_compiling", "is_dynamo_compiling", "is_exporting"]

__getattr__ = refusing("torch.compiler", __all__)


def is_compiling() -> bool:
    """Whether this runs to be recorded, by `tidu.compile` or a native fit.

    >>> is_compiling()
    False
    """
    return mode.recorder is not None


def is_dynamo_compiling() -> bool:
    """Whether PyTorch's compiler looks on: it does not."""
    return False


def is_exporting() -> bool:
    """Whether a model is being exported: no."""
    return False

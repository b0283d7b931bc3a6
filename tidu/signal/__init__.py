"""PyTorch's package for signals: it has `windows`."""

from tidu.signal import windows

__all__ = ["windows"]

"""Tensors of images in another size: PyTorch's `interpolate`, for whole numbers too."""

from __future__ import annotations

from typing import Any

from tidu.nn.functional import interpolate
from tidu.text import say

SMOOTHED = ("bilinear", "bicubic")
MODES = (*SMOOTHED, "nearest", "nearest-exact")


def resized(image: Any, size: tuple[int, int], mode: str, antialias: bool) -> Any:
    """A tensor (..., H, W) in the size (height, width); whole numbers are rounded."""
    if mode not in MODES:
        raise ValueError(say("vision.mode", mode=mode))
    kind = image.dtype
    real = image if kind.is_floating_point else image.float()
    planes = real.reshape(-1, 1, *real.shape[-2:])
    real = interpolate(planes, size, mode=mode, antialias=antialias and mode in SMOOTHED)
    real = real.reshape(*image.shape[:-2], *size)
    if kind.is_floating_point:
        return real
    return (real.round().clamp(0, 255) if kind.itemsize == 1 else real.round()).to(kind)

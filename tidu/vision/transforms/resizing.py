"""Tensors of images in another size, as PyTorch's `interpolate` with antialias makes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.tensor.creation import from_numpy
from tidu.text import say


def triangle(x: np.ndarray) -> np.ndarray:
    """The weight of a pixel at distance x, falling to 0 at 1: bilinear."""
    return np.maximum(1 - np.abs(x), 0)


def cubic(x: np.ndarray, a: float) -> np.ndarray:
    """The weight of a pixel at distance x, 0 from 2 on: Keys' bicubic kernel."""
    x = np.abs(x)
    near = ((a + 2) * x - (a + 3)) * x * x + 1
    return np.where(x < 1, near, np.where(x < 2, (((x - 5) * x + 8) * x - 4) * a, 0))


KERNELS: dict[str, tuple[Callable[[np.ndarray, bool], np.ndarray], float]] = {
    "bilinear": (lambda x, smooth: triangle(x), 1.0),
    # PyTorch has Pillow's kernel where it smooths, and its own where it does not.
    "bicubic": (lambda x, smooth: cubic(x, -0.5 if smooth else -0.75), 2.0),
}


def weights(old: int, new: int, mode: str, antialias: bool) -> np.ndarray:
    """The (new, old) matrix that resizes a line of `old` pixels to `new`.

    >>> weights(4, 2, "bilinear", True)
    array([[0.428..., 0.428..., 0.142..., 0. ], [0. , 0.142..., 0.428..., 0.428...]])
    """
    scale = old / new
    if mode.startswith("nearest"):
        places = np.arange(new) + (0.5 if mode == "nearest-exact" else 0.0)
        return np.eye(old)[np.minimum((places * scale).astype(int), old - 1)]
    kernel, reach = KERNELS[mode]
    smooth = max(scale, 1.0) if antialias else 1.0
    centers = (np.arange(new) + 0.5) * scale
    if antialias:
        distance = (np.arange(old) + 0.5 - centers[:, None]) / smooth
        found = kernel(distance, True)
        first = np.floor(np.maximum(centers - reach * smooth + 0.5, 0))[:, None]
        last = np.floor(np.minimum(centers + reach * smooth + 0.5, old))[:, None]
        found = np.where((np.arange(old) >= first) & (np.arange(old) < last), found, 0)
        return found / found.sum(1, keepdims=True)
    return _at_the_edge(old, new, centers - 0.5, mode)


def _at_the_edge(old: int, new: int, places: np.ndarray, mode: str) -> np.ndarray:
    """Without smoothing a line goes on with its last pixel, which so takes the weights beyond it."""
    kernel, reach = KERNELS[mode]
    if mode == "bilinear":
        places = np.maximum(places, 0)
    found = np.zeros((new, old))
    begin = np.floor(places).astype(int)
    for step in range(1 - int(reach), int(reach) + 1):
        share = kernel(places - begin - step, False)
        np.add.at(found, (np.arange(new), np.clip(begin + step, 0, old - 1)), share)
    return found


def resized(image: Any, size: tuple[int, int], mode: str, antialias: bool) -> Any:
    """A tensor (..., H, W) in the size (height, width); whole numbers are rounded."""
    if mode not in (*KERNELS, "nearest", "nearest-exact"):
        raise ValueError(say("vision.mode", mode=mode))
    kind = image.dtype
    real = image if kind.is_floating_point else image.float()
    for axis, new in ((-2, size[0]), (-1, size[1])):
        matrix = from_numpy(weights(real.shape[axis], new, mode, antialias)).to(real.dtype)
        real = (matrix @ real) if axis == -2 else real @ matrix.t()
    if kind.is_floating_point:
        return real
    return (real.round().clamp(0, 255) if kind.itemsize == 1 else real.round()).to(kind)

"""Frames around tensors of images."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.tensor.creation import from_numpy
from tidu.tensor.tensor import Tensor
from tidu.text import say


def padded(image: Tensor, sides: list[int], fill: Any, mode: str) -> Tensor:
    """(..., H, W) with left, top, right and bottom more pixels (fewer where negative).

    >>> import tidu
    >>> padded(tidu.arange(3).view(1, 1, 3), [1, 0, 1, 0], 0, "reflect").tolist()
    [[[1, 0, 1, 2, 1]]]
    """
    left, top, right, bottom = sides
    rows = line(image.shape[-2], top, bottom, mode)
    columns = line(image.shape[-1], left, right, mode)
    framed = image[..., from_numpy(np.maximum(rows, 0)), :][..., from_numpy(np.maximum(columns, 0))]
    if mode != "constant" or not ((rows < 0).any() or (columns < 0).any()):
        return framed
    outside = from_numpy((rows < 0)[:, None] | (columns < 0)[None, :])
    colour = fill if isinstance(fill, int | float) else fill[0]
    return framed.masked_fill(outside, colour)


def line(length: int, before: int, after: int, mode: str) -> np.ndarray:
    """Which of `length` pixels stands at each place of the longer line; −1 for none.

    >>> line(3, 2, 1, "edge"), line(3, 1, 0, "constant")
    (array([0, 0, 0, 1, 2, 2]), array([-1, 0, 1, 2]))
    """
    places = np.arange(-before, length + after)
    if mode == "constant":
        return np.where((places < 0) | (places >= length), -1, places)
    if mode == "edge":
        return np.clip(places, 0, length - 1)
    most = max(before, after)
    if most > (length - 1 if mode == "reflect" else length):
        raise ValueError(say("vision.padding_wide", most=most, length=length))
    shift = 0 if mode == "reflect" else 1
    places = np.where(places < 0, -places - shift, places)
    return np.where(places >= length, 2 * length - 2 + shift - places, places)

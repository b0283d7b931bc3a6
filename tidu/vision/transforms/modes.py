"""The ways to find values between pixels, by torchvision's names."""

from __future__ import annotations

from enum import Enum
from typing import Any


class InterpolationMode(Enum):
    """How pixels are found where there are none.

    >>> InterpolationMode.BILINEAR.value
    'bilinear'
    """

    NEAREST = "nearest"
    NEAREST_EXACT = "nearest-exact"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    BOX = "box"
    HAMMING = "hamming"
    LANCZOS = "lanczos"


PILLOW = {"nearest": 0, "nearest-exact": 0, "bilinear": 2, "bicubic": 3, "box": 4, "hamming": 5, "lanczos": 1}
"""torchvision's names -> Pillow's numbers."""


def mode_of(given: Any) -> InterpolationMode:
    """A mode, also by Pillow's number, as old code has it.

    >>> mode_of(2)
    <InterpolationMode.BILINEAR: 'bilinear'>
    """
    if isinstance(given, InterpolationMode):
        return given
    return next(mode for mode in InterpolationMode if PILLOW[mode.value] == int(given))

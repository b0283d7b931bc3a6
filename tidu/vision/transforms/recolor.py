"""Transforms of colour."""

from __future__ import annotations

import math
from typing import Any

from tidu.nn.module import Module
from tidu.tensor.sampling import randperm
from tidu.text import say
from tidu.vision.pillow import channels_of
from tidu.vision.transforms import colors
from tidu.vision.transforms.chance import between, happens

Range = tuple[float, float] | None


class Grayscale(Module):
    """In grey, of one channel or three alike.

    >>> Grayscale()
    Grayscale(num_output_channels=1)
    """

    def __init__(self, num_output_channels: int = 1):
        super().__init__()
        self.num_output_channels = num_output_channels

    def forward(self, img: Any) -> Any:
        """The grey image."""
        return colors.rgb_to_grayscale(img, self.num_output_channels)

    def __repr__(self) -> str:
        return f"Grayscale(num_output_channels={self.num_output_channels})"


class RandomGrayscale(Module):
    """In grey with probability `p`, with as many channels as before."""

    def __init__(self, p: float = 0.1):
        super().__init__()
        self.p = p

    def forward(self, img: Any) -> Any:
        """The image, grey or not."""
        return colors.rgb_to_grayscale(img, channels_of(img)) if happens(self.p) else img

    def __repr__(self) -> str:
        return f"RandomGrayscale(p={self.p})"


class RandomInvert(Module):
    """Light and dark exchanged with probability `p`."""

    def __init__(self, p: float = 0.5):
        super().__init__()
        self.p = p

    def forward(self, img: Any) -> Any:
        """The image, inverted or not."""
        return colors.invert(img) if happens(self.p) else img

    def __repr__(self) -> str:
        return f"RandomInvert(p={self.p})"


class ColorJitter(Module):
    """Brightness, contrast, saturation and hue by chance, in any order.

    A number v is a factor from max(0, 1 − v) to 1 + v (for hue a shift from −v to v); two numbers are
    the ends themselves.

    >>> ColorJitter(brightness=0.5)
    ColorJitter(brightness=(0.5, 1.5), contrast=None, saturation=None, hue=None)
    """

    def __init__(self, brightness: Any = 0, contrast: Any = 0, saturation: Any = 0, hue: Any = 0):
        super().__init__()
        self.brightness = ends(brightness, "brightness")
        self.contrast = ends(contrast, "contrast")
        self.saturation = ends(saturation, "saturation")
        self.hue = ends(hue, "hue", 0.0, (-0.5, 0.5))

    @staticmethod
    def get_params(brightness: Range, contrast: Range, saturation: Range, hue: Range) -> tuple[Any, ...]:
        """The order, and the four factors, None for those that are not asked."""
        order = randperm(4)
        ranges = (brightness, contrast, saturation, hue)
        return order, *(None if each is None else between(*each) for each in ranges)

    def forward(self, img: Any) -> Any:
        """The image in other colours."""
        found = self.get_params(self.brightness, self.contrast, self.saturation, self.hue)
        changes = (
            colors.adjust_brightness, colors.adjust_contrast, colors.adjust_saturation, colors.adjust_hue,
        )  # fmt: skip
        for place in found[0].tolist():
            if found[place + 1] is not None:
                img = changes[place](img, found[place + 1])
        return img

    def __repr__(self) -> str:
        detail = f"contrast={self.contrast}, saturation={self.saturation}, hue={self.hue}"
        return f"ColorJitter(brightness={self.brightness}, {detail})"


def ends(
    value: Any, name: str, center: float = 1.0, most: tuple[float, float] = (0.0, math.inf)
) -> Range:  # fmt: skip
    """The ends of a range, None if there is nothing to choose.

    >>> ends(0.5, "contrast"), ends(0, "contrast")
    ((0.5, 1.5), None)
    """
    if isinstance(value, int | float):
        if value < 0:
            raise ValueError(say("vision.jitter_negative", name=name, given=value))
        value = [center - value, center + value]
        if center == 1.0:
            value[0] = max(value[0], 0.0)
    if len(value) != 2:
        raise TypeError(say("vision.jitter_form", name=name, given=value))
    low, high = float(value[0]), float(value[1])
    if not most[0] <= low <= high <= most[1]:
        raise ValueError(say("vision.jitter_range", name=name, given=value, low=most[0], high=most[1]))
    return None if low == high == center else (low, high)

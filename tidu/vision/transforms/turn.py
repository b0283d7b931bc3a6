"""Transforms that flip, turn and erase by chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tidu.nn.module import Module
from tidu.tensor.creation import empty, tensor
from tidu.text import say
from tidu.vision.transforms import conversions, shapes
from tidu.vision.transforms.chance import below, between, happens
from tidu.vision.transforms.modes import InterpolationMode, mode_of


class RandomHorizontalFlip(Module):
    """Left and right exchanged with probability `p`.

    >>> RandomHorizontalFlip()
    RandomHorizontalFlip(p=0.5)
    """

    def __init__(self, p: float = 0.5):
        super().__init__()
        self.p = p

    def forward(self, img: Any) -> Any:
        """The image, flipped or not."""
        return shapes.hflip(img) if happens(self.p) else img

    def __repr__(self) -> str:
        return f"{type(self).__name__}(p={self.p})"


class RandomVerticalFlip(RandomHorizontalFlip):
    """Top and bottom exchanged with probability `p`."""

    def forward(self, img: Any) -> Any:
        """The image, flipped or not."""
        return shapes.vflip(img) if happens(self.p) else img


class RandomRotation(Module):
    """Turned by an angle from −degrees to degrees, or from two of them.

    >>> RandomRotation(10)
    RandomRotation(degrees=[-10.0, 10.0], interpolation=nearest, expand=False, fill=0)
    """

    def __init__(
        self, degrees: Any, interpolation: Any = InterpolationMode.NEAREST, expand: bool = False,
        center: Sequence[float] | None = None, fill: Any = 0,
    ):  # fmt: skip
        super().__init__()
        if isinstance(degrees, int | float) and degrees < 0:
            raise ValueError(say("vision.degrees", given=degrees))
        ends = (-degrees, degrees) if isinstance(degrees, int | float) else degrees
        self.degrees = [float(each) for each in ends]
        self.interpolation, self.expand = mode_of(interpolation), expand
        self.center, self.fill = center, fill

    @staticmethod
    def get_params(degrees: Sequence[float]) -> float:
        """An angle by chance."""
        return between(degrees[0], degrees[1])

    def forward(self, img: Any) -> Any:
        """The image, turned."""
        angle = self.get_params(self.degrees)
        return shapes.rotate(img, angle, self.interpolation, self.expand, self.center, self.fill)

    def __repr__(self) -> str:
        center = "" if self.center is None else f", center={self.center}"
        detail = f"interpolation={self.interpolation.value}, expand={self.expand}{center}"
        return f"RandomRotation(degrees={self.degrees}, {detail}, fill={self.fill})"


class RandomErasing(Module):
    """A rectangle of a tensor image is set to `value` (a number, one for each channel, or "random")."""

    def __init__(
        self, p: float = 0.5, scale: Sequence[float] = (0.02, 0.33), ratio: Sequence[float] = (0.3, 3.3),
        value: Any = 0, inplace: bool = False,
    ):  # fmt: skip
        super().__init__()
        if isinstance(value, str) and value != "random":
            raise ValueError(say("vision.erase_value", given=value))
        self.p, self.scale, self.ratio = p, scale, ratio
        self.value, self.inplace = value, inplace

    def get_params(self, img: Any) -> tuple[int, int, int, int, Any] | None:
        """(top, left, height, width, what is put there) by chance; None after ten tries."""
        channels, rows, columns = img.shape[-3:]
        limits = tensor(list(self.ratio)).log().tolist()
        for _ in range(10):
            area = rows * columns * between(self.scale[0], self.scale[1])
            aspect = tensor([between(limits[0], limits[1])]).exp().item()
            height, width = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
            if not (height < rows and width < columns):
                continue
            if self.value == "random":
                value = empty(channels, height, width).normal_()
            else:
                given = self.value if isinstance(self.value, tuple | list) else [self.value]
                value = tensor([float(each) for each in given])[:, None, None]
            return below(rows - height + 1), below(columns - width + 1), height, width, value
        return None

    def forward(self, img: Any) -> Any:
        """The image, with or without a hole."""
        found = self.get_params(img) if happens(self.p) else None
        return img if found is None else conversions.erase(img, *found, self.inplace)

    def __repr__(self) -> str:
        detail = f"p={self.p}, scale={self.scale}, ratio={self.ratio}, value={self.value}"
        return f"RandomErasing({detail}, inplace={self.inplace})"

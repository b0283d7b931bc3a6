"""Transforms that cut, pad and resize."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from tidu.nn.module import Module
from tidu.tensor.creation import tensor
from tidu.text import say
from tidu.vision.pillow import size_of
from tidu.vision.transforms import shapes
from tidu.vision.transforms.chance import below, between
from tidu.vision.transforms.modes import InterpolationMode, mode_of


class Resize(Module):
    """In another size: two numbers (height, width), or one for the shorter side.

    >>> Resize(32)
    Resize(size=32, interpolation=bilinear, max_size=None, antialias=True)
    """

    def __init__(
        self, size: Any, interpolation: Any = InterpolationMode.BILINEAR, max_size: int | None = None,
        antialias: bool | None = True,
    ):  # fmt: skip
        super().__init__()
        if not isinstance(size, int | Sequence):
            raise TypeError(say("vision.size", name="Resize", given=size))
        if isinstance(size, Sequence) and len(size) not in (1, 2):
            raise ValueError(say("vision.size", name="Resize", given=size))
        self.size, self.max_size, self.antialias = size, max_size, antialias
        self.interpolation = mode_of(interpolation)

    def forward(self, img: Any) -> Any:
        """The resized image."""
        return shapes.resize(img, self.size, self.interpolation, self.max_size, self.antialias)

    def __repr__(self) -> str:
        detail = f"interpolation={self.interpolation.value}, max_size={self.max_size}"
        return f"Resize(size={self.size}, {detail}, antialias={self.antialias})"


class CenterCrop(Module):
    """The middle, of a height and width.

    >>> CenterCrop(4)
    CenterCrop(size=(4, 4))
    """

    def __init__(self, size: Any):
        super().__init__()
        self.size = shapes.pair(size, "CenterCrop")

    def forward(self, img: Any) -> Any:
        """The middle of the image."""
        return shapes.center_crop(img, self.size)

    def __repr__(self) -> str:
        return f"CenterCrop(size={self.size})"


class FiveCrop(Module):
    """The four corners and the middle, as five images."""

    def __init__(self, size: Any):
        super().__init__()
        self.size = shapes.pair(size, "FiveCrop")

    def forward(self, img: Any) -> Any:
        """Five images."""
        return shapes.five_crop(img, self.size)

    def __repr__(self) -> str:
        return f"FiveCrop(size={self.size})"


class Pad(Module):
    """A frame around the image: see `functional.pad`.

    >>> Pad(2)
    Pad(padding=2, fill=0, padding_mode=constant)
    """

    def __init__(self, padding: Any, fill: Any = 0, padding_mode: str = "constant"):
        super().__init__()
        if not isinstance(padding, int) and len(padding) not in (1, 2, 4):
            raise ValueError(say("vision.padding", given=padding))
        self.padding, self.fill, self.padding_mode = padding, fill, padding_mode

    def forward(self, img: Any) -> Any:
        """The framed image."""
        return shapes.pad(img, self.padding, self.fill, self.padding_mode)

    def __repr__(self) -> str:
        return f"Pad(padding={self.padding}, fill={self.fill}, padding_mode={self.padding_mode})"


class RandomCrop(Module):
    """A part of that size, anywhere. ValueError where the image is smaller.

    >>> RandomCrop(32, padding=4)
    RandomCrop(size=(32, 32), padding=4)
    """

    def __init__(
        self, size: Any, padding: Any = None, pad_if_needed: bool = False, fill: Any = 0,
        padding_mode: str = "constant",
    ):  # fmt: skip
        super().__init__()
        self.size = shapes.pair(size, "RandomCrop")
        self.padding, self.pad_if_needed = padding, pad_if_needed
        self.fill, self.padding_mode = fill, padding_mode

    @staticmethod
    def get_params(img: Any, output_size: tuple[int, int]) -> tuple[int, int, int, int]:
        """(top, left, height, width) by chance."""
        rows, columns = size_of(img)
        height, width = output_size
        if rows < height or columns < width:
            raise ValueError(say("vision.crop_size", wanted=output_size, given=(rows, columns)))
        if (rows, columns) == (height, width):
            return 0, 0, rows, columns
        return below(rows - height + 1), below(columns - width + 1), height, width

    def forward(self, img: Any) -> Any:
        """A part of the image."""
        if self.padding is not None:
            img = shapes.pad(img, self.padding, self.fill, self.padding_mode)
        (rows, columns), (height, width) = size_of(img), self.size
        if self.pad_if_needed and columns < width:
            img = shapes.pad(img, [width - columns, 0], self.fill, self.padding_mode)
        if self.pad_if_needed and rows < height:
            img = shapes.pad(img, [0, height - rows], self.fill, self.padding_mode)
        return shapes.crop(img, *self.get_params(img, self.size))

    def __repr__(self) -> str:
        return f"RandomCrop(size={self.size}, padding={self.padding})"


class RandomResizedCrop(Module):
    """A part of `scale` of the area and a `ratio` of width to height, resized to `size`.

    >>> RandomResizedCrop(8)
    RandomResizedCrop(size=(8, 8), scale=(0.08, 1.0), ratio=(0.75, 1.3333), interpolation=bilinear,
    antialias=True)
    """

    def __init__(
        self, size: Any, scale: Sequence[float] = (0.08, 1.0), ratio: Sequence[float] = (3 / 4, 4 / 3),
        interpolation: Any = InterpolationMode.BILINEAR, antialias: bool | None = True,
    ):  # fmt: skip
        super().__init__()
        self.size = shapes.pair(size, "RandomResizedCrop")
        self.scale, self.ratio, self.antialias = scale, ratio, antialias
        self.interpolation = mode_of(interpolation)

    @staticmethod
    def get_params(img: Any, scale: Sequence[float], ratio: Sequence[float]) -> tuple[int, int, int, int]:
        """(top, left, height, width) by chance: ten tries, then the middle."""
        rows, columns = size_of(img)
        limits = tensor(list(ratio)).log().tolist()
        for _ in range(10):
            area = rows * columns * between(scale[0], scale[1])
            aspect = tensor([between(limits[0], limits[1])]).exp().item()
            width, height = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
            if 0 < width <= columns and 0 < height <= rows:
                return below(rows - height + 1), below(columns - width + 1), height, width
        width, height = columns, rows
        if columns / rows < min(ratio):
            height = round(columns / min(ratio))
        elif columns / rows > max(ratio):
            width = round(rows * max(ratio))
        return (rows - height) // 2, (columns - width) // 2, height, width

    def forward(self, img: Any) -> Any:
        """A part of the image in another size."""
        place = self.get_params(img, self.scale, self.ratio)
        return shapes.resized_crop(img, *place, self.size, self.interpolation, self.antialias)

    def __repr__(self) -> str:
        scale, ratio = (tuple(round(each, 4) for each in pair) for pair in (self.scale, self.ratio))
        detail = f"interpolation={self.interpolation.value}, antialias={self.antialias}"
        return f"RandomResizedCrop(size={self.size}, scale={scale}, ratio={ratio}, {detail})"

"""Images cut, padded, resized, turned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.tensor.tensor import Tensor
from tidu.text import say
from tidu.vision.pillow import channels_of, need_image, pillow, size_of
from tidu.vision.transforms.modes import PILLOW, InterpolationMode, mode_of
from tidu.vision.transforms.padding import padded
from tidu.vision.transforms.resizing import resized


def get_image_size(img: Any) -> list[int]:
    """[width, height]"""
    height, width = size_of(img)
    return [width, height]


def get_dimensions(img: Any) -> list[int]:
    """[channels, height, width]"""
    return [channels_of(img), *size_of(img)]


def pair(size: Any, name: str) -> tuple[int, int]:
    """(height, width) of one number or two; ValueError for others.

    >>> pair(3, "crop"), pair([2, 3], "crop")
    ((3, 3), (2, 3))
    """
    if isinstance(size, int):
        return size, size
    if len(size) not in (1, 2):
        raise ValueError(say("vision.size", name=name, given=size))
    return size[0], size[-1]


def crop(img: Any, top: int, left: int, height: int, width: int) -> Any:
    """The rectangle of that size at (top, left); what lies outside the image is 0.

    >>> import tidu
    >>> crop(tidu.arange(6).view(1, 2, 3), 1, 1, 1, 2)
    tensor([[[4, 5]]])
    """
    need_image(img, "crop")
    if not isinstance(img, Tensor):
        return img.crop((left, top, left + width, top + height))
    rows, columns = size_of(img)
    sides = [max(-left, 0), max(-top, 0), max(left + width - columns, 0), max(top + height - rows, 0)]
    if any(sides):
        img = padded(img, sides, 0, "constant")
    top, left = max(top, 0), max(left, 0)
    return img[..., top : top + height, left : left + width]


def center_crop(img: Any, output_size: Any) -> Any:
    """The middle of an image, padded with 0 where it is smaller."""
    height, width = pair(output_size, "center_crop")
    rows, columns = size_of(img)
    if width > columns or height > rows:
        across, down = max(width - columns, 0), max(height - rows, 0)
        img = pad(img, [across // 2, down // 2, (across + 1) // 2, (down + 1) // 2])
        rows, columns = size_of(img)
        if (rows, columns) == (height, width):
            return img
    return crop(img, round((rows - height) / 2.0), round((columns - width) / 2.0), height, width)


def five_crop(img: Any, size: Any) -> tuple[Any, Any, Any, Any, Any]:
    """The four corners and the middle. ValueError where the image is smaller."""
    height, width = pair(size, "five_crop")
    rows, columns = size_of(img)
    if width > columns or height > rows:
        raise ValueError(say("vision.crop_size", wanted=(height, width), given=(rows, columns)))
    places = [(top, left) for top in (0, rows - height) for left in (0, columns - width)]
    corners = [crop(img, top, left, height, width) for top, left in places]
    return corners[0], corners[1], corners[2], corners[3], center_crop(img, [height, width])


def pad(img: Any, padding: Any, fill: Any = 0, padding_mode: str = "constant") -> Any:
    """An image with a frame: one width, two (across, down), or four (left, top, right, bottom).

    `padding_mode`: "constant" (filled), "edge", "reflect" or "symmetric".

    >>> import tidu
    >>> pad(tidu.ones(1, 1, 1), [1, 0]).tolist()
    [[[0.0, 1.0, 0.0]]]
    """
    need_image(img, "pad")
    if padding_mode not in ("constant", "edge", "reflect", "symmetric"):
        raise ValueError(say("vision.padding_mode", given=padding_mode))
    sides = [padding] if isinstance(padding, int) else list(padding)
    if len(sides) not in (1, 2, 4):
        raise ValueError(say("vision.padding", given=padding))
    sides = sides * (4 // len(sides))
    if isinstance(img, Tensor):
        return padded(img, sides, fill, padding_mode)
    if padding_mode == "constant":
        colour = fill if not isinstance(fill, int | float) else (int(fill),) * channels_of(img)
        colour = colour[0] if channels_of(img) == 1 and not isinstance(colour, int) else colour
        border = (sides[0], sides[1], sides[2], sides[3])
        return pillow("ImageOps").expand(img, border=border, fill=colour)
    widths = [(sides[1], sides[3]), (sides[0], sides[2])] + [(0, 0)] * (np.asarray(img).ndim - 2)
    modes: dict[str, Any] = {"edge": "edge", "reflect": "reflect", "symmetric": "symmetric"}
    return pillow().fromarray(np.pad(np.asarray(img), widths, modes[padding_mode]))


def hflip(img: Any) -> Any:
    """Left and right exchanged."""
    need_image(img, "hflip")
    return img.flip(-1) if isinstance(img, Tensor) else img.transpose(pillow().FLIP_LEFT_RIGHT)


def vflip(img: Any) -> Any:
    """Top and bottom exchanged."""
    need_image(img, "vflip")
    return img.flip(-2) if isinstance(img, Tensor) else img.transpose(pillow().FLIP_TOP_BOTTOM)


def new_size(old: tuple[int, int], size: Any, max_size: int | None = None) -> tuple[int, int]:
    """(height, width) for `resize`: one number is for the shorter side.

    >>> new_size((100, 200), 50), new_size((100, 200), 50, 80), new_size((100, 200), (5, 6))
    ((50, 100), (40, 80), (5, 6))
    """
    if not isinstance(size, int) and len(size) == 2:
        return size[0], size[1]
    wanted = size if isinstance(size, int) else size[0]
    short, long = sorted(old)
    new_short, new_long = wanted, int(wanted * long / short)
    if max_size is not None:
        if max_size <= wanted:
            raise ValueError(say("vision.max_size", most=max_size, size=wanted))
        if new_long > max_size:
            new_short, new_long = int(max_size * new_short / new_long), max_size
    return (new_short, new_long) if old[0] <= old[1] else (new_long, new_short)


def resize(
    img: Any, size: Any, interpolation: Any = InterpolationMode.BILINEAR, max_size: int | None = None,
    antialias: bool | None = True,
) -> Any:  # fmt: skip
    """An image in another size: two numbers (height, width), or one for its shorter side."""
    need_image(img, "resize")
    mode = mode_of(interpolation).value
    height, width = new_size(size_of(img), size, max_size)
    if (height, width) == size_of(img):
        return img
    if isinstance(img, Tensor):
        return resized(img, (height, width), mode, bool(antialias) and not mode.startswith("nearest"))
    return img.resize((width, height), PILLOW[mode])


def resized_crop(
    img: Any, top: int, left: int, height: int, width: int, size: Any,
    interpolation: Any = InterpolationMode.BILINEAR, antialias: bool | None = True,
) -> Any:  # fmt: skip
    """`crop`, then `resize`."""
    return resize(crop(img, top, left, height, width), size, interpolation, antialias=antialias)


def rotate(
    img: Any, angle: float, interpolation: Any = InterpolationMode.NEAREST, expand: bool = False,
    center: Sequence[float] | None = None, fill: Any = 0,
) -> Any:  # fmt: skip
    """One of Pillow's images turned by `angle` degrees against the clock; TypeError for tensors."""
    if isinstance(img, Tensor):
        raise TypeError(say("vision.rotate"))
    need_image(img, "rotate")
    count = channels_of(img)
    colour = (int(fill),) * count if isinstance(fill, int | float) else tuple(fill)
    middle = None if center is None else (center[0], center[1])
    resample = PILLOW[mode_of(interpolation).value]
    return img.rotate(angle, resample, expand, middle, fillcolor=colour[0] if count == 1 else colour)

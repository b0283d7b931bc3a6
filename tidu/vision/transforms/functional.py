"""torchvision's `transforms.functional`: what the transforms do, without chance."""

from __future__ import annotations

from tidu.core.refused import refusing
from tidu.vision.pillow import channels_of as get_image_num_channels
from tidu.vision.transforms.colors import (
    adjust_brightness,
    adjust_contrast,
    adjust_hue,
    adjust_saturation,
    invert,
    rgb_to_grayscale,
    to_grayscale,
)
from tidu.vision.transforms.conversions import (
    convert_image_dtype,
    erase,
    normalize,
    pil_to_tensor,
    to_pil_image,
    to_tensor,
)
from tidu.vision.transforms.modes import InterpolationMode
from tidu.vision.transforms.shapes import (
    center_crop,
    crop,
    five_crop,
    get_dimensions,
    get_image_size,
    hflip,
    pad,
    resize,
    resized_crop,
    rotate,
    vflip,
)

__all__ = [
    "InterpolationMode", "adjust_brightness", "adjust_contrast", "adjust_hue", "adjust_saturation",
    "center_crop", "convert_image_dtype", "crop", "erase", "five_crop", "get_dimensions",
    "get_image_num_channels", "get_image_size", "hflip", "invert", "normalize", "pad", "pil_to_tensor",
    "resize", "resized_crop", "rgb_to_grayscale", "rotate", "to_grayscale", "to_pil_image", "to_tensor",
    "vflip",
]  # fmt: skip

__getattr__ = refusing("torchvision.transforms.functional", __all__)

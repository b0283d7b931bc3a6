"""Images brighter, with more contrast or colour, grey, in other hues."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.tensor.joining import stack
from tidu.tensor.tensor import Tensor
from tidu.text import say
from tidu.vision.pillow import channels_of, need_image, pillow


def blend(image: Tensor, other: Any, share: float) -> Tensor:
    """share · image + (1 − share) · other, within what the type can hold."""
    most = 1.0 if image.dtype.is_floating_point else 255
    return (share * image + (1 - share) * other).clamp(0, most).to(image.dtype)


def enhanced(image: Any, name: str, factor: float) -> Any:
    """One of Pillow's images through one of its enhancers."""
    if factor < 0:
        raise ValueError(say("vision.factor", given=factor))
    return getattr(pillow("ImageEnhance"), name)(image).enhance(factor)


def rgb_to_grayscale(img: Any, num_output_channels: int = 1) -> Any:
    """Luma, 0.2989 R + 0.587 G + 0.114 B, in one channel or three alike."""
    if num_output_channels not in (1, 3):
        raise ValueError(say("vision.grey_channels", given=num_output_channels))
    need_image(img, "rgb_to_grayscale")
    if not isinstance(img, Tensor):
        grey = img.convert("L")
        return grey if num_output_channels == 1 else pillow().merge("RGB", [grey] * 3)
    if channels_of(img) == 3:
        red, green, blue = img.unbind(-3)
        img = (0.2989 * red + 0.587 * green + 0.114 * blue).to(img.dtype).unsqueeze(-3)
    return img if num_output_channels == 1 else stack([img.squeeze(-3)] * 3, -3)


to_grayscale = rgb_to_grayscale


def adjust_brightness(img: Any, brightness_factor: float) -> Any:
    """Every value times the factor: 0 is black, 1 as it is.

    >>> import tidu
    >>> adjust_brightness(tidu.full((1, 1, 1), 0.25), 2.0)
    tensor([[[0.5000]]])
    """
    need_image(img, "adjust_brightness")
    if not isinstance(img, Tensor):
        return enhanced(img, "Brightness", brightness_factor)
    return blend(img, 0.0, _positive(brightness_factor))


def adjust_contrast(img: Any, contrast_factor: float) -> Any:
    """Away from the mean grey by the factor: 0 is grey, 1 as it is."""
    need_image(img, "adjust_contrast")
    if not isinstance(img, Tensor):
        return enhanced(img, "Contrast", contrast_factor)
    grey = rgb_to_grayscale(img) if channels_of(img) == 3 else img
    real = grey if grey.dtype.is_floating_point else grey.float()
    return blend(img, real.mean((-3, -2, -1), keepdim=True), _positive(contrast_factor))


def adjust_saturation(img: Any, saturation_factor: float) -> Any:
    """Away from its grey picture by the factor: 0 is grey, 1 as it is."""
    need_image(img, "adjust_saturation")
    if not isinstance(img, Tensor):
        return enhanced(img, "Color", saturation_factor)
    if channels_of(img) == 1:
        return img
    return blend(img, rgb_to_grayscale(img), _positive(saturation_factor))


def adjust_hue(img: Any, hue_factor: float) -> Any:
    """One of Pillow's images with its hues shifted around the circle by −0.5…0.5; TypeError for tensors."""
    if not -0.5 <= hue_factor <= 0.5:
        raise ValueError(say("vision.hue", given=hue_factor))
    if isinstance(img, Tensor):
        raise TypeError(say("vision.hue_tensor"))
    need_image(img, "adjust_hue")
    if img.mode in ("L", "1", "I", "F"):
        return img
    hue, saturation, value = img.convert("HSV").split()
    shifted = np.array(hue, np.uint8) + np.uint8(int(hue_factor * 255) % 256)
    return pillow().merge("HSV", (pillow().fromarray(shifted), saturation, value)).convert(img.mode)


def invert(img: Any) -> Any:
    """Light and dark exchanged."""
    need_image(img, "invert")
    if not isinstance(img, Tensor):
        return pillow("ImageOps").invert(img)
    return (1 if img.dtype.is_floating_point else 255) - img


def _positive(factor: float) -> float:
    if factor < 0:
        raise ValueError(say("vision.factor", given=factor))
    return factor

"""Pillow, which opens and makes images, where it is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tidu.tensor.tensor import Tensor
from tidu.text import say


def pillow(module: str = "Image") -> Any:
    """`PIL.<module>`; ImportError with the command that installs it.

    >>> pillow().new("L", (2, 1)).size
    (2, 1)
    """
    if find_spec("PIL") is None:
        raise ImportError(say("vision.pillow"))
    return import_module(f"PIL.{module}")


def is_image(value: Any) -> bool:
    """Whether `value` is one of Pillow's images.

    >>> is_image([[0.0]])
    False
    """
    return any(kind.__module__ == "PIL.Image" and kind.__name__ == "Image" for kind in type(value).__mro__)


def need_image(value: Any, name: str) -> None:
    """TypeError for what is neither an image nor a tensor of one."""
    if not is_image(value) and not isinstance(value, Tensor):
        raise TypeError(say("vision.no_image", name=name, given=type(value).__name__))


def size_of(image: Any) -> tuple[int, int]:
    """(height, width) of an image or of a tensor (..., H, W).

    >>> import tidu
    >>> size_of(tidu.zeros(3, 4, 5))
    (4, 5)
    """
    if isinstance(image, Tensor):
        return image.shape[-2], image.shape[-1]
    return image.height, image.width


def channels_of(image: Any) -> int:
    """How many channels an image or a tensor (..., C, H, W) has."""
    if isinstance(image, Tensor):
        return image.shape[-3] if image.ndim > 2 else 1
    return len(image.getbands())

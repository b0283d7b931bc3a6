"""Transforms between images and tensors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.core import dtypes
from tidu.nn.module import Module
from tidu.vision.transforms import conversions


class ToTensor:
    """An image or array (H, W, C) as a tensor (C, H, W); bytes become 0…1.

    >>> import numpy as np
    >>> ToTensor()(np.zeros((2, 3), np.uint8)).shape
    torch.Size([1, 2, 3])
    """

    def __call__(self, pic: Any) -> Any:
        return conversions.to_tensor(pic)

    def __repr__(self) -> str:
        return "ToTensor()"


class PILToTensor:
    """An image as a tensor (C, H, W) of bytes."""

    def __call__(self, pic: Any) -> Any:
        return conversions.pil_to_tensor(pic)

    def __repr__(self) -> str:
        return "PILToTensor()"


class ToPILImage:
    """A tensor (C, H, W) or array (H, W, C) as an image."""

    def __init__(self, mode: str | None = None):
        self.mode = mode

    def __call__(self, pic: Any) -> Any:
        return conversions.to_pil_image(pic, self.mode)

    def __repr__(self) -> str:
        return "ToPILImage()" if self.mode is None else f"ToPILImage(mode={self.mode})"


class ConvertImageDtype(Module):
    """A tensor image in another type, its range scaled along."""

    def __init__(self, dtype: dtypes.dtype):
        super().__init__()
        self.dtype = dtype

    def forward(self, image: Any) -> Any:
        """The image in `dtype`."""
        return conversions.convert_image_dtype(image, self.dtype)


class Normalize(Module):
    """(x − mean) / std for each channel of a tensor image.

    >>> Normalize((0.5,), (0.5,))
    Normalize(mean=(0.5,), std=(0.5,))
    """

    def __init__(self, mean: Sequence[float], std: Sequence[float], inplace: bool = False):
        super().__init__()
        self.mean, self.std, self.inplace = mean, std, inplace

    def forward(self, tensor: Any) -> Any:
        """The normalized image."""
        return conversions.normalize(tensor, self.mean, self.std, self.inplace)

    def __repr__(self) -> str:
        return f"Normalize(mean={self.mean}, std={self.std})"

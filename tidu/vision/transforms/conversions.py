"""Between images, arrays and tensors, and between the types of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.tensor.creation import as_tensor, from_numpy
from tidu.tensor.tensor import Tensor
from tidu.text import say
from tidu.vision.pillow import is_image, pillow

NUMBERS = {"I": np.int32, "I;16": np.int16, "F": np.float32}
"""Modes of Pillow's whose pixels are not bytes."""


def pixels(image: Any) -> np.ndarray:
    """The pixels of one of Pillow's images: a new array (H, W, C)."""
    array = np.array(image, NUMBERS.get(image.mode, np.uint8), copy=True)
    return array.reshape(image.height, image.width, len(image.getbands()))


def pil_to_tensor(pic: Any) -> Tensor:
    """The pixels of one of Pillow's images as a tensor (C, H, W), in the type they have.

    >>> from PIL import Image
    >>> pil_to_tensor(Image.new("L", (3, 2), 7)).shape
    torch.Size([1, 2, 3])
    """
    if not is_image(pic):
        raise TypeError(say("vision.no_pillow_image", name="pil_to_tensor", given=type(pic).__name__))
    return from_numpy(np.ascontiguousarray(pixels(pic).transpose(2, 0, 1)))


def to_tensor(pic: Any) -> Tensor:
    """An image of Pillow's, or an array (H, W) or (H, W, C), as a tensor (C, H, W); bytes become 0…1.

    >>> to_tensor(np.full((1, 2, 3), 255, np.uint8)).shape
    torch.Size([3, 1, 2])
    """
    if isinstance(pic, np.ndarray):
        if pic.ndim not in (2, 3):
            raise ValueError(say("vision.array_dimensions", count=pic.ndim))
        array = pic[:, :, None] if pic.ndim == 2 else pic
    elif is_image(pic):
        array = pixels(pic) * (255 if pic.mode == "1" else 1)
        array = array.astype(np.uint8) if pic.mode == "1" else array
    else:
        raise TypeError(say("vision.no_image", name="to_tensor", given=type(pic).__name__))
    tensor = from_numpy(np.ascontiguousarray(array.transpose(2, 0, 1)))
    return tensor.to(dtypes.get_default_dtype()) / 255 if array.dtype == np.uint8 else tensor


def to_pil_image(pic: Any, mode: str | None = None) -> Any:
    """A tensor (C, H, W) or (H, W), or an array (H, W, C), as an image; real tensors are taken as 0…1.

    >>> import tidu
    >>> to_pil_image(tidu.ones(3, 2, 5)).size
    (5, 2)
    """
    if isinstance(pic, Tensor):
        if pic.ndim not in (2, 3):
            raise ValueError(say("vision.dimensions", count=pic.ndim))
        if pic.dtype.is_floating_point and mode != "F":
            pic = (pic * 255).to(dtypes.uint8)
        array = pic.detach().numpy() if pic.ndim == 2 else pic.detach().numpy().transpose(1, 2, 0)
    elif isinstance(pic, np.ndarray):
        array = pic
    else:
        raise TypeError(say("vision.no_array", given=type(pic).__name__))
    array = array[:, :, 0] if array.ndim == 3 and array.shape[2] == 1 else array
    array = _checked(array)
    if mode is None:
        return pillow().fromarray(array)
    return pillow().frombytes(mode, (array.shape[1], array.shape[0]), array.tobytes())


def _checked(array: np.ndarray) -> np.ndarray:
    """The array, if Pillow has a mode for it."""
    channels = array.shape[2] if array.ndim == 3 else 1
    if array.ndim not in (2, 3) or channels > 4 or (channels > 1 and array.dtype != np.uint8):
        raise ValueError(say("vision.no_mode", channels=channels, kind=array.dtype))
    return np.ascontiguousarray(array)


def convert_image_dtype(image: Tensor, dtype: Any = dtypes.float32) -> Tensor:
    """An image in another type: 0…1 where it is real, 0…the largest where it is whole.

    >>> import tidu
    >>> convert_image_dtype(tidu.tensor([0, 255], dtype=tidu.uint8))
    tensor([0., 1.])
    """
    given = image.dtype
    if given == dtype or (given.is_floating_point and dtype.is_floating_point):
        return image.to(dtype)
    if given.is_floating_point:
        if (given, dtype) in LOSSY:
            raise RuntimeError(say("vision.lossy", given=given, wanted=dtype))
        return (image * (most(dtype) + 1 - 1e-3)).to(dtype)
    if dtype.is_floating_point:
        return image.to(dtype) / most(given)
    factor = (most(given) + 1) // (most(dtype) + 1)
    if factor:
        return (image // factor).to(dtype)
    return image.to(dtype) * ((most(dtype) + 1) // (most(given) + 1))


LOSSY = {(dtypes.float32, dtypes.int32), (dtypes.float32, dtypes.int64), (dtypes.float64, dtypes.int64)}
"""Real types that cannot count as far as the whole ones."""


def most(kind: Any) -> int:
    """The largest number of a whole type.

    >>> most(dtypes.uint8)
    255
    """
    return 1 if kind is dtypes.bool_ else int(np.iinfo(kind.numpy).max)


def normalize(tensor: Tensor, mean: Sequence[float], std: Sequence[float], inplace: bool = False) -> Tensor:
    """(x − mean) / std for each channel of (..., C, H, W).

    >>> import tidu
    >>> normalize(tidu.ones(1, 1, 2), [0.5], [0.25])
    tensor([[[2., 2.]]])
    """
    if not isinstance(tensor, Tensor):
        raise TypeError(say("vision.no_tensor", name="normalize", given=type(tensor).__name__))
    if not tensor.dtype.is_floating_point:
        raise TypeError(say("vision.whole", name="normalize", given=tensor.dtype))
    if tensor.ndim < 3:
        raise ValueError(say("vision.few_dimensions", name="normalize", shape=tuple(tensor.shape)))
    centre, spread = (as_tensor(each, dtype=tensor.dtype) for each in (mean, std))
    if not spread.all():
        raise ValueError(say("vision.zero_std", std=std))
    centre, spread = (each.view(-1, 1, 1) if each.ndim == 1 else each for each in (centre, spread))
    tensor = tensor if inplace else tensor.clone()
    return tensor.sub_(centre).div_(spread)


def erase(img: Tensor, i: int, j: int, h: int, w: int, v: Any, inplace: bool = False) -> Tensor:
    """A tensor image whose rows i…i+h and columns j…j+w are `v`."""
    if not isinstance(img, Tensor):
        raise TypeError(say("vision.no_tensor", name="erase", given=type(img).__name__))
    img = img if inplace else img.clone()
    img[..., i : i + h, j : j + w] = v
    return img

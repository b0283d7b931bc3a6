"""Batches of images as one picture."""

from __future__ import annotations

import math
from typing import Any, BinaryIO

from tidu.core import dtypes
from tidu.core.archive import Path
from tidu.core.refused import refusing
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.joining import cat, stack
from tidu.tensor.tensor import Tensor
from tidu.text import say
from tidu.vision.pillow import pillow

__all__ = ["make_grid", "save_image"]

__getattr__ = refusing("torchvision.utils", __all__)


@no_grad()
def make_grid(
    tensor: Any, nrow: int = 8, padding: int = 2, normalize: bool = False,
    value_range: tuple[float, float] | None = None, scale_each: bool = False, pad_value: float = 0.0,
) -> Tensor:  # fmt: skip
    """Images (N, C, H, W) side by side, `nrow` in a row, as one (3, rows · H, columns · W).

    >>> import tidu
    >>> make_grid(tidu.zeros(4, 1, 5, 5), nrow=2).shape
    torch.Size([3, 16, 16])
    """
    batch = as_batch(tensor)
    if normalize:
        batch = _normalized(batch.clone(), value_range, scale_each)
    if batch.size(0) == 1:
        return batch.squeeze(0)
    count = batch.size(0)
    columns = min(nrow, count)
    rows = math.ceil(count / columns)
    height, width = batch.size(2) + padding, batch.size(3) + padding
    grid = batch.new_full((batch.size(1), height * rows + padding, width * columns + padding), pad_value)
    for place in range(count):
        top, left = place // columns * height + padding, place % columns * width + padding
        grid[:, top : top + height - padding, left : left + width - padding] = batch[place]
    return grid


def as_batch(tensor: Any) -> Tensor:
    """Images in any of the forms as (N, C, H, W), grey ones in three channels."""
    if isinstance(tensor, list | tuple) and all(isinstance(each, Tensor) for each in tensor):
        tensor = stack(list(tensor))
    if not isinstance(tensor, Tensor):
        raise TypeError(say("vision.no_tensor", name="make_grid", given=type(tensor).__name__))
    if tensor.ndim == 2:
        tensor = tensor.unsqueeze(0)
    if tensor.ndim == 3:
        tensor = cat([tensor] * 3) if tensor.size(0) == 1 else tensor
        tensor = tensor.unsqueeze(0)
    if tensor.ndim == 4 and tensor.size(1) == 1:
        tensor = cat([tensor] * 3, 1)
    return tensor


def _normalized(batch: Tensor, value_range: tuple[float, float] | None, scale_each: bool) -> Tensor:
    """From the range to 0…1, over all images or for each."""
    if value_range is not None and not isinstance(value_range, tuple):
        raise TypeError(say("vision.value_range", given=type(value_range).__name__))
    for image in batch if scale_each else [batch]:
        low, high = value_range or (float(image.min()), float(image.max()))
        image.clamp_(min=low, max=high).sub_(low).div_(max(high - low, 1e-5))
    return batch


@no_grad()
def save_image(tensor: Any, fp: Path | BinaryIO, format: str | None = None, **kwargs: Any) -> None:
    """Writes images with values 0…1 to a file, as `make_grid` puts them together."""
    grid = make_grid(tensor, **kwargs)
    shown = (grid * 255 + 0.5).clamp(0, 255).permute(1, 2, 0).to(dtypes.uint8).numpy()
    pillow().fromarray(shown).save(fp, format=format)

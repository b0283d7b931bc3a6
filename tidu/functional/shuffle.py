"""Channels and places of images laid out anew.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#vision-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def pixel_shuffle(input: Tensor, upscale_factor: int) -> Tensor:
    """[..., channels · r², height, width] as [..., channels, height · r, width · r].

    RuntimeError if r² does not divide the channels.
    Source: https://arxiv.org/abs/1609.05158

    >>> import tidu
    >>> pixel_shuffle(tidu.arange(4).reshape(4, 1, 1), 2)
    tensor([[[0, 1],
             [2, 3]]])
    """
    *batch, channels, height, width = _image(input, "pixel_shuffle", "upscale_factor", upscale_factor)
    r = upscale_factor
    if channels % (r * r):
        raise RuntimeError(say("layer.shuffle_channels", channels=channels, square=r * r))
    rank, deep = len(batch), channels // (r * r)
    parted = input.reshape(*batch, deep, r, r, height, width)
    order = (*range(rank), rank, rank + 3, rank + 1, rank + 4, rank + 2)
    return named(parted.permute(order).reshape(*batch, deep, height * r, width * r), "PixelShuffle")


def pixel_unshuffle(input: Tensor, downscale_factor: int) -> Tensor:
    """[..., channels, height · r, width · r] as [..., channels · r², height, width]: pixel_shuffle undone.

    RuntimeError if r does not divide height and width.

    >>> import tidu
    >>> pixel_unshuffle(tidu.arange(4).reshape(1, 2, 2), 2).flatten()
    tensor([0, 1, 2, 3])
    """
    *batch, channels, height, width = _image(input, "pixel_unshuffle", "downscale_factor", downscale_factor)
    r = downscale_factor
    for name, size in (("height", height), ("width", width)):
        if size % r:
            raise RuntimeError(say("layer.unshuffle_size", name=name, size=size, factor=r))
    rank = len(batch)
    parted = input.reshape(*batch, channels, height // r, r, width // r, r)
    order = (*range(rank), rank, rank + 2, rank + 4, rank + 1, rank + 3)
    result = parted.permute(order).reshape(*batch, channels * r * r, height // r, width // r)
    return named(result, "PixelUnshuffle")


def _image(input: Tensor, operation: str, name: str, factor: int) -> tuple[int, ...]:
    """The shape of an image. RuntimeError below three axes, or for a factor below 1."""
    shape = input._value.shape
    if len(shape) < 3:
        raise RuntimeError(say("layer.shuffle_rank", operation=operation, shape=list(shape)))
    if factor < 1:
        raise RuntimeError(say("layer.shuffle_factor", operation=operation, name=name, given=factor))
    return shape


def channel_shuffle(input: Tensor, groups: int) -> Tensor:
    """The channels of [N, channels, ...] dealt out: one of each of `groups` groups, then the next of each.

    RuntimeError if the groups do not divide the channels, or below three axes.
    Source: https://arxiv.org/abs/1707.01083

    >>> import tidu
    >>> channel_shuffle(tidu.arange(6).reshape(1, 6, 1), 2).flatten()
    tensor([0, 3, 1, 4, 2, 5])
    """
    shape = input._value.shape
    if len(shape) < 3:
        raise RuntimeError(say("layer.channel_shuffle_rank", shape=list(shape)))
    if groups < 1:
        raise RuntimeError(say("layer.channel_shuffle_groups", given=groups))
    if shape[1] % groups:
        raise RuntimeError(say("layer.channel_shuffle", channels=shape[1], groups=groups))
    parted = input.reshape(shape[0], groups, shape[1] // groups, *shape[2:])
    return named(parted.transpose(1, 2).reshape(shape), "ChannelShuffle")

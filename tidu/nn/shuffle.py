"""Layers that lay channels and places of images out anew.

Source: https://docs.pytorch.org/docs/stable/nn.html#vision-layers
"""

from __future__ import annotations

from tidu.functional import shuffle
from tidu.nn.activation_base import Activation
from tidu.tensor.tensor import Tensor


class PixelShuffle(Activation):
    """[..., channels · r², height, width] as [..., channels, height · r, width · r].

    >>> import tidu
    >>> PixelShuffle(2)(tidu.arange(4).reshape(4, 1, 1)).shape
    torch.Size([1, 2, 2])
    """

    shown = ("upscale_factor",)

    def __init__(self, upscale_factor: int):
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input: Tensor) -> Tensor:
        return shuffle.pixel_shuffle(input, self.upscale_factor)


class PixelUnshuffle(Activation):
    """[..., channels, height · r, width · r] as [..., channels · r², height, width].

    >>> import tidu
    >>> PixelUnshuffle(2)(tidu.arange(4).reshape(1, 2, 2)).shape
    torch.Size([4, 1, 1])
    """

    shown = ("downscale_factor",)

    def __init__(self, downscale_factor: int):
        super().__init__()
        self.downscale_factor = downscale_factor

    def forward(self, input: Tensor) -> Tensor:
        return shuffle.pixel_unshuffle(input, self.downscale_factor)


class ChannelShuffle(Activation):
    """The channels of [N, channels, ...] dealt out, one of each of `groups` groups at a time.

    >>> import tidu
    >>> ChannelShuffle(2)(tidu.arange(4).reshape(1, 4, 1)).flatten()
    tensor([0, 2, 1, 3])
    """

    shown = ("groups",)

    def __init__(self, groups: int):
        super().__init__()
        self.groups = groups

    def forward(self, input: Tensor) -> Tensor:
        return shuffle.channel_shuffle(input, self.groups)

"""Layers that pool to a given size, by windows that cover the image evenly.

Source: https://docs.pytorch.org/docs/stable/nn.html#pooling-layers
"""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.functional import pooling_adaptive as adaptive
from tidu.functional.pooling_adaptive import Target
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class AdaptivePooling(Module):
    """The base of layers that pool to `output_size`; None keeps an axis as it is."""

    rank: ClassVar[int]

    def __init__(self, output_size: Target):
        super().__init__()
        self.output_size = output_size

    def extra_repr(self) -> str:
        return f"output_size={self.output_size}"


class AdaptiveAveragePooling(AdaptivePooling):
    """The base of `AdaptiveAvgPool1d`, `AdaptiveAvgPool2d` and `AdaptiveAvgPool3d`."""

    def forward(self, input: Tensor) -> Tensor:
        return getattr(adaptive, f"adaptive_avg_pool{self.rank}d")(input, self.output_size)


class AdaptiveMaxPooling(AdaptivePooling):
    """The base of `AdaptiveMaxPool1d`, `AdaptiveMaxPool2d` and `AdaptiveMaxPool3d`."""

    def __init__(self, output_size: Target, return_indices: bool = False):
        super().__init__(output_size)
        self.return_indices = return_indices

    def forward(self, input: Tensor) -> Any:
        pool = getattr(adaptive, f"adaptive_max_pool{self.rank}d")
        return pool(input, self.output_size, self.return_indices)


class AdaptiveAvgPool1d(AdaptiveAveragePooling):
    """Means of [N, C, L] or [C, L] over `output_size` even windows.

    >>> import tidu
    >>> AdaptiveAvgPool1d(2)(tidu.tensor([[1.0, 2.0, 6.0]]))
    tensor([[1.5000, 4.0000]])
    """

    rank = 1


class AdaptiveAvgPool2d(AdaptiveAveragePooling):
    """Means of [N, C, H, W] or [C, H, W] over even windows: [..., *output_size].

    >>> import tidu
    >>> AdaptiveAvgPool2d((1, 1))(tidu.ones(2, 3, 7, 7)).shape
    torch.Size([2, 3, 1, 1])
    """

    rank = 2


class AdaptiveAvgPool3d(AdaptiveAveragePooling):
    """Means of [N, C, D, H, W] or [C, D, H, W] over even windows: [..., *output_size].

    >>> import tidu
    >>> AdaptiveAvgPool3d(2)(tidu.ones(1, 5, 5, 5)).shape
    torch.Size([1, 2, 2, 2])
    """

    rank = 3


class AdaptiveMaxPool1d(AdaptiveMaxPooling):
    """The largest numbers of [N, C, L] or [C, L] in `output_size` even windows.

    >>> import tidu
    >>> AdaptiveMaxPool1d(2)(tidu.tensor([[1.0, 2.0, 6.0]]))
    tensor([[2., 6.]])
    """

    rank = 1


class AdaptiveMaxPool2d(AdaptiveMaxPooling):
    """The largest numbers of [N, C, H, W] or [C, H, W] in even windows: [..., *output_size].

    >>> import tidu
    >>> AdaptiveMaxPool2d((None, 2))(tidu.ones(1, 3, 4)).shape
    torch.Size([1, 3, 2])
    """

    rank = 2


class AdaptiveMaxPool3d(AdaptiveMaxPooling):
    """The largest numbers of [N, C, D, H, W] or [C, D, H, W] in even windows: [..., *output_size].

    >>> import tidu
    >>> AdaptiveMaxPool3d(1)(tidu.ones(1, 2, 2, 2)).shape
    torch.Size([1, 1, 1, 1])
    """

    rank = 3

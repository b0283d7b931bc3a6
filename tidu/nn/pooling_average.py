"""Layers that take the mean of each window, or its power mean.

Source: https://docs.pytorch.org/docs/stable/nn.html#pooling-layers
"""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.functional.convolution import Extent
from tidu.functional.pooling_average import avg_pool, lp_pool
from tidu.nn.convolution import repeated
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class AveragePooling(Module):
    """The base of `AvgPool1d`, `AvgPool2d` and `AvgPool3d`."""

    rank: ClassVar[int]

    def __init__(
        self,
        kernel_size: Extent,
        stride: Extent | None = None,
        padding: Extent = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ):
        super().__init__()
        self.kernel_size: Any = kernel_size
        self.stride: Any = kernel_size if stride is None else stride
        self.padding: Any = padding
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad
        self.divisor_override = divisor_override

    def forward(self, input: Tensor) -> Tensor:
        return avg_pool(
            self.rank, input, self.kernel_size, self.stride, self.padding, self.ceil_mode,
            self.count_include_pad, self.divisor_override,
        )  # fmt: skip

    def extra_repr(self) -> str:
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class AvgPool1d(AveragePooling):
    """The mean of each window over [N, C, L] or [C, L]; see `functional.avg_pool1d`.

    >>> import tidu
    >>> AvgPool1d(2)(tidu.tensor([[1.0, 3.0, 2.0, 5.0]]))
    tensor([[2.0000, 3.5000]])
    """

    rank = 1

    def __init__(
        self,
        kernel_size: Extent,
        stride: Extent | None = None,
        padding: Extent = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
    ):
        super().__init__(kernel_size, stride, padding, ceil_mode, count_include_pad)
        self.kernel_size, self.stride = repeated(kernel_size, 1), repeated(self.stride, 1)
        self.padding = repeated(padding, 1)
        del self.divisor_override

    def forward(self, input: Tensor) -> Tensor:
        settings = (self.stride, self.padding, self.ceil_mode, self.count_include_pad)
        return avg_pool(1, input, self.kernel_size, *settings, None)


class AvgPool2d(AveragePooling):
    """The mean of each window over [N, C, H, W] or [C, H, W]; see `functional.avg_pool2d`.

    >>> import tidu
    >>> AvgPool2d(kernel_size=2, stride=2)(tidu.ones(1, 3, 8, 8)).shape
    torch.Size([1, 3, 4, 4])
    """

    rank = 2


class AvgPool3d(AveragePooling):
    """The mean of each window over [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> AvgPool3d(2)(tidu.ones(1, 3, 4, 4, 4)).shape
    torch.Size([1, 3, 2, 2, 2])
    """

    rank = 3


class PowerPooling(Module):
    """The base of `LPPool1d`, `LPPool2d` and `LPPool3d`."""

    rank: ClassVar[int]

    def __init__(
        self, norm_type: float, kernel_size: Extent, stride: Extent | None = None, ceil_mode: bool = False
    ):
        super().__init__()
        self.norm_type, self.kernel_size = norm_type, kernel_size
        self.stride, self.ceil_mode = stride, ceil_mode

    def forward(self, input: Tensor) -> Tensor:
        norm_type = float(self.norm_type)
        return lp_pool(self.rank, input, norm_type, self.kernel_size, self.stride, self.ceil_mode)

    def extra_repr(self) -> str:
        return (
            f"norm_type={self.norm_type}, kernel_size={self.kernel_size}, stride={self.stride}, "
            f"ceil_mode={self.ceil_mode}"
        )


class LPPool1d(PowerPooling):
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over [N, C, L] or [C, L].

    >>> import tidu
    >>> LPPool1d(2, 2)(tidu.tensor([[3.0, 4.0]]))
    tensor([[5.]])
    """

    rank = 1


class LPPool2d(PowerPooling):
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over [N, C, H, W] or [C, H, W].

    >>> import tidu
    >>> LPPool2d(2, 2)(tidu.ones(1, 4, 4))
    tensor([[[2., 2.],
             [2., 2.]]])
    """

    rank = 2


class LPPool3d(PowerPooling):
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> LPPool3d(1, 2)(tidu.ones(1, 2, 2, 2))
    tensor([[[[8.]]]])
    """

    rank = 3

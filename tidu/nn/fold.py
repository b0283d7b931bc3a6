"""Layers that lay windows out as columns, and add columns up to images again.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html
"""

from __future__ import annotations

from tidu.functional.convolution import Extent
from tidu.functional.unfolding import fold, unfold
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class Unfold(Module):
    """Every window of [N, C, H, W] as a column: [N, C · kh · kw, windows].

    >>> import tidu
    >>> Unfold(2)(tidu.ones(1, 3, 4, 4)).shape
    torch.Size([1, 12, 9])
    """

    def __init__(
        self, kernel_size: Extent, dilation: Extent = 1, padding: Extent = 0, stride: Extent = 1
    ):  # fmt: skip
        super().__init__()
        self.kernel_size, self.dilation = kernel_size, dilation
        self.padding, self.stride = padding, stride

    def forward(self, input: Tensor) -> Tensor:
        return unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self) -> str:
        return (
            f"kernel_size={self.kernel_size}, dilation={self.dilation}, padding={self.padding}, "
            f"stride={self.stride}"
        )


class Fold(Module):
    """Columns [N, C · kh · kw, windows] added up where `Unfold` took them: [N, C, *output_size].

    >>> import tidu
    >>> Fold((4, 4), 2)(tidu.ones(1, 12, 9)).shape
    torch.Size([1, 3, 4, 4])
    """

    def __init__(
        self,
        output_size: Extent,
        kernel_size: Extent,
        dilation: Extent = 1,
        padding: Extent = 0,
        stride: Extent = 1,
    ):
        super().__init__()
        self.output_size, self.kernel_size, self.dilation = output_size, kernel_size, dilation
        self.padding, self.stride = padding, stride

    def forward(self, input: Tensor) -> Tensor:
        settings = (self.dilation, self.padding, self.stride)
        return fold(input, self.output_size, self.kernel_size, *settings)

    def extra_repr(self) -> str:
        return (
            f"output_size={self.output_size}, kernel_size={self.kernel_size}, dilation={self.dilation}, "
            f"padding={self.padding}, stride={self.stride}"
        )

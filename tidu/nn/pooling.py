"""Layers that take the largest number of each window, and put numbers back where it was.

Source: https://docs.pytorch.org/docs/stable/nn.html#pooling-layers
"""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.functional import unpooling
from tidu.functional.convolution import Extent
from tidu.functional.pooling import max_pool
from tidu.nn.convolution import repeated
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class MaxPooling(Module):
    """The base of `MaxPool1d`, `MaxPool2d` and `MaxPool3d`."""

    rank: ClassVar[int]

    def __init__(
        self,
        kernel_size: Extent,
        stride: Extent | None = None,
        padding: Extent = 0,
        dilation: Extent = 1,
        return_indices: bool = False,
        ceil_mode: bool = False,
    ):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride
        self.padding, self.dilation = padding, dilation
        self.return_indices, self.ceil_mode = return_indices, ceil_mode

    def forward(self, input: Tensor) -> Any:
        return max_pool(
            self.rank, input, self.kernel_size, self.stride, self.padding, self.dilation, self.ceil_mode,
            self.return_indices,
        )  # fmt: skip

    def extra_repr(self) -> str:
        return (
            f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}, "
            f"dilation={self.dilation}, ceil_mode={self.ceil_mode}"
        )


class MaxPool1d(MaxPooling):
    """The largest number of each window over [N, C, L] or [C, L]; see `functional.max_pool1d`.

    >>> import tidu
    >>> MaxPool1d(2)(tidu.tensor([[1.0, 3.0, 2.0, 5.0]]))
    tensor([[3., 5.]])
    """

    rank = 1


class MaxPool2d(MaxPooling):
    """The largest number of each window over [N, C, H, W] or [C, H, W]; see `functional.max_pool2d`.

    >>> import tidu
    >>> MaxPool2d(kernel_size=2)(tidu.ones(1, 3, 8, 8)).shape
    torch.Size([1, 3, 4, 4])
    """

    rank = 2


class MaxPool3d(MaxPooling):
    """The largest number of each window over [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> MaxPool3d(2)(tidu.ones(1, 3, 4, 4, 4)).shape
    torch.Size([1, 3, 2, 2, 2])
    """

    rank = 3


class MaxUnpooling(Module):
    """The base of `MaxUnpool1d`, `MaxUnpool2d` and `MaxUnpool3d`."""

    rank: ClassVar[int]

    def __init__(self, kernel_size: Extent, stride: Extent | None = None, padding: Extent = 0):
        super().__init__()
        self.kernel_size = repeated(kernel_size, self.rank)
        self.stride = repeated(kernel_size if stride is None else stride, self.rank)
        self.padding = repeated(padding, self.rank)

    def forward(self, input: Tensor, indices: Tensor, output_size: Any = None) -> Tensor:
        unpool = getattr(unpooling, f"max_unpool{self.rank}d")
        return unpool(input, indices, self.kernel_size, self.stride, self.padding, output_size)

    def extra_repr(self) -> str:
        return f"kernel_size={self.kernel_size}, stride={self.stride}, padding={self.padding}"


class MaxUnpool1d(MaxUnpooling):
    """Numbers [N, C, L] or [C, L] back where `MaxPool1d` found them, zeros elsewhere.

    >>> import tidu
    >>> MaxUnpool1d(2)(tidu.tensor([[3.0, 5.0]]), tidu.tensor([[1, 3]]))
    tensor([[0., 3., 0., 5.]])
    """

    rank = 1


class MaxUnpool2d(MaxUnpooling):
    """Numbers [N, C, H, W] or [C, H, W] back where `MaxPool2d` found them, zeros elsewhere.

    >>> import tidu
    >>> MaxUnpool2d(2)(tidu.tensor([[[5.0]]]), tidu.tensor([[[2]]]))
    tensor([[[0., 0.],
             [5., 0.]]])
    """

    rank = 2


class MaxUnpool3d(MaxUnpooling):
    """Numbers [N, C, D, H, W] or [C, D, H, W] back where `MaxPool3d` found them, zeros elsewhere.

    >>> import tidu
    >>> MaxUnpool3d(2)(tidu.tensor([[[[5.0]]]]), tidu.tensor([[[[7]]]])).sum()
    tensor(5.)
    """

    rank = 3

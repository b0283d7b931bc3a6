"""Convolution layers whose input channels are counted at their first input."""

from __future__ import annotations

from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.convolution import Extent
from tidu.nn.blame import refusal
from tidu.nn.convolution import Conv1d, Conv2d, Conv3d, Convolution, ConvolutionBase, check_groups
from tidu.nn.convolution_transposed import (
    ConvTranspose1d,
    ConvTranspose2d,
    ConvTranspose3d,
    TransposedConvolution,
)
from tidu.nn.lazy import LazyModuleMixin
from tidu.nn.parameter import Uninitialized, UninitializedParameter
from tidu.tensor.tensor import Tensor


class LazyConvolutionBase(LazyModuleMixin, ConvolutionBase):
    """What lazy convolutions share."""

    def _wait(self, out_channels: int, bias: bool, device: Any, dtype: Dtype | None) -> None:
        """Puts parameters without a shape in place of those without input channels."""
        self.out_channels = out_channels
        self.weight = UninitializedParameter(device=device, dtype=dtype)
        if bias:
            self.bias = UninitializedParameter(device=device, dtype=dtype)

    def reset_parameters(self) -> None:
        """Draws the parameters anew, once the input channels are known."""
        if not self.has_uninitialized_params() and self.in_channels:
            super().reset_parameters()

    def initialize_parameters(self, input: Tensor, *args: Any, **kwargs: Any) -> None:
        """Takes in_channels from the channels of `input`. RuntimeError for another number of axes."""
        shape = tuple(input.shape)
        if len(shape) - self.rank not in (1, 2):
            told = {"rank": self.rank + 1, "more": self.rank + 2, "shape": list(shape)}
            raise refusal(RuntimeError, "layer.lazy_axes", self, **told)
        self.in_channels = shape[len(shape) - self.rank - 1]
        check_groups(self.groups, self.in_channels, self.out_channels)
        if self.has_uninitialized_params():
            first, second = self.out_channels, self.in_channels
            if self.transposed:
                first, second = second, first
            shapes = (first, second // self.groups, *self.kernel_size), (self.out_channels,)
            for parameter, wanted in zip((self.weight, self.bias), shapes, strict=True):
                if isinstance(parameter, Uninitialized):
                    parameter.materialize(wanted)
            self.reset_parameters()


class LazyConvolution(LazyConvolutionBase, Convolution):
    """The base of `LazyConv1d`, `LazyConv2d` and `LazyConv3d`."""

    def __init__(
        self,
        out_channels: int,
        kernel_size: Extent,
        stride: Extent = 1,
        padding: Extent | str = 0,
        dilation: Extent = 1,
        groups: int = 1,
        bias: bool = True,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__(0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode)
        self._wait(out_channels, bias, device, dtype)


class LazyTransposedConvolution(LazyConvolutionBase, TransposedConvolution):
    """The base of `LazyConvTranspose1d`, `LazyConvTranspose2d` and `LazyConvTranspose3d`."""

    def __init__(
        self,
        out_channels: int,
        kernel_size: Extent,
        stride: Extent = 1,
        padding: Extent = 0,
        output_padding: Extent = 0,
        groups: int = 1,
        bias: bool = True,
        dilation: Extent = 1,
        padding_mode: str = "zeros",
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__(
            0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation, padding_mode
        )
        self._wait(out_channels, bias, device, dtype)


class LazyConv1d(LazyConvolution, Conv1d):
    """`Conv1d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv1d.html

    >>> import tidu
    >>> layer = LazyConv1d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4)); layer.in_channels
    5
    """

    cls_to_become = Conv1d


class LazyConv2d(LazyConvolution, Conv2d):
    """`Conv2d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv2d.html

    >>> import tidu
    >>> layer = LazyConv2d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4, 4)); layer.in_channels
    5
    """

    cls_to_become = Conv2d


class LazyConv3d(LazyConvolution, Conv3d):
    """`Conv3d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConv3d.html

    >>> import tidu
    >>> layer = LazyConv3d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4, 4, 4)); layer.in_channels
    5
    """

    cls_to_become = Conv3d


class LazyConvTranspose1d(LazyTransposedConvolution, ConvTranspose1d):
    """`ConvTranspose1d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose1d.html

    >>> import tidu
    >>> layer = LazyConvTranspose1d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4)); layer.in_channels
    5
    """

    cls_to_become = ConvTranspose1d


class LazyConvTranspose2d(LazyTransposedConvolution, ConvTranspose2d):
    """`ConvTranspose2d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose2d.html

    >>> import tidu
    >>> layer = LazyConvTranspose2d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4, 4)); layer.in_channels
    5
    """

    cls_to_become = ConvTranspose2d


class LazyConvTranspose3d(LazyTransposedConvolution, ConvTranspose3d):
    """`ConvTranspose3d` with in_channels taken from its first input.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LazyConvTranspose3d.html

    >>> import tidu
    >>> layer = LazyConvTranspose3d(3, 2)
    >>> _ = layer(tidu.ones(2, 5, 4, 4, 4)); layer.in_channels
    5
    """

    cls_to_become = ConvTranspose3d

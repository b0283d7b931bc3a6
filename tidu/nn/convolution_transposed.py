"""Transposed convolution layers, which make images larger.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.convolution import Extent
from tidu.functional.convolution_transposed import transposed
from tidu.nn.convolution import ConvolutionBase, explained
from tidu.tensor.tensor import Tensor
from tidu.text import say


class TransposedConvolution(ConvolutionBase):
    """The base of `ConvTranspose1d`, `ConvTranspose2d` and `ConvTranspose3d`."""

    transposed = True

    def __init__(
        self,
        in_channels: int,
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
        if padding_mode != "zeros":
            name = type(self).__name__
            raise ValueError(say("convolution.zeros_only", layer=name, given=padding_mode))
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, output_padding, groups, bias,
            padding_mode, device, dtype,
        )  # fmt: skip

    def forward(self, input: Tensor, output_size: Sequence[int] | None = None) -> Tensor:
        try:
            more = self.output_padding if output_size is None else self._filling(input, output_size)
            return transposed(
                self.rank, input, self.weight, self.bias, self.stride, self.padding, more, self.groups,
                self.dilation,
            )  # fmt: skip
        except Exception as error:
            raise explained(self, input, self.in_channels, error) from None

    def _filling(self, input: Tensor, output_size: Sequence[int]) -> tuple[int, ...]:
        """The output_padding with which the result has that size. ValueError where there is none."""
        shape = input._value.shape
        wanted = [int(n) for n in output_size]
        if len(wanted) in (self.rank + 1, self.rank + 2) and len(wanted) == len(shape):
            wanted = wanted[-self.rank :]
        low = [
            (n - 1) * step - 2 * cut + apart * (k - 1) + 1
            for n, step, cut, apart, k in zip(
                shape[-self.rank :], self.stride, self.padding, self.dilation, self.kernel_size, strict=True
            )
        ]  # fmt: skip
        high = [n + step - 1 for n, step in zip(low, self.stride, strict=True)]
        fits = len(wanted) == self.rank and all(
            a <= n <= b for a, n, b in zip(low, wanted, high, strict=True)
        )
        if not fits:
            said = {"given": wanted, "low": low, "high": high, "shape": list(shape[-self.rank :])}
            raise ValueError(say("convolution.output_size", layer=type(self).__name__, **said))
        return tuple(n - least for n, least in zip(wanted, low, strict=True))


class ConvTranspose1d(TransposedConvolution):
    """Spreads [N, in_channels, L] over windows; as `ConvTranspose2d` otherwise.

    >>> import tidu
    >>> ConvTranspose1d(2, 4, 4, stride=2, padding=1)(tidu.ones(5, 2, 7)).shape
    torch.Size([5, 4, 14])
    """

    rank = 1


class ConvTranspose2d(TransposedConvolution):
    """Spreads images [N, in_channels, H, W] over windows by kernels: [N, out_channels, ...].

    weight is [in_channels, out_channels / groups, *kernel_size]. An axis of n becomes
    (n - 1) · stride - 2 · padding + dilation · (k - 1) + output_padding + 1; `forward` also takes
    the `output_size`, where several are possible. ValueError for one that is not.

    >>> import tidu
    >>> ConvTranspose2d(3, 6, 3, stride=2)(tidu.ones(1, 3, 4, 4), output_size=(10, 10)).shape
    torch.Size([1, 6, 10, 10])
    """

    rank = 2


class ConvTranspose3d(TransposedConvolution):
    """Spreads [N, in_channels, D, H, W] over windows; as `ConvTranspose2d` otherwise.

    >>> import tidu
    >>> ConvTranspose3d(1, 2, 2, stride=2)(tidu.ones(1, 1, 2, 2, 2)).shape
    torch.Size([1, 2, 4, 4, 4])
    """

    rank = 3

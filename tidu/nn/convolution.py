"""Convolution layers, over one, two or three axes of space.

Source: https://docs.pytorch.org/docs/stable/nn.html#convolution-layers
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.convolution import Extent, convolution
from tidu.functional.padding import pad
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.ops.convolution_shapes import channel_fix
from tidu.tensor.creation import empty
from tidu.tensor.tensor import Tensor
from tidu.text import say

MODES = ("zeros", "reflect", "replicate", "circular")


def repeated(value: Any, rank: int) -> tuple[int, ...]:
    """One number for each axis of space; what is given for each stays.

    >>> repeated(2, 3), repeated([1, 2], 2)
    ((2, 2, 2), (1, 2))
    """
    return tuple(value) if isinstance(value, Iterable) else (value,) * rank


class ConvolutionBase(Module):
    """What convolution layers share: settings, parameters and how they start.

    weight and then bias [out_channels] are drawn evenly from ±1/√(numbers under a kernel).
    ValueError for channels that `groups` does not divide, or an unknown padding.
    """

    rank: ClassVar[int]
    transposed: bool = False
    weight: Parameter
    bias: Parameter | None

    def __init__(
        self, in_channels: int, out_channels: int, kernel_size: Any, stride: Any, padding: Any, dilation: Any,
        output_padding: Any, groups: int, bias: bool, padding_mode: str, device: Any, dtype: Dtype | None,
    ):  # fmt: skip
        super().__init__()
        check_groups(groups, in_channels, out_channels)
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride = repeated(kernel_size, self.rank), repeated(stride, self.rank)
        self.padding = padding if isinstance(padding, str) else repeated(padding, self.rank)
        self.dilation = repeated(dilation, self.rank)
        self.output_padding = repeated(output_padding, self.rank)
        self.groups, self.padding_mode = groups, padding_mode
        check_padding(self.padding, self.stride, padding_mode)
        first, second = (in_channels, out_channels) if self.transposed else (out_channels, in_channels)
        shape = (first, second // groups, *self.kernel_size)
        self.weight = Parameter(empty(shape, device=device, dtype=dtype))
        offsets = Parameter(empty(out_channels, device=device, dtype=dtype)) if bias else None
        self.register_parameter("bias", offsets)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draws the parameters anew."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            fan_in, _ = init.fans(self.weight)
            if fan_in:
                bound = 1 / math.sqrt(fan_in)
                init.uniform_(self.bias, -bound, bound)

    def extra_repr(self) -> str:
        told = [f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"]
        told.append(f"stride={self.stride}")
        for name, plain in (("padding", 0), ("dilation", 1), ("output_padding", 0)):
            value = getattr(self, name)
            if value != (plain,) * len(self.kernel_size):
                told.append(f"{name}={value}")
        told += [f"groups={self.groups}"] * (self.groups != 1) + ["bias=False"] * (self.bias is None)
        return ", ".join(told + [f"padding_mode={self.padding_mode}"] * (self.padding_mode != "zeros"))


def check_groups(groups: int, in_channels: int, out_channels: int) -> None:
    """ValueError, as PyTorch has it, unless `groups` divides both.

    >>> check_groups(2, 4, 6)
    """
    if groups <= 0:
        raise ValueError(say("convolution.layer_positive", given=groups))
    for name, given in (("in_channels", in_channels), ("out_channels", out_channels)):
        if given % groups:
            raise ValueError(say("convolution.layer_groups", name=name, given=given, groups=groups))


def check_padding(padding: Any, stride: tuple[int, ...], padding_mode: str) -> None:
    """ValueError, as PyTorch has it, for a padding by an unknown name, or one that cannot be.

    >>> check_padding("same", (1, 1), "reflect")
    """
    if isinstance(padding, str):
        if padding not in ("valid", "same"):
            raise ValueError(say("convolution.padding_name", function="nn.Conv", given=padding))
        if padding == "same" and any(step != 1 for step in stride):
            raise ValueError(say("convolution.same_strided", function="nn.Conv", given=list(stride)))
    if padding_mode not in MODES:
        raise ValueError(say("convolution.padding_mode", known=", ".join(MODES), given=padding_mode))


class Convolution(ConvolutionBase):
    """The base of `Conv1d`, `Conv2d` and `Conv3d`."""

    def __init__(
        self,
        in_channels: int,
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
        super().__init__(
            in_channels, out_channels, kernel_size, stride, padding, dilation, 0, groups, bias, padding_mode,
            device, dtype,
        )  # fmt: skip

    def forward(self, input: Tensor) -> Tensor:
        try:
            return self._convolved(input)
        except Exception as error:
            raise explained(self, input, self.in_channels, error) from None

    def _convolved(self, input: Tensor) -> Tensor:
        padding: Any = self.padding
        if self.padding_mode != "zeros":
            input, padding = pad(input, self._around(), self.padding_mode), 0
        return convolution(
            self.rank, input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups
        )

    def _around(self) -> list[int]:
        """(before, after) of each axis, the last axis first, as `pad` takes it."""
        found = []
        for k, apart, amount in zip(self.kernel_size, self.dilation, self._amounts(), strict=True):
            total = apart * (k - 1)
            pair = (total // 2, total - total // 2) if amount is None else (amount, amount)
            found = [*pair, *found]
        return found

    def _amounts(self) -> tuple[int | None, ...]:
        """The padding of each axis, None for what keeps its size."""
        if isinstance(self.padding, str):
            return (None if self.padding == "same" else 0,) * self.rank
        return self.padding


def explained(layer: ConvolutionBase, input: Any, wanted: int, error: Exception) -> Exception:
    """Why `input` does not go through `layer`; `error` itself where its channels are as they should be."""
    if not isinstance(input, Tensor):
        return refusal(TypeError, "nn.not_tensor", layer, given=type(input).__name__)
    shape = input._value.shape
    axis = len(shape) - layer.rank - 1
    if axis in (0, 1) and shape[axis] != wanted:
        fix = channel_fix(shape, wanted, axis)
        said = {"wanted": wanted, "given": shape[axis], "shape": list(shape), "fix": fix}
        return refusal(RuntimeError, "convolution.layer_channels", layer, **said)
    return error


class Conv1d(Convolution):
    """Slides kernels over [N, in_channels, L] or [in_channels, L]: [N, out_channels, windows].

    As `Conv2d` otherwise. Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html

    >>> import tidu
    >>> Conv1d(2, 4, 3, padding=1)(tidu.ones(5, 2, 7)).shape
    torch.Size([5, 4, 7])
    """

    rank = 1


class Conv2d(Convolution):
    """Slides kernels over images [N, in_channels, H, W] or [in_channels, H, W]: [N, out_channels, ...].

    weight [out_channels, in_channels / groups, *kernel_size] and bias [out_channels] start as
    evenly drawn from ±1/√(in_channels / groups · kh · kw). Around the image comes `padding` of
    zeros, or of what `padding_mode` says. RuntimeError for images of other channels.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html

    >>> import tidu
    >>> Conv2d(1, 6, kernel_size=5, padding=2)(tidu.ones(2, 1, 28, 28)).shape
    torch.Size([2, 6, 28, 28])
    """

    rank = 2


class Conv3d(Convolution):
    """Slides kernels over [N, in_channels, D, H, W] or [in_channels, D, H, W]; as `Conv2d` otherwise.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv3d.html

    >>> import tidu
    >>> Conv3d(1, 2, 3)(tidu.ones(1, 1, 4, 5, 6)).shape
    torch.Size([1, 2, 2, 3, 4])
    """

    rank = 3

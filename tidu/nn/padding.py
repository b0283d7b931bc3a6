"""Padding layers: places added at the ends of the last one, two or three axes.

Source: https://docs.pytorch.org/docs/stable/nn.html#padding-layers
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tidu.functional.padding import pad
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Padding(Module):
    """The base of padding layers: `padding` is one number, or (before, after) of each axis, last axis first.

    `axes` is how many of the last axes are padded, `mode` with what.
    """

    axes: ClassVar[int]
    mode: ClassVar[str]

    def __init__(self, padding: int | Sequence[int]):
        super().__init__()
        given = (padding,) * (2 * self.axes) if isinstance(padding, int) else tuple(padding)
        if len(given) != 2 * self.axes:
            wanted, name = 2 * self.axes, type(self).__name__
            raise ValueError(say("pad.layer_count", layer=name, wanted=wanted, given=given))
        self.padding = given

    def forward(self, input: Tensor) -> Tensor:
        return pad(input, self.padding, self.mode)

    def extra_repr(self) -> str:
        return str(self.padding)


class ConstantPadding(Padding):
    """The base of layers that pad with one value."""

    mode = "constant"

    def __init__(self, padding: int | Sequence[int], value: float):
        super().__init__(padding)
        self.value = value

    def forward(self, input: Tensor) -> Tensor:
        return pad(input, self.padding, self.mode, self.value)

    def extra_repr(self) -> str:
        return f"padding={self.padding}, value={self.value}"


class ZeroPadding(ConstantPadding):
    """The base of layers that pad with zeros."""

    def __init__(self, padding: int | Sequence[int]):
        super().__init__(padding, 0.0)

    extra_repr = Padding.extra_repr


class ConstantPad1d(ConstantPadding):
    """`value` before and after the last axis; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConstantPad1d.html

    >>> import tidu
    >>> ConstantPad1d(1, 9.0)(tidu.tensor([[1.0, 2.0]])).flatten()[:4]
    tensor([9., 1., 2., 9.])
    """

    axes = 1


class ConstantPad2d(ConstantPadding):
    """`value` before and after the last two axes; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConstantPad2d.html

    >>> import tidu
    >>> ConstantPad2d(1, 9.0)(tidu.tensor([[[1.0, 2.0], [3.0, 4.0]]])).flatten()[:4]
    tensor([9., 9., 9., 9.])
    """

    axes = 2


class ConstantPad3d(ConstantPadding):
    """`value` before and after the last three axes; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ConstantPad3d.html

    >>> import tidu
    >>> ConstantPad3d(1, 9.0)(tidu.arange(8.0).reshape(1, 2, 2, 2)).flatten()[:4]
    tensor([9., 9., 9., 9.])
    """

    axes = 3


class ZeroPad1d(ZeroPadding):
    """Zeros before and after the last axis; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ZeroPad1d.html

    >>> import tidu
    >>> ZeroPad1d(1)(tidu.tensor([[1.0, 2.0]])).flatten()[:4]
    tensor([0., 1., 2., 0.])
    """

    axes = 1


class ZeroPad2d(ZeroPadding):
    """Zeros before and after the last two axes; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ZeroPad2d.html

    >>> import tidu
    >>> ZeroPad2d(1)(tidu.tensor([[[1.0, 2.0], [3.0, 4.0]]])).flatten()[:4]
    tensor([0., 0., 0., 0.])
    """

    axes = 2


class ZeroPad3d(ZeroPadding):
    """Zeros before and after the last three axes; negative amounts take places away.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ZeroPad3d.html

    >>> import tidu
    >>> ZeroPad3d(1)(tidu.arange(8.0).reshape(1, 2, 2, 2)).flatten()[:4]
    tensor([0., 0., 0., 0.])
    """

    axes = 3


class ReflectionPad1d(Padding):
    """The mirror of the last axis at its ends, the edge not repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReflectionPad1d.html

    >>> import tidu
    >>> ReflectionPad1d(1)(tidu.tensor([[1.0, 2.0]])).flatten()[:4]
    tensor([2., 1., 2., 1.])
    """

    axes = 1
    mode = "reflect"


class ReflectionPad2d(Padding):
    """The mirror of the last two axes at its ends, the edge not repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReflectionPad2d.html

    >>> import tidu
    >>> ReflectionPad2d(1)(tidu.tensor([[[1.0, 2.0], [3.0, 4.0]]])).flatten()[:4]
    tensor([4., 3., 4., 3.])
    """

    axes = 2
    mode = "reflect"


class ReflectionPad3d(Padding):
    """The mirror of the last three axes at its ends, the edge not repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReflectionPad3d.html

    >>> import tidu
    >>> ReflectionPad3d(1)(tidu.arange(8.0).reshape(1, 2, 2, 2)).flatten()[:4]
    tensor([7., 6., 7., 6.])
    """

    axes = 3
    mode = "reflect"


class ReplicationPad1d(Padding):
    """The edges of the last axis repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReplicationPad1d.html

    >>> import tidu
    >>> ReplicationPad1d(1)(tidu.tensor([[1.0, 2.0]])).flatten()[:4]
    tensor([1., 1., 2., 2.])
    """

    axes = 1
    mode = "replicate"


class ReplicationPad2d(Padding):
    """The edges of the last two axes repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReplicationPad2d.html

    >>> import tidu
    >>> ReplicationPad2d(1)(tidu.tensor([[[1.0, 2.0], [3.0, 4.0]]])).flatten()[:4]
    tensor([1., 1., 2., 2.])
    """

    axes = 2
    mode = "replicate"


class ReplicationPad3d(Padding):
    """The edges of the last three axes repeated.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ReplicationPad3d.html

    >>> import tidu
    >>> ReplicationPad3d(1)(tidu.arange(8.0).reshape(1, 2, 2, 2)).flatten()[:4]
    tensor([0., 0., 1., 1.])
    """

    axes = 3
    mode = "replicate"


class CircularPadding(Padding):
    """The base of layers that go on at the other end."""

    mode = "circular"

    def forward(self, input: Tensor) -> Tensor:
        rank = input._value.ndim
        if rank - self.axes not in (1, 2):
            ranks = f"{self.axes + 1}D or {self.axes + 2}D"
            raise refusal(ValueError, "pad.layer_axes", self, ranks=ranks, rank=rank)
        return super().forward(input)


class CircularPad1d(CircularPadding):
    """The last axis going on at the other end.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CircularPad1d.html

    >>> import tidu
    >>> CircularPad1d(1)(tidu.tensor([[1.0, 2.0]])).flatten()[:4]
    tensor([2., 1., 2., 1.])
    """

    axes = 1


class CircularPad2d(CircularPadding):
    """The last two axes going on at the other end.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CircularPad2d.html

    >>> import tidu
    >>> CircularPad2d(1)(tidu.tensor([[[1.0, 2.0], [3.0, 4.0]]])).flatten()[:4]
    tensor([4., 3., 4., 3.])
    """

    axes = 2


class CircularPad3d(CircularPadding):
    """The last three axes going on at the other end.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CircularPad3d.html

    >>> import tidu
    >>> CircularPad3d(1)(tidu.arange(8.0).reshape(1, 2, 2, 2)).flatten()[:4]
    tensor([7., 6., 7., 6.])
    """

    axes = 3

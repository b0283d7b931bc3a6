"""Convolution (what mathematics calls cross-correlation) of images of one, two or three axes of space.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#convolution-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.functional.extents import check_sizes, sizes_of
from tidu.functional.operands import channels
from tidu.ops.convolution import convolve
from tidu.ops.convolution_shapes import check_convolution
from tidu.ops.windows import Pairs
from tidu.tensor.movement import squeeze, unsqueeze
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Extent = int | tuple[int, ...] | list[int]


def conv1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent | str = 0,
    dilation: Extent = 1,
    groups: int = 1,
) -> Tensor:
    """Slides `weight` [O, C / groups, k] over `input` [N, C, L] or [C, L]: [N, O, windows].

    `padding` zeros are put at both ends; "same" keeps the length. As `conv2d` otherwise.

    >>> import tidu
    >>> conv1d(tidu.tensor([[1.0, 2.0, 4.0]]), tidu.tensor([[[-1.0, 1.0]]]))
    tensor([[1., 2.]])
    """
    return convolution(1, input, weight, bias, stride, padding, dilation, groups)


def conv2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent | str = 0,
    dilation: Extent = 1,
    groups: int = 1,
) -> Tensor:
    """Slides `weight` [O, C / groups, kh, kw] over `input` [N, C, H, W] or [C, H, W]: [N, O, ...].

    Each result is the sum of a window's numbers times the weight's, plus `bias` [O]. Windows move
    by `stride`; their places are `dilation` apart; `padding` zeros are put around the image ("same"
    keeps its size, "valid" puts none). Each of `groups` parts of the channels has kernels of its own.
    RuntimeError where shapes or types do not fit.

    >>> import tidu
    >>> conv2d(tidu.ones(1, 1, 3, 3), tidu.ones(1, 1, 2, 2), padding=1)[0, 0]
    tensor([[1., 2., 2., 1.],
            [2., 4., 4., 2.],
            [2., 4., 4., 2.],
            [1., 2., 2., 1.]])
    """
    return convolution(2, input, weight, bias, stride, padding, dilation, groups)


def conv3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent | str = 0,
    dilation: Extent = 1,
    groups: int = 1,
) -> Tensor:
    """Slides `weight` [O, C / groups, kd, kh, kw] over `input` [N, C, D, H, W] or [C, D, H, W].

    As `conv2d` otherwise.

    >>> import tidu
    >>> conv3d(tidu.ones(1, 2, 4, 4, 4), tidu.ones(3, 2, 2, 2, 2)).shape
    torch.Size([1, 3, 3, 3, 3])
    """
    return convolution(3, input, weight, bias, stride, padding, dilation, groups)


def convolution(
    rank: int, input: Tensor, weight: Tensor, bias: Any, stride: Any, padding: Any, dilation: Any, groups: int
) -> Tensor:
    """Convolution over `rank` axes of space.

    >>> import tidu
    >>> convolution(1, tidu.ones(1, 2, 5), tidu.ones(3, 2, 4), None, 1, "same", 1, 1).shape
    torch.Size([1, 3, 5])
    """
    function = f"conv{rank}d"
    check_operands(rank, input, weight, bias, function, weight._value.shape[:1])
    steps, apart = sizes_of(stride, rank, "stride", function), sizes_of(dilation, rank, "dilation", function)
    check_sizes(steps, 1, "stride", function)
    check_sizes(apart, 1, "dilation", function)
    around = pairs_of(padding, weight._value.shape[2:], steps, apart, function)
    whole = unsqueeze(input, 0) if input._value.ndim == rank + 1 else input
    check_convolution(whole._value.shape, weight._value.shape, steps, around, apart, groups)
    params = {"stride": steps, "padding": around, "dilation": apart, "groups": groups}
    result = mode.bind(convolve, (whole, weight), params)
    return finished(result, bias, whole is not input)


def finished(result: Tensor, bias: Tensor | None, single: bool) -> Tensor:
    """The result with its bias, and without the axis that a single image was given."""
    if bias is not None:
        result = result + channels(bias, result._value.ndim)
    named(result, "Convolution")
    return squeeze(result, 0) if single else result


def check_operands(
    rank: int, input: Tensor, weight: Tensor, bias: Any, function: str, outputs: tuple[int, ...]
) -> None:
    """RuntimeError, as PyTorch has it, for operands of other ranks, lengths or types."""
    x, w = input._value, weight._value
    if w.ndim != rank + 2:
        raise RuntimeError(say("convolution.weight", function=function, rank=rank + 2, shape=list(w.shape)))
    if x.ndim not in (rank + 1, rank + 2):
        fix = f"x.reshape(1, 1, {', '.join(map(str, x.shape))})" if x.ndim == rank else "x.unsqueeze(1)"
        said = {"single": rank + 1, "batch": rank + 2, "shape": list(x.shape), "fix": fix}
        raise RuntimeError(say("convolution.rank", function=function, **said))
    if x.dtype != w.dtype or (bias is not None and bias._value.dtype != x.dtype):
        other = weight if x.dtype != w.dtype else bias
        kind = str(other.dtype).removeprefix("torch.")
        said = {"function": function, "given": input.dtype, "wanted": other.dtype, "kind": kind}
        raise RuntimeError(say("convolution.type", **said))
    if bias is not None and bias._value.shape != outputs:
        said = {"weight": list(w.shape), "outputs": outputs[0], "shape": list(bias._value.shape)}
        raise RuntimeError(say("convolution.bias", **said))


def pairs_of(
    padding: Any, kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...], function: str
) -> Pairs:
    """How many zeros come (before, after) each axis. "same" puts the odd one after.

    >>> pairs_of("same", (4, 3), (1, 1), (1, 2), "conv2d")
    ((1, 2), (2, 2))
    """
    if not isinstance(padding, str):
        amounts = sizes_of(padding, len(kernel), "padding", function)
        check_sizes(amounts, 0, "padding", function)
        return tuple((n, n) for n in amounts)
    if padding == "valid":
        return ((0, 0),) * len(kernel)
    if padding != "same":
        raise RuntimeError(say("convolution.padding_name", function=function, given=padding))
    if any(step != 1 for step in stride):
        raise RuntimeError(say("convolution.same_strided", function=function, given=list(stride)))
    totals = [apart * (k - 1) for k, apart in zip(kernel, dilation, strict=True)]
    return tuple((total // 2, total - total // 2) for total in totals)

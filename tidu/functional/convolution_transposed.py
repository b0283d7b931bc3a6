"""Transposed convolution: each number is spread over a window, by the kernel.

It is the gradient of a convolution for its image. Source:
https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose2d.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.functional.convolution import Extent, check_operands, finished
from tidu.functional.extents import check_sizes, sizes_of
from tidu.ops.convolution import convolve_input
from tidu.ops.convolution_shapes import check_transposed
from tidu.tensor.movement import unsqueeze
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def conv_transpose1d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent = 0,
    output_padding: Extent = 0,
    groups: int = 1,
    dilation: Extent = 1,
) -> Tensor:
    """Spreads `input` [N, C, L] or [C, L] by `weight` [C, O / groups, k]; as `conv_transpose2d`.

    >>> import tidu
    >>> conv_transpose1d(tidu.tensor([[1.0, 2.0]]), tidu.tensor([[[1.0, 10.0]]]), stride=2)
    tensor([[ 1., 10.,  2., 20.]])
    """
    return transposed(1, input, weight, bias, stride, padding, output_padding, groups, dilation)


def conv_transpose2d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent = 0,
    output_padding: Extent = 0,
    groups: int = 1,
    dilation: Extent = 1,
) -> Tensor:
    """Spreads `input` [N, C, H, W] or [C, H, W] by `weight` [C, O / groups, kh, kw]: [N, O, ...].

    An axis of n becomes (n - 1) · stride - 2 · padding + dilation · (k - 1) + output_padding + 1:
    what a `conv2d` with these numbers makes n of. RuntimeError where shapes or types do not fit.

    >>> import tidu
    >>> conv_transpose2d(tidu.ones(1, 1, 2, 2), tidu.ones(1, 1, 2, 2))[0, 0]
    tensor([[1., 2., 1.],
            [2., 4., 2.],
            [1., 2., 1.]])
    """
    return transposed(2, input, weight, bias, stride, padding, output_padding, groups, dilation)


def conv_transpose3d(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None = None,
    stride: Extent = 1,
    padding: Extent = 0,
    output_padding: Extent = 0,
    groups: int = 1,
    dilation: Extent = 1,
) -> Tensor:
    """Spreads `input` [N, C, D, H, W] by `weight` [C, O / groups, kd, kh, kw]; as `conv_transpose2d`.

    >>> import tidu
    >>> conv_transpose3d(tidu.ones(1, 2, 3, 3, 3), tidu.ones(2, 4, 2, 2, 2), stride=2).shape
    torch.Size([1, 4, 6, 6, 6])
    """
    return transposed(3, input, weight, bias, stride, padding, output_padding, groups, dilation)


def transposed(
    rank: int, input: Tensor, weight: Tensor, bias: Any,
    stride: Any, padding: Any, output_padding: Any, groups: int, dilation: Any,
) -> Tensor:  # fmt: skip
    """Transposed convolution over `rank` axes of space.

    >>> import tidu
    >>> transposed(1, tidu.ones(1, 1, 4), tidu.ones(1, 2, 3), None, 2, 1, 1, 1, 1).shape
    torch.Size([1, 2, 8])
    """
    function = f"conv_transpose{rank}d"
    w = weight._value.shape
    check_operands(rank, input, weight, bias, function, (w[1] * groups,) if len(w) > 1 else ())
    given = {"stride": stride, "padding": padding, "output_padding": output_padding, "dilation": dilation}
    steps, around, more, apart = (sizes_of(x, rank, name, function) for name, x in given.items())
    check_sizes(steps, 1, "stride", function)
    check_sizes(around, 0, "padding", function)
    check_sizes(more, 0, "output_padding", function)
    check_sizes(apart, 1, "dilation", function)
    if any(extra >= max(step, wide) for extra, step, wide in zip(more, steps, apart, strict=True)):
        said = {"output_padding": list(more), "stride": list(steps), "dilation": list(apart)}
        raise RuntimeError(say("convolution.output_padding", function=function, **said))
    whole = unsqueeze(input, 0) if input._value.ndim == rank + 1 else input
    shape = whole._value.shape
    check_transposed(shape, w, groups)
    size = tuple(
        (n - 1) * step - 2 * cut + wide * (k - 1) + extra + 1
        for n, step, cut, wide, k, extra in zip(shape[2:], steps, around, apart, w[2:], more, strict=True)
    )
    if any(n < 1 for n in size):
        raise RuntimeError(say("convolution.shrunk", function=function, shape=list(shape), size=list(size)))
    pairs = tuple((cut, cut - extra) for cut, extra in zip(around, more, strict=True))
    params = {"size": size, "stride": steps, "padding": pairs, "dilation": apart, "groups": groups}
    result = mode.bind(convolve_input, (whole, weight), params)
    return finished(result, bias, whole is not input)

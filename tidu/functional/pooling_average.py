"""The mean of each window, and its power mean.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.functional.convolution import Extent
from tidu.functional.extents import sizes_of
from tidu.functional.operands import check_real
from tidu.functional.pooling import windows_of
from tidu.functional.rectify import relu
from tidu.ops import pooling as ops
from tidu.ops.windows import window_counts
from tidu.tensor.arithmetic import abs, div, mul, pow, sign
from tidu.tensor.handle import wrap
from tidu.tensor.output import writes_out
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def avg_pool1d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> Tensor:
    """The mean of each window over `input` [N, C, L] or [C, L]; as `avg_pool2d`.

    >>> import tidu
    >>> avg_pool1d(tidu.tensor([[1.0, 3.0, 2.0, 5.0]]), 2)
    tensor([[2.0000, 3.5000]])
    """
    return avg_pool(1, input, kernel_size, stride, padding, ceil_mode, count_include_pad, None)


@writes_out
def avg_pool2d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Tensor:
    """The mean of each window over `input` [N, C, H, W] or [C, H, W].

    Windows move by `stride`, which is `kernel_size` unless told otherwise. Sums are divided by the
    places of a window, of which those of the `padding` count only with `count_include_pad`, or by
    `divisor_override`. `ceil_mode` also takes windows that begin inside and end outside.

    >>> import tidu
    >>> avg_pool2d(tidu.arange(16.0).reshape(1, 4, 4), 2)
    tensor([[[ 2.5000,  4.5000],
             [10.5000, 12.5000]]])
    """
    return avg_pool(2, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


@writes_out
def avg_pool3d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
    divisor_override: int | None = None,
) -> Tensor:
    """The mean of each window over `input` [N, C, D, H, W] or [C, D, H, W]; as `avg_pool2d`.

    >>> import tidu
    >>> avg_pool3d(tidu.arange(8.0).reshape(1, 2, 2, 2), 2)
    tensor([[[[3.5000]]]])
    """
    return avg_pool(3, input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)


def avg_pool(
    rank: int, input: Tensor, kernel_size: Any, stride: Any, padding: Any,
    ceil_mode: bool, count_include_pad: bool, divisor_override: int | None,
) -> Tensor:  # fmt: skip
    """Average pooling over the last `rank` axes.

    >>> import tidu
    >>> avg_pool(1, tidu.tensor([[1.0, 3.0, 2.0]]), 2, 1, 0, False, True, None)
    tensor([[2.0000, 2.5000]])
    """
    function = f"avg_pool{rank}d"
    if divisor_override == 0:
        raise RuntimeError(say("pool.divisor", function=function))
    params = windows_of(rank, input, function, kernel_size, stride, padding, 1, ceil_mode)
    sums = mode.bind(ops.sum_pool, (input,), params)
    cut = sizes_of(padding, rank, "padding", function)
    divisor = divisor_override or places_in(input._value.shape[-rank:], params, cut, count_include_pad)
    result = shared_out(sums, divisor)
    return named(result, f"AvgPool{rank}D" if rank > 1 else "SqueezeBackward1")


def shared_out(sums: Tensor, divisor: int | np.ndarray) -> Tensor:
    """Sums divided by how many were added; of whole numbers toward 0."""
    if sums._value.dtype.kind != "f":
        by = wrap(divisor.astype(sums._value.dtype)) if isinstance(divisor, np.ndarray) else divisor
        return div(sums, by, rounding_mode="trunc")
    if isinstance(divisor, np.ndarray):
        return div(sums, wrap(divisor.astype(sums._value.dtype)))
    return div(sums, float(divisor))


def places_in(
    space: tuple[int, ...], params: dict[str, Any], padding: tuple[int, ...], all_of: bool
) -> int | np.ndarray:
    """How many places each window has, one number if they are equal: inside the image, or inside
    image and padding, never beyond.

    >>> shape = {"kernel": (2,), "stride": (2,), "padding": ((0, 1),), "dilation": (1,)}
    >>> places_in((5,), shape, (0,), True)
    array([2, 2, 1])
    """
    kernel, stride = params["kernel"], params["stride"]
    counts = window_counts(space, kernel, stride, params["padding"], params["dilation"])
    total: Any = np.ones((), np.int64)
    for n, k, step, cut, count in zip(space, kernel, stride, padding, counts, strict=True):
        start = np.arange(count) * step - cut
        end = np.minimum(start + k, n + cut)
        own = end - start if all_of else np.minimum(end, n) - np.maximum(start, 0)
        total = total[..., None] * own
    return int(total.flat[0]) if (total == total.flat[0]).all() else total


def lp_pool1d(
    input: Tensor,
    norm_type: float,
    kernel_size: Extent,
    stride: Extent | None = None,
    ceil_mode: bool = False,
) -> Tensor:
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over `input` [N, C, L] or [C, L].

    >>> import tidu
    >>> lp_pool1d(tidu.tensor([[3.0, 4.0]]), 2, 2)
    tensor([[5.]])
    """
    return lp_pool(1, input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool2d(
    input: Tensor,
    norm_type: float,
    kernel_size: Extent,
    stride: Extent | None = None,
    ceil_mode: bool = False,
) -> Tensor:
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over `input` [N, C, H, W].

    >>> import tidu
    >>> lp_pool2d(tidu.ones(1, 4, 4), 2, 2)
    tensor([[[2., 2.],
             [2., 2.]]])
    """
    return lp_pool(2, input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool3d(
    input: Tensor,
    norm_type: float,
    kernel_size: Extent,
    stride: Extent | None = None,
    ceil_mode: bool = False,
) -> Tensor:
    """(sum of x ** norm_type) ** (1 / norm_type) of each window over `input` [N, C, D, H, W].

    >>> import tidu
    >>> lp_pool3d(tidu.ones(1, 2, 2, 2), 1, 2)
    tensor([[[[8.]]]])
    """
    return lp_pool(3, input, norm_type, kernel_size, stride, ceil_mode)


def lp_pool(
    rank: int, input: Tensor, norm_type: float, kernel_size: Any, stride: Any, ceil_mode: bool
) -> Tensor:
    """Power means over the last `rank` axes, times the places of a window, as PyTorch composes them.

    >>> import tidu
    >>> lp_pool(1, tidu.tensor([[3.0, 4.0]]), 1.0, 2, None, False)
    tensor([[7.]])
    """
    check_real(input, f"lp_pool{rank}d")
    places = int(np.prod(sizes_of(kernel_size, rank, "kernel_size", f"lp_pool{rank}d")))
    means = avg_pool(rank, pow(input, norm_type), kernel_size, stride, 0, ceil_mode, True, None)
    return pow(mul(mul(sign(means), relu(abs(means))), places), 1.0 / norm_type)

"""The largest number of each window, and where it lies.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#pooling-functions
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.functional.convolution import Extent
from tidu.functional.extents import check_sizes, sizes_of
from tidu.functional.operands import check_real
from tidu.ops import pooling as ops
from tidu.ops.windows import Pairs, Sizes, window_counts
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def max_pool1d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    dilation: Extent = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest number of each window over `input` [N, C, L] or [C, L]; as `max_pool2d`.

    >>> import tidu
    >>> max_pool1d(tidu.tensor([[1.0, 3.0, 2.0, 5.0]]), 2)
    tensor([[3., 5.]])
    """
    check_real(input, "max_pool1d")
    return max_pool(1, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool2d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    dilation: Extent = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest number of each window over `input` [N, C, H, W] or [C, H, W].

    Windows move by `stride`, which is `kernel_size` unless told otherwise. `padding` adds places
    at the ends that are never the largest. `ceil_mode` also takes windows that begin inside and
    end outside. With `return_indices` the places in the flat image [H · W] come second.
    NaN is the largest; of equal numbers the first is, and the gradient goes to it alone.

    >>> import tidu
    >>> x = tidu.arange(16.0).reshape(1, 4, 4)
    >>> max_pool2d(x, 2, return_indices=True)
    (tensor([[[ 5.,  7.],
             [13., 15.]]]), tensor([[[ 5,  7],
             [13, 15]]]))
    """
    return max_pool(2, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool3d(
    input: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    dilation: Extent = 1,
    ceil_mode: bool = False,
    return_indices: bool = False,
) -> Any:
    """The largest number of each window over `input` [N, C, D, H, W] or [C, D, H, W]; as `max_pool2d`.

    >>> import tidu
    >>> max_pool3d(tidu.arange(8.0).reshape(1, 2, 2, 2), 2)
    tensor([[[[7.]]]])
    """
    return max_pool(3, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool(
    rank: int, input: Tensor, kernel_size: Any, stride: Any, padding: Any, dilation: Any,
    ceil_mode: bool, return_indices: bool,
) -> Any:  # fmt: skip
    """Max pooling over the last `rank` axes.

    >>> import tidu
    >>> max_pool(1, tidu.tensor([[1.0, 3.0, 2.0]]), 2, 1, 0, 1, False, False)
    tensor([[3., 3.]])
    """
    params = windows_of(rank, input, f"max_pool{rank}d", kernel_size, stride, padding, dilation, ceil_mode)
    result = mode.bind(ops.max_pool, (input,), params)
    named(result, f"MaxPool{rank}DWithIndices" if rank > 1 else "SqueezeBackward1")
    return (result, mode.bind(ops.max_places, (input,), params)) if return_indices else result


def with_places(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function that always gives the places too, as PyTorch has one of each.

    >>> with_places(max_pool1d).__name__
    'max_pool1d_with_indices'
    """
    parameters = signature(function)

    @wraps(function)
    def pool_with_indices(*args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        given = parameters.bind(*args, **kwargs)
        given.arguments["return_indices"] = True
        return function(*given.args, **given.kwargs)

    pool_with_indices.__name__ = pool_with_indices.__qualname__ = f"{function.__name__}_with_indices"
    pool_with_indices.__doc__ = f"As `{function.__name__}` with `return_indices=True`."
    return pool_with_indices


max_pool1d_with_indices = with_places(max_pool1d)
max_pool2d_with_indices = with_places(max_pool2d)
max_pool3d_with_indices = with_places(max_pool3d)


def windows_of(
    rank: int, input: Tensor, function: str,
    kernel_size: Any, stride: Any, padding: Any, dilation: Any, ceil_mode: bool,
) -> dict[str, Any]:  # fmt: skip
    """The parameters of a pooling primitive. RuntimeError, as PyTorch has it, for what cannot be pooled.

    >>> import tidu
    >>> windows_of(1, tidu.ones(1, 5), "max_pool1d", 2, None, 0, 1, True)["padding"]
    ((0, 1),)
    """
    check_image(rank, input, function)
    kernel = sizes_of(kernel_size, rank, "kernel_size", function)
    steps = kernel if stride in (None, (), []) else sizes_of(stride, rank, "stride", function)
    around = sizes_of(padding, rank, "padding", function)
    apart = sizes_of(dilation, rank, "dilation", function)
    for name, sizes in (("kernel_size", kernel), ("stride", steps), ("dilation", apart)):
        check_sizes(sizes, 1, name, function)
    check_sizes(around, 0, "padding", function)
    wide = any(2 * cut > d * (k - 1) + 1 for cut, k, d in zip(around, kernel, apart, strict=True))
    if wide:
        said = {"padding": list(around), "kernel": list(kernel), "dilation": list(apart)}
        raise RuntimeError(say("pool.padding", function=function, **said))
    space = input._value.shape[-rank:]
    pairs = ends_of(space, kernel, steps, around, apart, ceil_mode)
    if any(n < 1 for n in window_counts(space, kernel, steps, pairs, apart)):
        said = {"shape": list(input._value.shape), "kernel": list(kernel)}
        raise RuntimeError(say("pool.small", function=function, **said))
    return {"kernel": kernel, "stride": steps, "padding": pairs, "dilation": apart}


def ends_of(
    space: Sizes, kernel: Sizes, stride: Sizes, padding: Sizes, dilation: Sizes, ceil_mode: bool
) -> Pairs:
    """Padding (before, after) with which just the windows that PyTorch takes fit in.

    Rounding up takes one more window, if that begins before the image ends.

    >>> ends_of((5,), (2,), (2,), (0,), (1,), True), ends_of((5,), (2,), (2,), (0,), (1,), False)
    (((0, 1),), ((0, 0),))
    """
    found = []
    for n, k, step, cut, apart in zip(space, kernel, stride, padding, dilation, strict=True):
        room = n + 2 * cut - apart * (k - 1) - 1
        count = -(-room // step) + 1
        if (count - 1) * step >= n + cut:
            count -= 1
        after = (count - 1) * step + apart * (k - 1) + 1 - n - cut
        found.append((cut, after if ceil_mode else cut))
    return tuple(found)


def check_image(rank: int, input: Tensor, function: str) -> None:
    """RuntimeError for another rank than that of an image or a batch of them, or for no channels.

    >>> import tidu
    >>> check_image(2, tidu.ones(1, 4, 4), "max_pool2d")
    """
    shape = input._value.shape
    if len(shape) not in (rank + 1, rank + 2) or 0 in shape[-rank - 1 :]:
        said = {"single": rank + 1, "batch": rank + 2, "shape": list(shape)}
        raise RuntimeError(say("pool.rank", function=function, **said))

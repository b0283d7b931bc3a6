"""Numbers put back where max pooling found them, zeros elsewhere.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MaxUnpool2d.html
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.functional.convolution import Extent
from tidu.functional.extents import sizes_of
from tidu.functional.operands import known
from tidu.functional.pooling import check_image
from tidu.ops.index import HERE, index_set
from tidu.tensor.handle import wrap
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def max_unpool1d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    output_size: Any = None,
) -> Tensor:
    """`input` [N, C, L] or [C, L] at the places that `max_pool1d` found; as `max_unpool2d`.

    >>> import tidu
    >>> max_unpool1d(tidu.tensor([[3.0, 5.0]]), tidu.tensor([[1, 3]]), 2)
    tensor([[0., 3., 0., 5.]])
    """
    return _unpooled(1, input, indices, kernel_size, stride, padding, output_size)


def max_unpool2d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    output_size: Any = None,
) -> Tensor:
    """`input` [N, C, H, W] or [C, H, W] at the places that `max_pool2d` found, zeros elsewhere.

    `kernel_size`, `stride` and `padding` are those of the pooling; `output_size` says the size of
    what was pooled, where several would give this one. RuntimeError where it cannot have been.

    >>> import tidu
    >>> max_unpool2d(tidu.tensor([[[5.0]]]), tidu.tensor([[[2]]]), 2)
    tensor([[[0., 0.],
             [5., 0.]]])
    """
    return _unpooled(2, input, indices, kernel_size, stride, padding, output_size)


def max_unpool3d(
    input: Tensor,
    indices: Tensor,
    kernel_size: Extent,
    stride: Extent | None = None,
    padding: Extent = 0,
    output_size: Any = None,
) -> Tensor:
    """`input` [N, C, D, H, W] or [C, D, H, W] at the places that `max_pool3d` found; as `max_unpool2d`.

    >>> import tidu
    >>> max_unpool3d(tidu.tensor([[[[5.0]]]]), tidu.tensor([[[[7]]]]), 2)[0, 1]
    tensor([[0., 0.],
            [0., 5.]])
    """
    return _unpooled(3, input, indices, kernel_size, stride, padding, output_size)


def _unpooled(
    rank: int, input: Tensor, indices: Tensor, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> Tensor:
    function = f"max_unpool{rank}d"
    check_image(rank, input, function)
    shape, places = input._value.shape, indices._value
    if places.shape != shape:
        said = {"shape": list(shape), "given": list(places.shape)}
        raise RuntimeError(say("pool.unpool_shape", function=function, **said))
    if places.dtype != np.int64:
        raise RuntimeError(say("pool.unpool_type", function=function, given=indices.dtype))
    space = _space(rank, shape[-rank:], kernel_size, stride, padding, output_size, function)
    size, lead = prod(space), shape[:-rank]
    look = known(indices)
    if look is not None and look.size and not 0 <= look.min() <= look.max() < size:
        given = int(look.min() if look.min() < 0 else look.max())
        raise RuntimeError(say("pool.unpool_index", function=function, given=given, size=list(space)))
    rows = np.arange(prod(lead)).reshape(*lead, *(1,) * rank) * size
    line = (indices + wrap(rows)).reshape(-1)
    empty = input.new_zeros(prod(lead) * size)
    whole = mode.bind(index_set, (empty, input.reshape(-1), line), {"key": (HERE,)})
    return named(whole.reshape(*lead, *space), f"MaxUnpool{rank}D" if rank > 1 else "SqueezeBackward1")


def _space(
    rank: int, counts: tuple[int, ...], kernel_size: Any, stride: Any, padding: Any, output_size: Any,
    function: str,
) -> tuple[int, ...]:  # fmt: skip
    """The sizes of what was pooled. ValueError where `output_size` is no such."""
    kernel = sizes_of(kernel_size, rank, "kernel_size", function)
    steps = kernel if stride is None else sizes_of(stride, rank, "stride", function)
    around = sizes_of(padding, rank, "padding", function)
    default = tuple(
        (n - 1) * step + k - 2 * cut for n, step, k, cut in zip(counts, steps, kernel, around, strict=True)
    )
    if output_size is None:
        return default
    wanted = tuple(int(n) for n in output_size)[-rank:]
    low = [n - step + 1 for n, step in zip(default, steps, strict=True)]
    high = [n + step - 1 for n, step in zip(default, steps, strict=True)]
    fits = len(wanted) == rank and all(a <= n <= b for a, n, b in zip(low, wanted, high, strict=True))
    if not fits:
        said = {"given": list(output_size), "low": low, "high": high}
        raise ValueError(say("pool.unpool_size", function=function, **said))
    return wanted

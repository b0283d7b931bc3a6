"""Pooling to a given size: windows are chosen so that they cover the image evenly.

Window i of o over n places begins at floor(i · n / o) and ends before ceil((i + 1) · n / o).
Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.AdaptiveAvgPool2d.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.functional.operands import check_real, pick
from tidu.functional.pooling import check_image, with_places
from tidu.functional.pooling_average import shared_out
from tidu.ops import pooling as ops
from tidu.ops.windows import spaced
from tidu.tensor.arithmetic import floor_divide, remainder
from tidu.tensor.handle import wrap
from tidu.tensor.picking import index_select
from tidu.tensor.promote import named
from tidu.tensor.reduction import mean
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Target = int | None | tuple[int | None, ...] | list[int | None]


def adaptive_avg_pool1d(input: Tensor, output_size: Target) -> Tensor:
    """Means over `output_size` even windows of `input` [N, C, L] or [C, L].

    >>> import tidu
    >>> adaptive_avg_pool1d(tidu.tensor([[1.0, 2.0, 6.0]]), 2)
    tensor([[1.5000, 4.0000]])
    """
    return _average(1, input, output_size)


def adaptive_avg_pool2d(input: Tensor, output_size: Target) -> Tensor:
    """Means over even windows of `input` [N, C, H, W] or [C, H, W]: [..., *output_size].

    One number means a square; None keeps the size of an axis.

    >>> import tidu
    >>> adaptive_avg_pool2d(tidu.arange(12.0).reshape(1, 3, 4), (1, 2))
    tensor([[[4.5000, 6.5000]]])
    """
    return _average(2, input, output_size)


def adaptive_avg_pool3d(input: Tensor, output_size: Target) -> Tensor:
    """Means over even windows of `input` [N, C, D, H, W] or [C, D, H, W]: [..., *output_size].

    >>> import tidu
    >>> adaptive_avg_pool3d(tidu.ones(1, 4, 4, 4), (1, 2, None)).shape
    torch.Size([1, 1, 2, 4])
    """
    return _average(3, input, output_size)


def adaptive_max_pool1d(input: Tensor, output_size: Target, return_indices: bool = False) -> Any:
    """The largest numbers of `output_size` even windows of `input` [N, C, L] or [C, L].

    >>> import tidu
    >>> adaptive_max_pool1d(tidu.tensor([[1.0, 2.0, 6.0]]), 2, return_indices=True)
    (tensor([[2., 6.]]), tensor([[1, 2]]))
    """
    return _largest(1, input, output_size, return_indices)


def adaptive_max_pool2d(input: Tensor, output_size: Target, return_indices: bool = False) -> Any:
    """The largest numbers of even windows of `input` [N, C, H, W] or [C, H, W]: [..., *output_size].

    With `return_indices` the places in the flat image [H · W] come second.

    >>> import tidu
    >>> adaptive_max_pool2d(tidu.arange(12.0).reshape(1, 3, 4), (1, 2))
    tensor([[[ 9., 11.]]])
    """
    return _largest(2, input, output_size, return_indices)


def adaptive_max_pool3d(input: Tensor, output_size: Target, return_indices: bool = False) -> Any:
    """The largest numbers of even windows of `input` [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> adaptive_max_pool3d(tidu.arange(8.0).reshape(1, 2, 2, 2), 1)
    tensor([[[[7.]]]])
    """
    return _largest(3, input, output_size, return_indices)


def even_windows(size: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """(the places of each of `count` windows over `size`, how many it has); [count, most].

    The last place of a shorter window stands for those that it has not.

    >>> even_windows(3, 2)
    (array([[0, 1],
           [1, 2]]), array([2, 2]))
    """
    steps = np.arange(count)
    starts = steps * size // max(count, 1)
    counts = -(-(steps + 1) * size // max(count, 1)) - starts
    most = int(counts.max(initial=1))
    return starts[:, None] + np.minimum(np.arange(most), counts[:, None] - 1), counts


def targets_of(rank: int, input: Tensor, output_size: Any, function: str) -> tuple[int, ...]:
    """The size that is wanted of each axis. ValueError or RuntimeError, as PyTorch has it, for no image.

    >>> import tidu
    >>> targets_of(2, tidu.ones(1, 5, 6), (None, 3), "adaptive_avg_pool2d")
    (5, 3)
    """
    shape = input._value.shape
    if isinstance(output_size, tuple | list) and len(shape) <= len(output_size):
        said = {"single": rank + 1, "batch": rank + 2, "shape": list(shape)}
        raise ValueError(say("pool.rank", function=function, **said))
    check_image(rank, input, function)
    space = shape[-rank:]
    listed = tuple(output_size) if isinstance(output_size, tuple | list) else (output_size,) * rank
    listed = listed * rank if len(listed) == 1 else listed
    if len(listed) != rank or any(n is not None and n < 0 for n in listed):
        said = {"rank": rank, "given": output_size, "fix": space}
        raise RuntimeError(say("pool.output_sizes", function=function, **said))
    return tuple(n if wanted is None else int(wanted) for n, wanted in zip(space, listed, strict=True))


def _gathered(input: Tensor, rank: int, targets: tuple[int, ...]) -> tuple[Tensor, list, tuple[int, ...]]:
    """(windows laid side by side, the places of each axis that needed that else None, window sizes)."""
    first, found, kernel = input._value.ndim - rank, [], []
    for k, wanted in enumerate(targets):
        size = input._value.shape[first + k]
        places, counts = even_windows(size, wanted)
        kernel.append(places.shape[1])
        if wanted and size % wanted:
            input = index_select(input, first + k, wrap(places.reshape(-1)))
            found.append((places, counts))
        else:
            found.append(None)
    return input, found, tuple(kernel)


def _average(rank: int, input: Tensor, output_size: Any) -> Tensor:
    function = f"adaptive_avg_pool{rank}d"
    targets = targets_of(rank, input, output_size, function)
    check_real(input, function)
    label = f"AdaptiveAvgPool{rank}D" if rank > 1 else "SqueezeBackward1"
    if rank > 1 and set(targets) == {1}:
        return mean(input, tuple(range(-rank, 0)), keepdim=True)
    if 0 in targets:
        return input.new_zeros((*input._value.shape[:-rank], *targets))
    whole, found, kernel = _gathered(input, rank, targets)
    divisor: Any = np.ones((), np.int64)
    for k, (each, most) in enumerate(zip(found, kernel, strict=True)):
        counts = np.full(targets[k], most) if each is None else each[1]
        divisor = divisor[..., None] * counts
        if (counts < most).any():
            real = (np.arange(most) < counts[:, None]).reshape(-1, *(1,) * (rank - 1 - k))
            whole = pick(wrap(real), whole, 0.0)
    params = {**spaced(stride=kernel), "kernel": kernel}
    sums = mode.bind(ops.sum_pool, (whole,), params)
    even = (divisor == divisor.flat[0]).all()
    return named(shared_out(sums, int(divisor.flat[0]) if even else divisor), label)


def _largest(rank: int, input: Tensor, output_size: Any, return_indices: bool) -> Any:
    function = f"adaptive_max_pool{rank}d"
    targets = targets_of(rank, input, output_size, function)
    check_real(input, function)
    if 0 in targets:
        shape = (*input._value.shape[:-rank], *targets)
        empty = input.new_zeros(shape)
        return (empty, empty.long()) if return_indices else empty
    whole, found, kernel = _gathered(input, rank, targets)
    params = {**spaced(stride=kernel), "kernel": kernel}
    result = mode.bind(ops.max_pool, (whole,), params)
    named(result, f"AdaptiveMaxPool{rank}D" if rank > 1 else "SqueezeBackward1")
    if not return_indices:
        return result
    places = mode.bind(ops.max_places, (whole,), params)
    if any(each is not None for each in found):
        places = _before(places, found, whole._value.shape[-rank:], input._value.shape[-rank:])
    return result, places


def _before(places: Tensor, found: list, gathered: tuple[int, ...], space: tuple[int, ...]) -> Tensor:
    """Places in the plane that was gathered, as places in the plane that it was gathered from."""
    total, stride = None, 1
    for each, own, n in zip(reversed(found), reversed(gathered), reversed(space), strict=True):
        along = remainder(places, own)
        if each is not None:
            along = wrap(each[0].reshape(-1))[along]
        total = along * stride if total is None else total + along * stride
        places, stride = floor_divide(places, own), stride * n
    return total  # pyright: ignore


adaptive_max_pool1d_with_indices = with_places(adaptive_max_pool1d)
adaptive_max_pool2d_with_indices = with_places(adaptive_max_pool2d)
adaptive_max_pool3d_with_indices = with_places(adaptive_max_pool3d)

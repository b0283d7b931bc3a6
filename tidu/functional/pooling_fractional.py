"""Max pooling over windows whose distances are drawn at random, each plane for itself.

Source: Graham 2014, https://arxiv.org/abs/1412.6071
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.core.mode import mode
from tidu.functional.convolution import Extent
from tidu.functional.extents import sizes_of
from tidu.functional.operands import check_real
from tidu.functional.pooling import check_image, with_places
from tidu.ops import pooling as ops
from tidu.ops.windows import spaced
from tidu.tensor.handle import wrap
from tidu.tensor.joining import cat
from tidu.tensor.picking import gather
from tidu.tensor.promote import named
from tidu.tensor.sampling import rand
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def fractional_max_pool2d(
    input: Tensor,
    kernel_size: Extent,
    output_size: Extent | None = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Any:
    """The largest numbers of `output_size` windows of `kernel_size`, randomly apart, over [N, C, H, W].

    `output_ratio` says the size as parts of the image's. `_random_samples` [N, C, 2], else drawn
    evenly from [0, 1), decide where windows lie. With `return_indices` places come second.

    >>> import tidu
    >>> fractional_max_pool2d(tidu.arange(16.0).reshape(1, 4, 4), 2, output_size=(1, 1))
    tensor([[[15.]]])
    """
    return _pooled(2, input, kernel_size, output_size, output_ratio, return_indices, _random_samples)


def fractional_max_pool3d(
    input: Tensor,
    kernel_size: Extent,
    output_size: Extent | None = None,
    output_ratio: Any = None,
    return_indices: bool = False,
    _random_samples: Tensor | None = None,
) -> Any:
    """As `fractional_max_pool2d`, over [N, C, D, H, W] or [C, D, H, W].

    >>> import tidu
    >>> fractional_max_pool3d(tidu.ones(1, 6, 6, 6), 2, output_ratio=0.5).shape
    torch.Size([1, 3, 3, 3])
    """
    return _pooled(3, input, kernel_size, output_size, output_ratio, return_indices, _random_samples)


def _pooled(
    rank: int, input: Tensor, kernel_size: Any, output_size: Any, output_ratio: Any, return_indices: bool,
    samples: Tensor | None,
) -> Any:  # fmt: skip
    function = f"fractional_max_pool{rank}d"
    check_image(rank, input, function)
    check_real(input, function)
    kernel, targets = sizes_of(kernel_size, rank, "kernel_size", function), None
    shape = input._value.shape
    space = shape[-rank:]
    if output_size is not None:
        targets = sizes_of(output_size, rank, "output_size", function)
    elif output_ratio is not None:
        ratios = output_ratio if isinstance(output_ratio, tuple | list) else (output_ratio,) * rank
        targets = tuple(int(n * ratio) for n, ratio in zip(space, ratios, strict=True))
    if targets is None:
        raise ValueError(say("pool.fractional", function=function))
    room = 1 if rank == 3 else 0  # which PyTorch wants of three axes
    if any(m < 1 or m + k - 1 + room > n for n, m, k in zip(space, targets, kernel, strict=True)):
        said = {"shape": list(shape), "kernel": list(kernel), "given": list(targets)}
        raise RuntimeError(say("pool.fractional_size", function=function, **said))
    lead = shape[:-rank]
    if samples is None:
        batch = lead if len(lead) == 2 else (1, *lead)
        samples = rand(*batch, rank, dtype=from_numpy(input._value.dtype))
    places = _places(samples if len(lead) == 2 else samples[0], space, targets, kernel)
    picked = gather(input.reshape(*lead, prod(space)), -1, places)
    params = {**spaced(stride=(prod(kernel),)), "kernel": (prod(kernel),)}
    largest = mode.bind(ops.max_pool, (picked,), params).reshape(*lead, *targets)
    named(largest, f"FractionalMaxPool{rank}D")
    if not return_indices:
        return largest
    found = mode.bind(ops.max_places, (picked,), params)
    return largest, gather(places, -1, found).reshape(*lead, *targets)


def _places(
    samples: Tensor, space: tuple[int, ...], targets: tuple[int, ...], kernel: tuple[int, ...]
) -> Tensor:
    """Where in the plane each place of each window lies, windows one after another: [..., all of them]."""
    rank, lead = len(space), samples._value.shape[:-1]
    total: Any = 0
    for k, (n, count, wide) in enumerate(zip(space, targets, kernel, strict=True)):
        own = samples[..., k if rank == 3 else 1 - k]  # PyTorch's order: width first, depth first
        along = _starts(own, n, count, wide).unsqueeze(-1) + wrap(np.arange(wide))
        axes = [1] * (2 * rank)
        axes[k], axes[rank + k] = count, wide
        total = total * n + along.reshape(*lead, *axes)
    return total.reshape(*lead, prod(targets) * prod(kernel))


def _starts(sample: Tensor, size: int, count: int, wide: int) -> Tensor:
    """Where windows begin along one axis [..., count]: the last ends with the axis."""
    last = wrap(np.full((*sample._value.shape, 1), size - wide))
    if count == 1:
        return last
    kind = sample._value.dtype
    apart = float(kind.type(size - wide) / kind.type(count - 1))
    steps = wrap(np.arange(count - 1).astype(kind))
    sample = sample.unsqueeze(-1)
    return cat([((sample + steps) * apart).long() - (sample * apart).long(), last], -1)


fractional_max_pool2d_with_indices = with_places(fractional_max_pool2d)
fractional_max_pool3d_with_indices = with_places(fractional_max_pool3d)

"""The windows of an image as columns, and columns added up to an image again.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unfold.html
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.functional.convolution import Extent
from tidu.functional.extents import check_sizes, sizes_of
from tidu.ops import move
from tidu.ops.move import ALL
from tidu.ops.windows import Sizes, meetings, window_counts
from tidu.tensor.joining import stack
from tidu.tensor.movement import cut
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def unfold(
    input: Tensor, kernel_size: Extent, dilation: Extent = 1, padding: Extent = 0, stride: Extent = 1
) -> Tensor:
    """Every window of `input` [N, C, H, W] or [C, H, W] as a column: [N, C · kh · kw, windows].

    >>> import tidu
    >>> unfold(tidu.arange(6.0).reshape(1, 1, 2, 3), 2)
    tensor([[[0., 1.],
             [1., 2.],
             [3., 4.],
             [4., 5.]]])
    """
    shape = input._value.shape
    if len(shape) not in (3, 4) or 0 in shape[-3:]:
        said = {"single": 3, "batch": 4, "shape": list(shape)}
        raise RuntimeError(say("pool.unfold_rank", function="unfold", **said))
    kernel, apart, around, steps = _settings(kernel_size, dilation, padding, stride, "unfold")
    pairs = tuple((n, n) for n in around)
    blocks = window_counts(shape[-2:], kernel, steps, pairs, apart)
    if any(n < 1 for n in blocks):
        said = {"kernel": kernel, "dilation": apart, "padding": around, "blocks": blocks}
        raise RuntimeError(say("pool.unfold_small", space=tuple(shape[-2:]), **said))
    wide = input
    if any(around):
        key = (*(ALL,) * (len(shape) - 2), *((n, n + m, 1) for n, m in zip(around, shape[-2:], strict=True)))
        wider = (*shape[:-2], *(m + 2 * n for n, m in zip(around, shape[-2:], strict=True)))
        wide = mode.bind(move.embed, (input,), {"key": key, "shape": wider})
    parts = meetings(wide._value.shape[-2:], blocks, kernel, steps, ((0, 0), (0, 0)), apart)
    slices = [cut(wide, _key(len(shape), image), "Slice") for _, _, image in parts]
    columns = stack(slices, len(shape) - 2)
    return named(columns.reshape(*shape[:-3], shape[-3] * prod(kernel), prod(blocks)), "Im2Col")


def fold(
    input: Tensor,
    output_size: Extent,
    kernel_size: Extent,
    dilation: Extent = 1,
    padding: Extent = 0,
    stride: Extent = 1,
) -> Tensor:
    """Columns [N, C · kh · kw, windows] or without N, added up where `unfold` took them: [N, C, H, W].

    >>> import tidu
    >>> fold(tidu.ones(1, 4, 2), (2, 3), 2)
    tensor([[[[1., 2., 1.],
              [1., 2., 1.]]]])
    """
    shape = input._value.shape
    if len(shape) not in (2, 3) or 0 in shape[-2:]:
        said = {"single": 2, "batch": 3, "shape": list(shape)}
        raise RuntimeError(say("pool.unfold_rank", function="fold", **said))
    size = sizes_of(output_size, 2, "output_size", "fold")
    kernel, apart, around, steps = _settings(kernel_size, dilation, padding, stride, "fold")
    if shape[-2] % prod(kernel):
        raise RuntimeError(say("pool.fold_rows", rows=shape[-2], kernel=kernel, places=prod(kernel)))
    pairs = tuple((n, n) for n in around)
    blocks = window_counts(size, kernel, steps, pairs, apart)
    if prod(blocks) != shape[-1] or any(n < 1 for n in blocks):
        said = {"kernel": kernel, "dilation": apart, "padding": around, "stride": steps}
        told = {"size": size, "blocks": " * ".join(map(str, blocks)), "given": shape[-1]}
        raise RuntimeError(say("pool.fold_blocks", **said, **told))
    lead = (*shape[:-2], shape[-2] // prod(kernel))
    columns = input.reshape(*lead, *kernel, *blocks)
    total = None
    for place, windows, image in meetings(size, blocks, kernel, steps, pairs, apart):
        part = cut(columns, (*(ALL,) * len(lead), *place, *map(_triple, windows)), "Slice")
        params = {"key": _key(len(lead) + 2, image), "shape": (*lead, *size)}
        part = mode.bind(move.embed, (part,), params)
        total = part if total is None else total + part
    return named(input.new_zeros((*lead, *size)) if total is None else total, "Col2Im")


def _settings(
    kernel_size: Any, dilation: Any, padding: Any, stride: Any, function: str
) -> tuple[Sizes, Sizes, Sizes, Sizes]:
    """Kernel, dilation, padding and stride of both axes. RuntimeError for sizes below what they must be."""
    named_sizes = {"kernel_size": kernel_size, "dilation": dilation, "padding": padding, "stride": stride}
    kernel, apart, around, steps = (sizes_of(x, 2, name, function) for name, x in named_sizes.items())
    for name, sizes in (("kernel_size", kernel), ("dilation", apart), ("stride", steps)):
        check_sizes(sizes, 1, name, function)
    check_sizes(around, 0, "padding", function)
    return kernel, apart, around, steps


def _triple(part: slice) -> tuple[int, int, int]:
    """A slice as keys of primitives have it."""
    return part.start, part.stop, part.step


def _key(rank: int, image: tuple[slice, ...]) -> tuple:
    """The key that takes those parts of the last axes."""
    return (*(ALL,) * (rank - len(image)), *map(_triple, image))

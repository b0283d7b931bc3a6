"""Convolution and its two adjoints: for the image (transposed convolution) and for the weight.

Images x are [N, C, *space], weights w [O, C / groups, *kernel], results [N, O, *windows]. The three
are one trilinear form, seen from its three sides, so that each one's gradients are the other two.

With NumPy the windows are laid out side by side and multiplied as one matrix: for the result and the
weight image by image, so that a result lies in the order in which PyTorch's does; for the image with
the images innermost, so that sums over windows run along memory even where images are small.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

import numpy as np

from tidu.core.native import KERNEL
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.ops.convolution_shapes import convolution_form, input_form, weight_form
from tidu.ops.windows import Pairs, Sizes, meetings, reach, spaced, window_counts

TOGETHER = 1 << 18  # numbers laid out at a time, which a near cache holds


def _is_plain(kernel: Sizes, stride: Sizes, padding: Pairs) -> bool:
    """Whether windows are the single places of the image, in order."""
    return all(k == 1 for k in kernel) and all(s == 1 for s in stride) and not any(map(any, padding))


def _widened(x: np.ndarray, kernel: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes, counts: Sizes):
    """The image with zeros around it, as far as windows reach; contiguous, to read windows in memory."""
    if not any(map(any, padding)):
        return np.ascontiguousarray(x)
    sizes = tuple(
        max((count - 1) * step + wide, before + n)
        for n, count, step, wide, (before, _) in zip(
            x.shape[2:], counts, stride, reach(kernel, dilation), padding, strict=True
        )
    )
    wider = np.zeros((*x.shape[:2], *sizes), x.dtype)
    inside = (slice(before, before + n) for n, (before, _) in zip(x.shape[2:], padding, strict=True))
    wider[(..., *inside)] = x
    return wider


def laid_out(
    x: np.ndarray, kernel: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes, groups: int
) -> Iterator[tuple[slice, np.ndarray]]:
    """(which images, their windows [n, groups, C / groups * kernel, windows]), some images at a time.

    The array is the same each time.
    """
    counts = window_counts(x.shape[2:], kernel, stride, padding, dilation)
    images, channels = x.shape[:2]
    rows, columns = channels // groups * prod(kernel), prod(counts)
    if _is_plain(kernel, stride, padding):
        yield slice(0, images), x.reshape(images, groups, rows, columns)
        return
    x = _widened(x, kernel, stride, padding, dilation, counts)
    steps = x.strides[2:]
    shape = (images, channels, *kernel, *counts)
    strides = (
        *x.strides[:2],
        *(step * apart for step, apart in zip(steps, dilation, strict=True)),
        *(step * s for step, s in zip(steps, stride, strict=True)),
    )
    source = np.ndarray(shape, x.dtype, x, 0, strides)
    some = max(1, min(images, TOGETHER // max(groups * rows * columns, 1)))
    room = np.empty((some, groups, rows, columns), x.dtype)
    target = room.reshape(some, *shape[1:])
    if stride[-1] == 1:
        # A run along the last axis is moved as one piece, which saves NumPy a loop for each.
        piece = np.dtype((np.void, counts[-1] * x.itemsize))
        source = np.ndarray(shape[:-1], piece, x, 0, strides[:-1])
        target = np.ndarray((some, *shape[1:-1]), piece, room)
    for first in range(0, images, some):
        count = min(some, images - first)
        target[:count] = source[first : first + count]
        yield slice(first, first + count), room[:count]


def _convolve(x, w, *, stride, padding, dilation, groups):
    kernel = w.shape[2:]
    counts = window_counts(x.shape[2:], kernel, stride, padding, dilation)
    result = np.empty((x.shape[0], w.shape[0], *counts), x.dtype)
    if not result.size or not x.size:
        result[...] = 0
        return result
    weights = w.reshape(groups, w.shape[0] // groups, -1)
    rows = result.reshape(x.shape[0], groups, w.shape[0] // groups, prod(counts))
    for images, windows in laid_out(x, kernel, stride, padding, dilation, groups):
        np.matmul(weights, windows, out=rows[images])
    return result


def _convolve_weight(x, y, *, kernel, stride, padding, dilation, groups):
    outputs = y.shape[1] // groups
    shape = (y.shape[1], x.shape[1] // groups, *kernel)
    if not x.size or not y.size:
        return np.zeros(shape, x.dtype)
    y = y.reshape(y.shape[0], groups, outputs, -1)
    total = np.zeros((groups, prod(shape[1:]), outputs), x.dtype)
    for images, windows in laid_out(x, kernel, stride, padding, dilation, groups):
        # This way around BLAS reads the windows in the order in which they lie.
        total += np.matmul(windows, y[images].swapaxes(-1, -2)).sum(0)
    return np.ascontiguousarray(total.swapaxes(-1, -2)).reshape(shape)


def _turned(y, w, size, padding, dilation, groups):
    """The image as a convolution with kernels turned around: where windows move by one, and what is
    laid out then is not more. None where that would need less than no padding."""
    wide = reach(w.shape[2:], dilation)
    before = [k - 1 - cut for k, (cut, _) in zip(wide, padding, strict=True)]
    after = [n - m - b + k - 1 for n, m, b, k in zip(size, y.shape[2:], before, wide, strict=True)]
    if min(before) < 0 or min(after) < 0:
        return None
    outputs, channels = w.shape[0] // groups, w.shape[1]
    kernels = np.flip(w, tuple(range(2, w.ndim))).reshape(groups, outputs, channels, *w.shape[2:])
    kernels = kernels.swapaxes(1, 2).reshape(groups * channels, outputs, *w.shape[2:])
    around = tuple(zip(before, after, strict=True))
    ones = (1,) * len(size)
    return _convolve(y, kernels, stride=ones, padding=around, dilation=dilation, groups=groups)


def _convolve_input(y, w, *, size, stride, padding, dilation, groups):
    kernel, counts, images = w.shape[2:], y.shape[2:], y.shape[0]
    channels = w.shape[1] * groups
    result = np.zeros((images, channels, *size), y.dtype)
    if not y.size or not result.size:
        return result
    weights = w.reshape(groups, w.shape[0] // groups, -1).swapaxes(-1, -2)
    if _is_plain(kernel, stride, padding) and counts == size:
        np.matmul(weights, y.reshape(images, groups, -1, prod(counts)), out=result.reshape(
            images, groups, channels // groups, prod(counts)
        ))  # fmt: skip
        return result
    if set(stride) == {1} and w.shape[0] <= channels:
        turned = _turned(y, w, size, padding, dilation, groups)
        if turned is not None:
            return turned
    across = (*range(1, y.ndim), 0)  # images innermost
    some = max(1, TOGETHER // (channels * prod(kernel) * prod(counts)))
    places = list(meetings(size, counts, kernel, stride, padding, dilation))
    for first in range(0, images, some):
        part = np.ascontiguousarray(y[first : first + some].transpose(across))
        count = part.shape[-1]
        spread = np.matmul(weights, part.reshape(groups, w.shape[0] // groups, -1))
        spread = spread.reshape(channels, *kernel, *counts, count)
        whole = np.zeros((channels, *size, count), y.dtype)
        for place, windows, image in places:
            whole[(slice(None), *image)] += spread[(slice(None), *place, *windows)]
        result[first : first + some] = whole.transpose(whole.ndim - 1, *range(whole.ndim - 1))
    return result


_MANY = {**spaced(stride=(2, 1), padding=((1, 2), (0, 1)), dilation=(1, 2)), "groups": 2}
_LINE = {**spaced(stride=(2,), padding=((1, 1),)), "groups": 1}
_SPACE = {**spaced(stride=(1, 1, 1), padding=((1, 0), (0, 0), (0, 1))), "groups": 2}
_PLAIN = {**spaced(), "groups": 1}

convolve = declare(
    "convolve", "x w", run=_convolve, form=convolution_form, native=KERNEL,
    grad={
        "x": lambda g, w, x_shape, stride, padding, dilation, groups: convolve_input(
            g, w, size=x_shape[2:], stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
        "w": lambda g, x, w_shape, stride, padding, dilation, groups: convolve_weight(
            x, g, kernel=w_shape[2:], stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
    },
    samples=each(
        (((2, 3, 4, 5), (2, 3, 2, 3)), _PLAIN), (((2, 4, 5, 6), (6, 2, 3, 2)), _MANY),
        (((1, 2, 7), (3, 2, 3)), _LINE), (((1, 2, 3, 2, 2), (2, 1, 2, 2, 2)), _SPACE),
        (((2, 3, 2, 2), (2, 3, 1, 1)), _PLAIN), (((0, 1, 3, 3), (2, 1, 2, 2)), _PLAIN),
    ),
    formula="convolve(x, w)",
    sentence=("slides the kernels {w} over the images {x}", "让卷积核 {w} 在图像 {x} 上滑动"),
)  # fmt: skip
convolve_input = declare(
    "convolve_input", "y w", run=_convolve_input, form=input_form, native=KERNEL,
    grad={
        "y": lambda g, w, stride, padding, dilation, groups: convolve(
            g, w, stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
        "w": lambda g, y, w_shape, stride, padding, dilation, groups: convolve_weight(
            g, y, kernel=w_shape[2:], stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
    },
    samples=each(
        (((2, 2, 3, 3), (2, 3, 2, 3)), {**_PLAIN, "size": (4, 5)}),
        (((2, 6, 3, 5), (6, 2, 3, 2)), {**_MANY, "size": (5, 6)}),
        (((1, 3, 4), (3, 2, 3)), {**_LINE, "size": (8,)}),
        (((1, 2, 3, 1, 2), (2, 1, 2, 2, 2)), {**_SPACE, "size": (3, 2, 2)}),
        (((2, 2, 2, 2), (2, 3, 1, 1)), {**_PLAIN, "size": (2, 2)}),
    ),
    formula="convolve_input(y, w)",
    sentence=("spreads {y} over images by the kernels {w}", "按卷积核 {w} 把 {y} 铺回图像"),
)  # fmt: skip
convolve_weight = declare(
    "convolve_weight", "x y", run=_convolve_weight, form=weight_form, native=KERNEL,
    grad={
        "x": lambda g, y, x_shape, kernel, stride, padding, dilation, groups: convolve_input(
            y, g, size=x_shape[2:], stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
        "y": lambda g, x, kernel, stride, padding, dilation, groups: convolve(
            x, g, stride=stride, padding=padding, dilation=dilation, groups=groups
        ),
    },
    samples=each(
        (((2, 3, 4, 5), (2, 2, 3, 3)), {**_PLAIN, "kernel": (2, 3)}),
        (((2, 4, 5, 6), (2, 6, 3, 5)), {**_MANY, "kernel": (3, 2)}),
        (((1, 2, 7), (1, 3, 4)), {**_LINE, "kernel": (3,)}),
        (((1, 2, 3, 2, 2), (1, 2, 3, 1, 2)), {**_SPACE, "kernel": (2, 2, 2)}),
        (((2, 3, 2, 2), (2, 2, 2, 2)), {**_PLAIN, "kernel": (1, 1)}),
    ),
    formula="convolve_weight(x, y)",
    sentence=("adds {x} up, seen through windows and weighted by {y}", "按 {y} 加权累加 {x} 的各个窗口"),
)  # fmt: skip

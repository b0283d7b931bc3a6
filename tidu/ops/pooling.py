"""Windows over the last axes folded to one number: the largest, where it lies, the sum.

x is [..., *space], results are [..., *windows]. Places outside the image are no part of a window.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.forms import INT64
from tidu.core.native import KERNEL
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each
from tidu.core.shapes import Form
from tidu.ops.arithmetic import add
from tidu.ops.index import HERE, scatter
from tidu.ops.move import reshape
from tidu.ops.windows import Pairs, Sizes, meetings, spaced, window_counts

# Called by position, which NumPy's stubs do not know.
_ADD: Any = np.add
_LARGER: Any = np.maximum


def lowest(dtype: np.dtype) -> Any:
    """What no number is smaller than.

    >>> lowest(np.dtype("float32")), lowest(np.dtype("uint8"))
    (-inf, 0)
    """
    return -np.inf if dtype.kind == "f" else False if dtype.kind == "b" else int(np.iinfo(dtype).min)


def _counts(x: Any, kernel, stride, padding, dilation) -> Sizes:
    return window_counts(x.shape[-len(kernel) :], kernel, stride, padding, dilation)


def _pooled(x: Form, *, kernel, stride, padding, dilation) -> Form:
    return Form((*x.shape[: -len(kernel)], *_counts(x, kernel, stride, padding, dilation)), x.dtype)


def _fold(ufunc: Any, start: Any):
    """The NumPy rule that folds windows: one operation on all of them for each place of the kernel."""

    def run(x, *, kernel, stride, padding, dilation):
        space, counts = x.shape[-len(kernel) :], _counts(x, kernel, stride, padding, dilation)
        result = np.full((*x.shape[: -len(kernel)], *counts), start(x.dtype), x.dtype)
        for _, windows, image in meetings(space, counts, kernel, stride, padding, dilation):
            part = result[(..., *windows)]
            ufunc(part, x[(..., *image)], out=part)
        return result

    return run


_largest = _fold(_LARGER, lowest)


def _spread(y, *, size, kernel, stride, padding, dilation):
    counts = y.shape[-len(kernel) :]
    result = np.zeros((*y.shape[: -len(kernel)], *size), y.dtype)
    apart = all(step >= k for step, k in zip(stride, kernel, strict=True)) and set(dilation) == {1}
    for _, windows, image in meetings(size, counts, kernel, stride, padding, dilation):
        if apart:  # no place lies in two windows
            result[(..., *image)] = y[(..., *windows)]
        else:
            result[(..., *image)] += y[(..., *windows)]
    return result


def flat_places(space: Sizes, *along: np.ndarray) -> Any:
    """Places in the plane of `space`, counted in a row, of which `along` are those of each axis.

    >>> flat_places((2, 3), np.array([0, 1]), np.array([0, 2]))
    array([[0, 2],
           [3, 5]])
    """
    total = np.zeros((), INT64)
    for n, own in zip(space, along, strict=True):
        total = total[..., None] * n + own
    return total


def _places(x, *, kernel, stride, padding, dilation):
    space, counts = x.shape[-len(kernel) :], _counts(x, kernel, stride, padding, dilation)
    best = _largest(x, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    parts = list(meetings(space, counts, kernel, stride, padding, dilation))
    # Which place of the kernel it is takes a byte, and is reckoned: choosing by truths would branch.
    which = np.zeros(best.shape, np.uint8 if len(parts) <= 256 else np.int32)
    for number in reversed(range(len(parts))):
        _, windows, image = parts[number]
        part = which[(..., *windows)]
        other = x[(..., *image)] != best[(..., *windows)]
        part *= other
        part += ~other * which.dtype.type(number)
    if x.dtype.kind == "f" and np.isnan(best).any():  # as PyTorch has it: of several NaN the last
        for number, (_, windows, image) in enumerate(parts):
            value = x[(..., *image)]
            np.copyto(which[(..., *windows)], number, where=value != value)
    return _in_plane(which, parts, space, stride, padding, dilation)


def _in_plane(which: np.ndarray, parts: list, space: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes):
    """The places in the plane of those places of the kernel."""
    counts = which.shape[-len(space) :]
    moved = [
        sum(k * apart * step for k, apart, step in zip(place, dilation, _steps(space), strict=True))
        for place, _, _ in parts
    ]
    ends = zip(counts, stride, padding, strict=True)
    found = np.array(moved).take(which)
    found += flat_places(space, *(np.arange(n) * step - before for n, step, (before, _) in ends))
    return found


def _steps(space: Sizes) -> Sizes:
    """How far apart in a flat plane neighbours along each axis are."""
    return tuple(int(np.prod(space[k + 1 :])) for k in range(len(space)))


def put_back(g, x, kernel, stride, padding, dilation):
    """`g` at the places of `x` that were the largest of their windows, zeros elsewhere."""
    places = max_places(x, kernel=kernel, stride=stride, padding=padding, dilation=dilation)
    size = int(np.prod(x.shape[-len(kernel) :]))
    count = int(np.prod(x.shape[: -len(kernel)]))
    rows = np.arange(count).reshape(*x.shape[: -len(kernel)], *(1,) * len(kernel)) * size
    line = reshape(add(places, rows), shape=(-1,))  # with one axis NumPy is six times as quick
    whole = scatter(reshape(g, shape=(-1,)), line, key=(HERE,), shape=(count * size,))
    return reshape(whole, shape=x.shape)


_SAMPLES = (
    (((2, 4, 6),), {**spaced(stride=(2, 2)), "kernel": (2, 2)}),
    (((1, 2, 5, 6),), {**spaced(stride=(2, 1), padding=((1, 2), (0, 1)), dilation=(1, 2)), "kernel": (3, 2)}),
    (((2, 7),), {**spaced(stride=(2,), padding=((1, 0),)), "kernel": (3,)}),
    (((2, 3, 4, 2),), {**spaced(stride=(1, 1, 1)), "kernel": (2, 2, 1)}),
)

max_pool = declare(
    "max_pool", "x", run=_largest, form=_pooled, native=KERNEL, samples=each(*_SAMPLES),
    grad={
        "x": lambda g, x, kernel, stride, padding, dilation: put_back(
            g, x, kernel, stride, padding, dilation
        )
    },
    formula="max_pool(x, kernel)",
    sentence=("takes the largest of {x} in each window", "取 {x} 每个窗口中的最大值"),
)  # fmt: skip
max_places = declare(
    "max_places", "x", run=_places, native=KERNEL, samples=each(*_SAMPLES),
    form=lambda x, **params: Form(_pooled(x, **params).shape, INT64),
    grad=NotDifferentiable("its result is a place, not a real number"),
    formula="max_places(x, kernel)",
    sentence=("finds where {x} is largest in each window", "找 {x} 每个窗口中最大值的位置"),
)  # fmt: skip
sum_pool = declare(
    "sum_pool", "x", run=_fold(_ADD, lambda dtype: 0), form=_pooled, native=KERNEL, samples=each(*_SAMPLES),
    grad={
        "x": lambda g, x_shape, kernel, stride, padding, dilation: spread(
            g, size=x_shape[-len(kernel) :], kernel=kernel, stride=stride, padding=padding, dilation=dilation
        )
    },
    formula="sum_pool(x, kernel)",
    sentence=("adds {x} up in each window", "对 {x} 的每个窗口求和"),
)  # fmt: skip
spread = declare(
    "spread", "y", run=_spread, native=KERNEL,
    form=lambda y, *, size, kernel, **params: Form((*y.shape[: -len(kernel)], *size), y.dtype),
    grad={
        "y": lambda g, kernel, stride, padding, dilation: sum_pool(
            g, kernel=kernel, stride=stride, padding=padding, dilation=dilation
        )
    },
    samples=each(
        (((2, 2, 3),), {**_SAMPLES[0][1], "size": (4, 6)}),
        (((1, 2, 3, 5),), {**_SAMPLES[1][1], "size": (5, 6)}),
        (((2, 3),), {**_SAMPLES[2][1], "size": (7,)}),
        (((2, 3),), {**_SAMPLES[2][1], "size": (6,)}),
    ),
    formula="spread(y, kernel)",
    sentence=("spreads each number of {y} over its window", "把 {y} 的每个数铺到它的窗口上"),
)  # fmt: skip

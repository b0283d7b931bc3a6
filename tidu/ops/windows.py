"""Where a window that moves over an image meets it: the geometry that convolution and pooling share.

Per axis of space a window has `kernel` places, `dilation` apart, and moves by `stride`. `padding`
is a pair (before, after) of places outside. Source: https://arxiv.org/abs/1603.07285
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

Sizes = tuple[int, ...]
Pairs = tuple[tuple[int, int], ...]


def window_counts(sizes: Sizes, kernel: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes) -> Sizes:
    """How many windows lie along each axis; 0 or less where not even one fits.

    >>> window_counts((28, 5), (5, 2), (1, 2), ((2, 2), (0, 0)), (1, 1))
    (28, 2)
    """
    return tuple(
        (n + before + after - apart * (k - 1) - 1) // step + 1
        for n, k, step, (before, after), apart in zip(sizes, kernel, stride, padding, dilation, strict=True)
    )


def met(size: int, count: int, step: int, offset: int) -> tuple[slice, slice]:
    """Which of `count` windows have the place at `offset` from their start inside an axis of `size`,
    and where there.

    >>> met(4, 4, 1, -1)
    (slice(1, 4, 1), slice(0, 3, 1))
    """
    first = max(0, -(offset // step))
    last = min(count, (size - 1 - offset) // step + 1)
    if last <= first:
        return slice(0, 0, 1), slice(0, 0, 1)
    start = first * step + offset
    return slice(first, last, 1), slice(start, start + (last - first - 1) * step + 1, step)


def meetings(
    sizes: Sizes, counts: Sizes, kernel: Sizes, stride: Sizes, padding: Pairs, dilation: Sizes
) -> Iterator[tuple[Sizes, tuple[slice, ...], tuple[slice, ...]]]:
    """For each place of the kernel: (the place, windows that have it inside the image, where it lies).

    >>> [(place, image) for place, _, image in meetings((3,), (2,), (2,), (1,), ((0, 0),), (1,))]
    [((0,), (slice(0, 2, 1),)), ((1,), (slice(1, 3, 1),))]
    """
    for place in product(*map(range, kernel)):
        pairs = [
            met(n, count, step, k * apart - before)
            for n, count, step, k, apart, (before, _) in zip(
                sizes, counts, stride, place, dilation, padding, strict=True
            )
        ]
        if all(windows.stop > windows.start for windows, _ in pairs):
            yield place, tuple(windows for windows, _ in pairs), tuple(image for _, image in pairs)


def reach(kernel: Sizes, dilation: Sizes) -> Sizes:
    """How many places of an axis lie under a window, from its first to its last.

    >>> reach((3,), (2,))
    (5,)
    """
    return tuple(apart * (k - 1) + 1 for k, apart in zip(kernel, dilation, strict=True))


def spaced(**chosen: Any) -> dict[str, Any]:
    """The parameters of windows on a plane, where those that are not chosen change nothing.

    >>> spaced(stride=(2, 2))["padding"]
    ((0, 0), (0, 0))
    """
    rank = len(next(iter(chosen.values()))) if chosen else 2
    plain = {"stride": (1,) * rank, "padding": ((0, 0),) * rank, "dilation": (1,) * rank}
    return {**plain, **chosen}

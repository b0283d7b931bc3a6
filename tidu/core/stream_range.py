"""The integers that `random_` may draw: where they start, how many there are, which words."""

from __future__ import annotations

import numpy as np

from tidu.text import say

LOWEST = -(2**63)


def integer_range(low: int, high: int | None, dtype: np.dtype) -> tuple[int, int]:
    """The first integer and the number of integers of `random_(low, high)` for `dtype`.

    `high` is left out of the range; None means up to the largest value of `dtype`, for floats
    up to the last integer before gaps, included. Bounds that a float type cannot hold move
    inwards, as in PyTorch (ATen/native/DistributionTemplates.h). RuntimeError if the range is
    empty or `dtype` does not reach its ends.

    >>> integer_range(-1, 3, np.dtype(np.int64)), integer_range(0, None, np.dtype(np.uint8))
    ((-1, 4), (0, 256))
    """
    wide = dtype in (np.int64, np.float32, np.float64)
    if high is None and low == LOWEST and wide:
        return 0, 2**64  # all 64 bits, read with their sign
    smallest, largest = _limits(dtype)
    last = high - 1 if high is not None else _largest_without_gaps(dtype)
    if low > last:
        raise RuntimeError(say("stream.integers_empty", low=low, high=last + 1))
    for name, bound in (("from", low), ("to - 1", last)):
        if not smallest <= bound <= largest:
            raise RuntimeError(say("stream.integers_bound", name=name, bound=bound, dtype=dtype.name))
    if dtype.kind == "f":
        low = _next_held(low, dtype)
        last = _next_below_held(last + 1, dtype) - 1 if high is not None else last
        if low > last:
            raise RuntimeError(say("stream.integers_empty", low=low, high=last + 1))
    return low, last - low + 1


def natural_range(dtype: np.dtype) -> int:
    """How many integers `random_()` without bounds draws from, counting from 0.

    >>> natural_range(np.dtype(np.bool_)), natural_range(np.dtype(np.float32)) == 2**24 + 1
    (2, True)
    """
    return _largest_without_gaps(dtype) + 1


def _largest_without_gaps(dtype: np.dtype) -> int:
    """The largest value of an integer type; 2**24 for float32, above which integers are missing."""
    if dtype.kind == "f":
        return 2 ** (np.finfo(dtype).nmant + 1)
    return _limits(dtype)[1]


def _limits(dtype: np.dtype) -> tuple[int, int]:
    if dtype.kind == "b":
        return 0, 1
    limits = np.finfo(dtype) if dtype.kind == "f" else np.iinfo(dtype)
    return int(limits.min), int(limits.max)


def _gap(integer: int, dtype: np.dtype) -> int:
    """The distance of neighbours of `dtype` in the power of two that holds `integer`."""
    return 2 ** max(abs(integer).bit_length() - 1 - np.finfo(dtype).nmant, 0)


def _next_held(low: int, dtype: np.dtype) -> int:
    """`low`, or the next value of `dtype` if rounding `low + 1` falls below `low`."""
    rounded = int(dtype.type(low + 1))
    return low if rounded >= low else rounded + _gap(low + 1, dtype)


def _next_below_held(high: int, dtype: np.dtype) -> int:
    """`high`, or the value of `dtype` below it if rounding `high - 1` reaches `high`."""
    rounded = int(dtype.type(high - 1))
    return high if rounded < high else rounded - _gap(high - 1, dtype)

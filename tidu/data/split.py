"""A dataset cut at random into parts."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from tidu.data.checks import length_of
from tidu.data.subset import Subset
from tidu.tensor.generator import Generator, default_generator
from tidu.text import say


def random_split(
    dataset: Any, lengths: Sequence[int | float], generator: Generator | None = default_generator
) -> list[Subset[Any]]:
    """Parts of the given lengths, no sample in two of them; the parts are PyTorch's for a seed.

    `lengths` are counts that sum to the whole, or fractions that sum to 1: then each part gets
    the whole part of its share, and what remains goes one each to the first ones. ValueError
    if they sum to something else. Source: `torch.utils.data.random_split`.

    >>> random = Generator().manual_seed(42)
    >>> [part.indices for part in random_split(range(5), [3, 2], random)]
    [[2, 4, 3], [0, 1]]
    >>> [len(part) for part in random_split(range(10), [0.7, 0.3])]
    [7, 3]
    """
    length = length_of(dataset)
    total = sum(lengths)
    counts = _counts(length, lengths) if math.isclose(total, 1) and total <= 1 else list(lengths)
    if sum(counts) != length:
        given = list(lengths)
        raise ValueError(say("data.split_sum", lengths=given, total=sum(counts), length=length))
    order = (generator or default_generator).stream.permutation(length).tolist()
    ends = accumulate(int(count) for count in counts)
    return [Subset(dataset, order[end - int(count) : end]) for end, count in zip(ends, counts, strict=True)]


def _counts(length: int, fractions: Sequence[float]) -> list[int]:
    """How many of `length` samples each fraction gets; warns of a part without any."""
    for index, fraction in enumerate(fractions):
        if not 0 <= fraction <= 1:
            raise ValueError(say("data.split_fraction", index=index, fraction=fraction))
    counts = [math.floor(length * fraction) for fraction in fractions]
    for place in range(length - sum(counts)):
        counts[place % len(counts)] += 1
    for index, count in enumerate(counts):
        if count == 0:
            given = list(fractions)
            message = say("data.split_empty", index=index, length=length, fractions=given)
            warnings.warn(message, UserWarning, stacklevel=3)
    return counts

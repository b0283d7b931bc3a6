"""In which order samples are taken: the base of all samplers, and the plain order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import numpy as np

from tidu.data.checks import length_of
from tidu.text import say

Index = TypeVar("Index", covariant=True)


class Sampler(Generic[Index]):
    """Yields indices (or lists of them) of samples: subclasses define `__iter__`, and mostly `__len__`.

    >>> class Backwards(Sampler[int]):
    ...     def __iter__(self):
    ...         return iter([2, 1, 0])
    >>> list(Backwards())
    [2, 1, 0]
    """

    def __init__(self, data_source: Any = None):
        pass  # PyTorch's older samplers hand their data to the base class

    def __iter__(self) -> Iterator[Index]:
        raise NotImplementedError(say("data.sampler_no_iter", name=type(self).__name__))


class BlockSampler(Sampler[int]):
    """A sampler that knows its indices many at a time, so that batches need no list of numbers.

    Subclasses define `blocks`, int64 arrays [any], drawn when they are asked for.
    """

    def blocks(self) -> Iterator[np.ndarray]:
        """The indices in their order, in arrays."""
        raise NotImplementedError(say("data.sampler_no_iter", name=type(self).__name__))

    def __iter__(self) -> Iterator[int]:
        for block in self.blocks():
            yield from block.tolist()


class SequentialSampler(BlockSampler):
    """0, 1, 2, ... to the end of `data_source`.

    >>> list(SequentialSampler("abc"))
    [0, 1, 2]
    """

    def __init__(self, data_source: Any):
        self.data_source = data_source

    def blocks(self) -> Iterator[np.ndarray]:
        """One block: all indices."""
        yield np.arange(len(self))

    def __len__(self) -> int:
        return length_of(self.data_source)


def has_blocks(sampler: Any) -> bool:
    """Whether `blocks` gives what iterating over `sampler` gives: no subclass changed that.

    >>> has_blocks(SequentialSampler("abc")), has_blocks([0, 1, 2])
    (True, False)
    """
    return getattr(type(sampler), "__iter__", None) is BlockSampler.__iter__

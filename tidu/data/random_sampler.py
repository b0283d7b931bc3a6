"""Random orders: shuffled, shuffled among some, and by weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tidu.core.dtypes import float64
from tidu.core.stream import Stream
from tidu.data.checks import boolean, length_of, positive
from tidu.data.sampler import BlockSampler, Sampler
from tidu.tensor.creation import as_tensor
from tidu.tensor.generator import Generator, default_generator
from tidu.text import say

DRAWN_AT_ONCE = 32  # PyTorch draws so many indices with replacement at a time


class RandomSampler(BlockSampler):
    """All samples shuffled; or, with replacement, `num_samples` drawn one by one.

    Without a generator, each pass takes a seed from the default one for a generator of its own,
    as PyTorch does. ValueError if there is nothing to draw.

    >>> list(RandomSampler("abcde", generator=Generator().manual_seed(0)))
    [4, 0, 1, 3, 2]
    """

    def __init__(
        self,
        data_source: Any,
        replacement: bool = False,
        num_samples: int | None = None,
        generator: Generator | None = None,
    ):
        self.data_source = data_source
        self.replacement = boolean("replacement", replacement, TypeError)
        self._num_samples = num_samples
        self.generator = generator
        if num_samples is not None:
            positive("num_samples", num_samples)
        elif not length_of(data_source):
            raise ValueError(say("data.no_samples"))

    @property
    def num_samples(self) -> int:
        """How many indices one pass gives; by default as many as there are samples."""
        return length_of(self.data_source) if self._num_samples is None else self._num_samples

    def blocks(self) -> Iterator[np.ndarray]:
        """Permutations, or draws of 32, each made when the one before is used up."""
        if self.generator is None:
            stream = Stream(default_generator.stream.loader_seed())
        else:
            stream = self.generator.stream
        yield from self._draws(stream) if self.replacement else self._permutations(stream)

    def _draws(self, stream: Stream) -> Iterator[np.ndarray]:
        size = length_of(self.data_source)
        for _ in range(self.num_samples // DRAWN_AT_ONCE):
            yield stream.integers(0, size, (DRAWN_AT_ONCE,))
        yield stream.integers(0, size, (self.num_samples % DRAWN_AT_ONCE,))

    def _permutations(self, stream: Stream) -> Iterator[np.ndarray]:
        size = length_of(self.data_source)
        for _ in range(self.num_samples // size):
            yield stream.permutation(size)
        # PyTorch draws the last one even when none of it is needed.
        yield stream.permutation(size)[: self.num_samples % size]

    def __len__(self) -> int:
        return self.num_samples


class SubsetRandomSampler(Sampler[int]):
    """The given indices, shuffled.

    >>> list(SubsetRandomSampler([10, 20, 30], Generator().manual_seed(0)))
    [30, 10, 20]
    """

    def __init__(self, indices: Sequence[int], generator: Generator | None = None):
        self.indices = indices
        self.generator = generator

    def __iter__(self) -> Iterator[int]:
        stream = (self.generator or default_generator).stream
        for place in stream.permutation(len(self.indices)).tolist():
            yield self.indices[place]

    def __len__(self) -> int:
        return len(self.indices)


class WeightedRandomSampler(BlockSampler):
    """`num_samples` indices, each drawn with a chance in proportion to its weight.

    `weights`: a sequence or vector that need not sum to one. ValueError for other shapes.

    >>> list(WeightedRandomSampler([0.0, 1.0], 3))
    [1, 1, 1]
    """

    def __init__(
        self,
        weights: Any,
        num_samples: int,
        replacement: bool = True,
        generator: Generator | None = None,
    ):
        self.num_samples = positive("num_samples", num_samples)
        self.replacement = boolean("replacement", replacement)
        self.weights = as_tensor(weights, dtype=float64)
        if self.weights.ndim != 1:
            raise ValueError(say("data.weights", shape=tuple(self.weights.shape)))
        self.generator = generator

    def blocks(self) -> Iterator[np.ndarray]:
        """One block: all draws."""
        stream = (self.generator or default_generator).stream
        yield stream.multinomial(self.weights.numpy(), self.num_samples, self.replacement)

    def __len__(self) -> int:
        return self.num_samples


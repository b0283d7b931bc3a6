"""Indices in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tidu.data.checks import boolean, length_of, positive
from tidu.data.sampler import Sampler, has_blocks


class BatchSampler(Sampler[list[int]]):
    """The indices of `sampler`, `batch_size` at a time; `drop_last` leaves a short last batch out.

    >>> list(BatchSampler([4, 3, 2, 1, 0], 2, False))
    [[4, 3], [2, 1], [0]]
    """

    def __init__(self, sampler: Iterable[int], batch_size: int, drop_last: bool):
        self.sampler = sampler
        self.batch_size = positive("batch_size", batch_size)
        self.drop_last = boolean("drop_last", drop_last)

    def __iter__(self) -> Iterator[list[int]]:
        if has_blocks(self.sampler):
            return (batch.tolist() for batch in self.batches())
        return self._lists()

    def _lists(self) -> Iterator[list[int]]:
        indices = iter(self.sampler)
        while batch := list(islice(indices, self.batch_size)):
            if self.drop_last and len(batch) < self.batch_size:
                return
            yield batch

    def batches(self) -> Iterator[np.ndarray]:
        """The same batches as int64 arrays [batch_size], for samplers that have blocks.

        A block is asked for only when a batch cannot be filled without it: so PyTorch draws.
        """
        size = self.batch_size
        blocks: Iterator[np.ndarray] = self.sampler.blocks()  # pyright: ignore
        held = np.empty(0, np.int64)
        while True:
            while len(held) < size and (block := next(blocks, None)) is not None:
                held = np.concatenate([held, block]) if len(held) else block
            if not len(held) or (len(held) < size and self.drop_last):
                return
            yield held[:size]
            held = held[size:]

    def __len__(self) -> int:
        rows = length_of(self.sampler)
        return rows // self.batch_size if self.drop_last else -(-rows // self.batch_size)


def array_batches(sampler: Any) -> Iterator[Any]:
    """The batches of a batch sampler, as arrays where it can give them, else as it gives them.

    >>> next(array_batches([[0, 1]]))
    [0, 1]
    """
    plain = getattr(type(sampler), "__iter__", None) is BatchSampler.__iter__
    if plain and has_blocks(sampler.sampler):
        return sampler.batches()
    return iter(sampler)

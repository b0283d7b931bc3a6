"""The batches of a loader with workers: fetched in turn, in the order of PyTorch's processes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

from tidu.data.dataset import IterableDataset
from tidu.data.fetch import Fetch, fetcher
from tidu.data.memory import MemoryRows
from tidu.data.workers import Worker


def in_turn(loader: Any, indices: Iterator[Any], workers: list[Worker]) -> Iterator[Any]:
    """What the loader yields: batch i is fetched by worker i, counted round."""
    fetches = []
    for worker in workers:
        with worker.turn():
            fetches.append(fetcher(loader, worker.info.dataset))
    if isinstance(loader.dataset, IterableDataset):
        return _streams(indices, list(zip(workers, fetches, strict=True)))
    if isinstance(getattr(fetches[0], "__self__", None), MemoryRows):
        return map(fetches[0], indices)  # rows of tensors: nobody's code runs, no number is drawn
    ahead = Ahead(indices, loader.prefetch_factor * len(workers))
    return (
        _fetched(workers[turn % len(workers)], fetches[turn % len(workers)], index)
        for turn, index in zip(count(), ahead, strict=False)
    )


def _fetched(worker: Worker, fetch: Fetch, index: Any) -> Any:
    with worker.turn():
        return fetch(index)


def _streams(indices: Iterator[Any], active: list[tuple[Worker, Fetch]]) -> Iterator[Any]:
    """A batch of each stream in turn; one that has ended is left out."""
    while active:
        for pair in tuple(active):
            try:
                batch = _fetched(*pair, next(indices))
            except StopIteration:
                active.remove(pair)
                continue
            yield batch


class Ahead:
    """An iterator that asks another one so many items ahead, as PyTorch's workers are given work.

    >>> asked = []
    >>> ahead = Ahead((asked.append(i) or i for i in range(9)), 3)
    >>> next(ahead), asked
    (0, [0, 1, 2, 3])
    """

    def __init__(self, items: Iterator[Any], count: int):
        self.items, self.waiting = items, deque(islice(items, count))

    def __iter__(self) -> Ahead:
        return self

    def __next__(self) -> Any:
        if not self.waiting:
            return next(self.items)  # asked for none ahead, or at the end
        self.waiting.extend(islice(self.items, 1))
        return self.waiting.popleft()

"""Workers of a loader: processes in PyTorch, here turns in this one, with the same random numbers.

Each worker has a generator of its own and, of a stream of samples, a dataset of its own; both are
in place while it fetches. So augmentation, `worker_init_fn` and datasets that share their samples
out by `get_worker_info` give what they give in PyTorch, in the same order.
"""

from __future__ import annotations

import copy
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from tidu.core.stream import Stream
from tidu.data.dataset import IterableDataset
from tidu.tensor.generator import default_generator


@dataclass
class WorkerInfo:
    """Which worker runs: `id` of `num_workers`, the `seed` of its numbers, and its `dataset`."""

    id: int
    num_workers: int
    seed: int
    dataset: Any
    rng: Any = None
    worker_method: str | None = "multiprocessing"


class Running(threading.local):
    """The worker whose turn it is, in each thread."""

    info: WorkerInfo | None = None


running = Running()


def get_worker_info() -> WorkerInfo | None:
    """The worker that fetches now; None outside of a loader's workers.

    >>> get_worker_info() is None
    True
    """
    return running.info


class Worker:
    """One worker of a loader, set up by the loader's `worker_init_fn` (called with its number)."""

    def __init__(self, loader: Any, number: int, base_seed: int):
        seed = base_seed + number
        dataset = own_copy(loader.dataset) if isinstance(loader.dataset, IterableDataset) else loader.dataset
        self.info = WorkerInfo(number, loader.num_workers, seed, dataset)
        self.stream = Stream(seed)
        self.python = random.Random(seed).getstate()
        words = np.random.SeedSequence([number, base_seed & 0xFFFFFFFF, base_seed >> 32, 0])
        self.numpy: Any = np.random.RandomState(words.generate_state(4)).get_state()
        if loader.worker_init_fn is not None:
            with self.turn():
                loader.worker_init_fn(number)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Inside, this worker runs: the numbers drawn are its own."""
        before = running.info, default_generator.stream, random.getstate(), np.random.get_state()
        running.info, default_generator.stream = self.info, self.stream
        random.setstate(self.python)
        np.random.set_state(self.numpy)
        try:
            yield
        finally:
            self.python, self.numpy = random.getstate(), np.random.get_state()
            running.info, default_generator.stream = before[:2]
            random.setstate(before[2])
            np.random.set_state(before[3])


def own_copy(dataset: Any) -> Any:
    """A copy of a dataset; itself where something in it (a file, a generator) cannot be copied.

    >>> own_copy(first := [1, 2]) is first
    False
    """
    try:
        return copy.deepcopy(dataset)
    except TypeError:
        return dataset

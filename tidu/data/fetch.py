"""From indices to data: how a loader asks each kind of dataset."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import numpy as np

from tidu.data.collate import default_collate
from tidu.data.dataset import IterableDataset
from tidu.data.memory import memory_rows
from tidu.data.subset import samples_of

Fetch = Callable[[Any], Any]


def fetcher(loader: Any, dataset: Any) -> Fetch:
    """A function from what the index sampler yields to what the loader yields, for one epoch."""
    batched, collate = loader.batch_sampler is not None, loader.collate_fn
    if isinstance(dataset, IterableDataset):
        return _from_stream(loader, dataset, batched)
    if not batched:
        return lambda index: collate(dataset[index])
    if collate is default_collate and (rows := memory_rows(dataset)) is not None:
        return rows.gather
    return lambda indices: collate(samples_of(dataset, _plain(indices)))


def _plain(indices: Any) -> list:
    """A batch's indices as a dataset is to see them: Python's own whole numbers, not NumPy's."""
    return indices.tolist() if isinstance(indices, np.ndarray) else list(indices)


def _from_stream(loader: Any, dataset: Any, batched: bool) -> Fetch:
    samples = iter(dataset)

    def fetch(indices: Any) -> Any:
        if not batched:
            return loader.collate_fn(next(samples))
        found = list(islice(samples, len(indices)))
        if not found or (loader.drop_last and len(found) < len(indices)):
            raise StopIteration
        return loader.collate_fn(found)

    return fetch

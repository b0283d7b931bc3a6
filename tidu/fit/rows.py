"""What a loader reads: columns of rows in memory, and the order in which it takes them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tidu.data.batch_sampler import BatchSampler, array_batches
from tidu.data.checks import length_of
from tidu.data.collate import default_collate
from tidu.data.loader import DataLoader
from tidu.data.random_sampler import RandomSampler, SubsetRandomSampler, WeightedRandomSampler
from tidu.data.sampler import SequentialSampler
from tidu.data.subset import Subset
from tidu.data.tensor_dataset import TensorDataset
from tidu.text import say

SAMPLERS = (SequentialSampler, RandomSampler, SubsetRandomSampler, WeightedRandomSampler, list, tuple, range)


class NotInMemory(ValueError):
    """A loader whose batches are not just rows of tensors; the message says what they are."""


class Rows(NamedTuple):
    """`columns` [rows, ...], of which an epoch takes `total`, in batches of `batch`.

    `order`: "shuffled" or "straight" are drawn as the loader would draw them; a "given" one is
    asked of the loader at every epoch (`next_order`). `drop` leaves a short last batch out.
    `read` says how the tensors were when they were read.
    """

    columns: list[np.ndarray]
    total: int
    batch: int
    drop: bool
    order: str
    read: list[tuple[Any, np.ndarray, int]]

    @property
    def batches(self) -> int:
        """How many batches an epoch has."""
        return self.total // self.batch if self.drop else -(-self.total // self.batch)

    def current(self) -> bool:
        """Whether the columns still are what the loader would read, but for what NumPy wrote to copies."""
        return all(
            tensor._value is array and (array is column or tensor._counter[0] == version)
            for column, (tensor, array, version) in zip(self.columns, self.read, strict=True)
        )


def rows_of_loader(loader: Any) -> Rows:
    """The rows that a loader reads; `NotInMemory` for one that does more than that.

    >>> from tidu.tensor.tensor import Tensor
    >>> rows = rows_of_loader(DataLoader(TensorDataset(Tensor([[1.0], [2.0]])), batch_size=2))
    >>> rows.batch, rows.order, rows.columns[0].shape
    (2, 'straight', (2, 1))
    """
    if type(loader) is not DataLoader:
        raise NotInMemory(say("fit.rows_loader", given=type(loader).__name__))
    if loader.num_workers or loader.collate_fn is not default_collate:
        raise NotInMemory(say("fit.rows_own", what="num_workers" if loader.num_workers else "collate_fn"))
    batches, places, dataset = loader.batch_sampler, None, loader.dataset
    while type(dataset) is Subset:
        own = np.asarray(dataset.indices)
        places, dataset = own if places is None else own[places], dataset.dataset
    if type(dataset) is not TensorDataset:
        raise NotInMemory(say("fit.rows_dataset", given=type(dataset).__name__))
    if type(batches) is not BatchSampler:
        raise NotInMemory(say("fit.rows_own", what="batch_sampler"))
    if type(batches.sampler) not in SAMPLERS:
        raise NotInMemory(say("fit.rows_own", what="sampler"))
    read = [(tensor, tensor._value, tensor._counter[0]) for tensor in dataset.tensors]
    columns = [np.ascontiguousarray(x if places is None else x[places]) for _, x, _ in read]
    count = length_of(batches.sampler)
    if not count:
        raise NotInMemory(say("fit.rows_none"))
    order = _order(loader, batches.sampler) if count <= len(columns[0]) else "given"
    return Rows(columns, count, batches.batch_size, batches.drop_last, order, read)


def _order(loader: Any, sampler: Any) -> str:
    plain = loader.generator is None and getattr(sampler, "generator", None) is None
    if plain and type(sampler) is SequentialSampler:
        return "straight"
    whole = type(sampler) is RandomSampler and not sampler.replacement and sampler._num_samples is None
    return "shuffled" if plain and whole else "given"


def next_order(loader: Any, rows: Rows) -> np.ndarray:
    """The order of one epoch, int32, drawn by the loader itself. IndexError for rows that are not there."""
    iterator = iter(loader)  # draws what it draws at the start of an epoch
    del iterator
    batches = [np.asarray(batch) for batch in array_batches(loader.batch_sampler)]
    order = np.concatenate(batches) if batches else np.zeros(0, np.int64)
    return np.arange(len(rows.columns[0]), dtype=np.int32)[order]

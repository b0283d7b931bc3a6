"""`mxnet.gluon.data`: samples and batches of arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tidu.compat.mxnet.array import NDArray
from tidu.compat.mxnet.nd.functions import array
from tidu.core.refused import refusing
from tidu.tensor.sampling import randperm
from tidu.text import say

__all__ = ["ArrayDataset", "DataLoader", "Dataset"]

__getattr__ = refusing("mxnet.gluon.data", __all__)


class Dataset:
    """Samples by number: subclasses define `__getitem__` and `__len__`."""

    def __getitem__(self, idx: int) -> Any:
        raise NotImplementedError(say("mxnet.dataset", name=type(self).__name__))

    def __len__(self) -> int:
        raise NotImplementedError(say("mxnet.dataset", name=type(self).__name__))


class ArrayDataset(Dataset):
    """Rows of one or several arrays of one length.

    >>> ArrayDataset(["a", "b"], [1, 2])[1]
    ('b', 2)
    """

    def __init__(self, *args: Any):
        lengths = [len(each) for each in args]
        if len(set(lengths)) != 1:
            raise ValueError(say("mxnet.lengths", lengths=lengths))
        self.arrays = args

    def __getitem__(self, idx: int) -> Any:
        if len(self.arrays) == 1:
            return self.arrays[0][idx]
        return tuple(each[idx] for each in self.arrays)

    def __len__(self) -> int:
        return len(self.arrays[0])


class DataLoader:
    """Batches of a dataset: each a list of arrays, as many as a sample has parts."""

    def __init__(
        self, dataset: Any, batch_size: int | None = None, shuffle: bool = False, last_batch: str = "keep",
        num_workers: int = 0, **others: Any,
    ):  # fmt: skip
        self.dataset, self.batch_size, self.shuffle = dataset, batch_size or 1, shuffle
        self.last_batch = last_batch

    def __len__(self) -> int:
        count, left = divmod(len(self.dataset), self.batch_size)
        return count + bool(left and self.last_batch == "keep")

    def __iter__(self) -> Iterator[Any]:
        count = len(self.dataset)
        order = randperm(count).tolist() if self.shuffle else range(count)
        for place in range(len(self)):
            numbers = list(order[place * self.batch_size : (place + 1) * self.batch_size])
            yield self._batch(numbers)

    def _batch(self, numbers: list[int]) -> Any:
        if isinstance(self.dataset, ArrayDataset):
            parts = [rows(each, numbers) for each in self.dataset.arrays]
        else:
            samples = [self.dataset[number] for number in numbers]
            columns = list(zip(*samples, strict=True)) if isinstance(samples[0], tuple) else [samples]
            parts = [array(np.stack([np.asarray(x) for x in column])) for column in columns]
        return parts if len(parts) > 1 else parts[0]


def rows(values: Any, numbers: list[int]) -> NDArray:
    """Those rows of an array of either kind."""
    if isinstance(values, NDArray):
        return values[NDArray(array(numbers, dtype=np.int64).tensor)]
    return array(np.asarray(values)[numbers])

"""Batches of tensors in memory: one gather per tensor in place of one step per sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tidu.data.subset import Subset
from tidu.data.tensor_dataset import TensorDataset
from tidu.tensor.handle import wrap
from tidu.tensor.tensor import Tensor


@dataclass(frozen=True)
class MemoryRows:
    """Rows of tensors: sample `index` is row `places[index]` of each, or row `index` if None."""

    tensors: tuple[Tensor, ...]
    places: np.ndarray | None

    def gather(self, indices: Any) -> list[Tensor]:
        """The batch of the samples `indices` [batch], as `default_collate` would give it."""
        rows = np.asarray(indices, np.int64)
        index = wrap(rows if self.places is None else self.places[rows])
        return [tensor[index] for tensor in self.tensors]


def memory_rows(dataset: Any) -> MemoryRows | None:
    """`dataset` as rows in memory; None if it is (or a subclass may be) anything else.

    >>> memory_rows(Subset(TensorDataset(Tensor([1.0, 2.0, 3.0])), [2, 1])).gather([1, 0])
    [tensor([2., 3.])]
    """
    if isinstance(dataset, TensorDataset):
        changed = type(dataset).__getitem__ is not TensorDataset.__getitem__
        return None if changed or hasattr(dataset, "__getitems__") else MemoryRows(dataset.tensors, None)
    if type(dataset) is not Subset or (inner := memory_rows(dataset.dataset)) is None:
        return None
    places = np.asarray(dataset.indices, np.int64)
    return MemoryRows(inner.tensors, places if inner.places is None else inner.places[places])

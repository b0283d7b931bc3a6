"""Samples that are rows of tensors in memory."""

from __future__ import annotations

from typing import Any

from tidu.data.dataset import Dataset
from tidu.tensor.tensor import Tensor
from tidu.text import say


class TensorDataset(Dataset[tuple[Tensor, ...]]):
    """Sample `index` is row `index` of every tensor; all have the same first axis.

    A loader takes a whole batch of it by one gather per tensor. TypeError for what is no
    tensor, IndexError for a tensor without axes, AssertionError (PyTorch's) for row counts
    that differ.

    >>> rows = TensorDataset(Tensor([[1.0], [2.0]]), Tensor([3.0, 4.0]))
    >>> len(rows), rows[1]
    (2, (tensor([2.]), tensor(4.)))
    """

    def __init__(self, *tensors: Tensor):
        for place, tensor in enumerate(tensors):
            if not isinstance(tensor, Tensor):
                raise TypeError(say("data.not_tensor", place=place, given=type(tensor).__name__))
            if not tensor.ndim:
                raise IndexError(say("data.no_rows_axis", place=place))
        sizes = [len(tensor) for tensor in tensors]
        if len(set(sizes)) > 1:
            raise AssertionError(say("data.row_mismatch", sizes=sizes))
        self.tensors = tensors

    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self) -> int:
        return len(self.tensors[0])

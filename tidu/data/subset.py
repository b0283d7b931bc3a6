"""Some of the samples of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np

from tidu.data.dataset import Dataset
from tidu.text import say

Sample = TypeVar("Sample", covariant=True)


def samples_of(dataset: Any, indices: list[int]) -> list[Any]:
    """The samples at `indices`: by one `__getitems__` where the dataset has it, else one by one.

    >>> samples_of("abc", [2, 0])
    ['c', 'a']
    """
    if getattr(dataset, "__getitems__", None):
        return dataset.__getitems__(indices)
    return [dataset[index] for index in indices]


class Subset(Dataset[Sample]):
    """The samples of `dataset` at `indices`, numbered anew.

    NotImplementedError if a subclass overrides `__getitem__` without `__getitems__`, as in PyTorch.

    >>> some = Subset("abcde", [4, 0])
    >>> len(some), some[0]
    (2, 'e')
    """

    def __init__(self, dataset: Any, indices: Sequence[int] | np.ndarray):
        own = type(self)
        if own.__getitem__ is not Subset.__getitem__ and own.__getitems__ is Subset.__getitems__:
            raise NotImplementedError(say("data.subset_override", name=own.__name__))
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index: Any) -> Sample:
        if isinstance(index, list):
            return self.dataset[[self.indices[place] for place in index]]
        return self.dataset[self.indices[index]]

    def __getitems__(self, indices: list[int]) -> list[Sample]:
        return samples_of(self.dataset, [self.indices[index] for index in indices])

    def __len__(self) -> int:
        return len(self.indices)

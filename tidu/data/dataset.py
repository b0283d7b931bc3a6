"""Where samples come from: by number (Dataset) or one after another (IterableDataset), and sums.

Source: https://docs.pytorch.org/docs/stable/data.html
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any, Generic, TypeVar

from tidu.data.checks import length_of
from tidu.text import say

Sample = TypeVar("Sample", covariant=True)


class Dataset(Generic[Sample]):
    """Samples by number: subclasses say what `dataset[index]` and `len(dataset)` are.

    A subclass may also define `__getitems__(indices) -> list of samples`, which loaders prefer.

    >>> class Squares(Dataset[int]):
    ...     def __getitem__(self, index: int) -> int:
    ...         return index * index
    >>> Squares()[3]
    9
    """

    def __getitem__(self, index: Any) -> Sample:
        raise NotImplementedError(say("data.no_getitem", name=type(self).__name__))

    def __add__(self, other: Any) -> Any:
        return ConcatDataset([self, other])


class IterableDataset(Dataset[Sample], Iterable[Sample]):
    """Samples one after another, as from a stream: subclasses define `__iter__`.

    >>> class Countdown(IterableDataset[int]):
    ...     def __iter__(self):
    ...         return iter([3, 2, 1])
    >>> list(Countdown() + Countdown())
    [3, 2, 1, 3, 2, 1]
    """

    def __add__(self, other: Any) -> Any:
        return ChainDataset([self, other])


class ConcatDataset(Dataset[Sample]):
    """Several datasets, one behind the other.

    AssertionError (PyTorch's) if there is none or one is an IterableDataset; ValueError for a
    negative index beyond the start.

    >>> both = ConcatDataset([["a", "b"], ["c"]])
    >>> len(both), both[2], both[-3]
    (3, 'c', 'a')
    """

    def __init__(self, datasets: Iterable[Any]):
        self.datasets = list(datasets)
        if not self.datasets:
            raise AssertionError(say("data.concat_empty"))
        if any(isinstance(dataset, IterableDataset) for dataset in self.datasets):
            raise AssertionError(say("data.concat_iterable"))
        self.cumulative_sizes = self.cumsum(self.datasets)

    @staticmethod
    def cumsum(sequence: Iterable[Any]) -> list[int]:
        """Where each dataset ends."""
        return list(accumulate(length_of(dataset) for dataset in sequence))

    cummulative_sizes = property(lambda self: self.cumulative_sizes)  # its name before PyTorch 1.0

    def __len__(self) -> int:
        return self.cumulative_sizes[-1]

    def __getitem__(self, index: int) -> Sample:
        length = len(self)
        if index < -length:
            raise ValueError(say("data.concat_index", index=index, length=length))
        index = index + length if index < 0 else index
        place = bisect_right(self.cumulative_sizes, index)
        if place == len(self.datasets):
            raise IndexError(say("data.concat_index", index=index, length=length))
        before = self.cumulative_sizes[place - 1] if place else 0
        return self.datasets[place][index - before]


class ChainDataset(IterableDataset[Sample]):
    """Several IterableDatasets, one behind the other. AssertionError (PyTorch's) for other kinds.

    >>> class Letters(IterableDataset[str]):
    ...     def __iter__(self):
    ...         return iter("ab")
    >>> list(ChainDataset([Letters(), Letters()]))
    ['a', 'b', 'a', 'b']
    """

    def __init__(self, datasets: Iterable[Any]):
        self.datasets = datasets

    def _checked(self) -> Iterator[IterableDataset[Sample]]:
        for dataset in self.datasets:
            if not isinstance(dataset, IterableDataset):
                raise AssertionError(say("data.chain_kind", given=type(dataset).__name__))
            yield dataset

    def __iter__(self) -> Iterator[Sample]:
        for dataset in self._checked():
            yield from dataset

    def __len__(self) -> int:
        return sum(length_of(dataset) for dataset in self._checked())


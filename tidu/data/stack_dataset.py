"""Datasets side by side: each gives a part of the sample."""

from __future__ import annotations

from typing import Any

from tidu.data.checks import length_of
from tidu.data.dataset import Dataset
from tidu.data.subset import samples_of
from tidu.text import say


class StackDataset(Dataset[Any]):
    """Samples as tuples (datasets by position) or dicts (by name). ValueError if lengths differ.

    >>> StackDataset([1, 2], ["a", "b"])[1]
    (2, 'b')
    >>> StackDataset(number=[1, 2], letter=["a", "b"])[0]
    {'number': 1, 'letter': 'a'}
    """

    def __init__(self, *args: Any, **kwargs: Any):
        if args and kwargs:
            raise ValueError(say("data.stack_both"))
        if not args and not kwargs:
            raise ValueError(say("data.stack_empty"))
        self.datasets: tuple[Any, ...] | dict[str, Any] = args or kwargs
        sizes = [length_of(dataset) for dataset in self._parts()]
        if len(set(sizes)) > 1:
            raise ValueError(say("data.stack_mismatch", sizes=sizes))
        self._length = sizes[0]

    def _parts(self) -> list[Any]:
        return list(self.datasets.values() if isinstance(self.datasets, dict) else self.datasets)

    def _joined(self, parts: tuple[Any, ...]) -> Any:
        if isinstance(self.datasets, dict):
            return dict(zip(self.datasets, parts, strict=True))
        return parts

    def __getitem__(self, index: Any) -> Any:
        return self._joined(tuple(dataset[index] for dataset in self._parts()))

    def __getitems__(self, indices: list[int]) -> list[Any]:
        columns = [samples_of(dataset, indices) for dataset in self._parts()]
        for dataset, column in zip(self._parts(), columns, strict=True):
            if len(column) != len(indices):
                name = type(dataset).__name__
                raise ValueError(say("data.stack_items", name=name, wanted=len(indices), given=len(column)))
        return [self._joined(parts) for parts in zip(*columns, strict=True)]

    def __len__(self) -> int:
        return self._length

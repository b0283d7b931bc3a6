"""Datasets and their sums."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.data import (
    ChainDataset,
    ConcatDataset,
    DataLoader,
    Dataset,
    IterableDataset,
    StackDataset,
    Subset,
    TensorDataset,
    WeightedRandomSampler,
)


class Letters(IterableDataset[str]):
    def __iter__(self) -> Iterator[str]:
        return iter("ab")

    def __len__(self) -> int:
        return 2


def test_rows_of_tensors() -> None:
    data = TensorDataset(tidu.tensor([[1.0, 2.0], [3.0, 4.0]]), tidu.tensor([5, 6]))
    assert len(data) == 2
    assert [part.tolist() for part in data[-1]] == [[3.0, 4.0], 6]
    assert [part.tolist() for part in data[:1]] == [[[1.0, 2.0]], [5]]


def test_sums() -> None:
    both = TensorDataset(tidu.tensor([1, 2])) + TensorDataset(tidu.tensor([3]))
    assert isinstance(both, ConcatDataset)
    assert [sample[0].item() for sample in (both[0], both[1], both[2], both[-1], both[-3])] == [1, 2, 3, 3, 1]
    chained = Letters() + Letters()
    assert isinstance(chained, ChainDataset)
    assert list(chained) == ["a", "b", "a", "b"] and len(chained) == 4


def test_a_concatenation_ends_for_a_plain_loop() -> None:
    assert list(ConcatDataset(["ab", "c"])) == ["a", "b", "c"]


def test_subsets_take_arrays_of_indices() -> None:
    places = np.array([4, 2, 0])
    data = TensorDataset(tidu.arange(5))
    assert Subset("abcde", places).__getitems__([0, 2]) == ["e", "a"]
    assert [batch[0].tolist() for batch in DataLoader(Subset(data, places), 2)] == [[4, 2], [0]]


def test_subsets_take_lists_of_indices() -> None:
    some = Subset(TensorDataset(tidu.arange(5)), [4, 2, 0])
    assert some[[0, 2]][0].tolist() == [4, 0]


class Short(Dataset[int]):
    def __getitems__(self, indices: list[int]) -> list[int]:
        return []

    def __len__(self) -> int:
        return 2


class Overridden(Subset[Any]):
    def __getitem__(self, index: Any) -> Any:
        return index


REFUSED = [
    (lambda: TensorDataset(np.ones(2)), TypeError, r"number 0 is of type ndarray. Fix: torch.from_numpy"),
    (lambda: TensorDataset(tidu.tensor(1.0)), IndexError, "number 0 holds a single number"),
    (lambda: TensorDataset(tidu.ones(2), tidu.ones(3)), AssertionError, r"\[2, 3\] rows"),
    (lambda: ConcatDataset([]), AssertionError, "should not be an empty iterable"),
    (lambda: ConcatDataset([Letters()]), AssertionError, "does not support IterableDataset"),
    (lambda: ConcatDataset(["ab"])[-3], ValueError, "-3 of 2 samples"),
    (lambda: ConcatDataset(["ab"])[2], IndexError, "2 of 2 samples"),
    (lambda: list(ChainDataset(["ab"])), AssertionError, "only supports IterableDataset, not str"),
    (lambda: StackDataset(), ValueError, "at least one dataset"),
    (lambda: StackDataset("a", b="b"), ValueError, "not both"),
    (lambda: StackDataset("a", "bc"), ValueError, r"\[1, 2\] samples"),
    (lambda: StackDataset(Short()).__getitems__([0, 1]), ValueError, "asked for 2 samples and gave 0"),
    (lambda: Overridden("ab", [0]), NotImplementedError, "Overridden overrides __getitem__"),
    (lambda: WeightedRandomSampler([[1.0]], 1), ValueError, r"shape \(1, 1\)"),
    (lambda: WeightedRandomSampler([1.0], 0), ValueError, "num_samples=0"),
]


@pytest.mark.parametrize(("attempt", "error", "words"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals(attempt: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        attempt()

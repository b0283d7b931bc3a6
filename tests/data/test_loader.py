"""What loaders accept, refuse, and how they fetch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.data import (
    BatchSampler,
    DataLoader,
    Dataset,
    IterableDataset,
    RandomSampler,
    Sampler,
    StackDataset,
    Subset,
    TensorDataset,
    random_split,
)
from tidu.data.memory import memory_rows


class Counting(TensorDataset):
    """Counts how often a single sample is asked for."""

    asked = 0

    def __getitem__(self, index: Any) -> Any:
        self.asked += 1
        return super().__getitem__(index)


class Stream(IterableDataset[int]):
    def __init__(self, count: int):
        self.count = count

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.count))


class Sized(Stream):
    def __len__(self) -> int:
        return self.count


def rows(count: int = 10) -> TensorDataset:
    return TensorDataset(tidu.arange(count * 2.0).reshape(count, 2), tidu.arange(count))


def test_tensors_in_memory_are_gathered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rows()
    monkeypatch.setattr(TensorDataset, "__getitem__", TensorDataset.__getitem__)
    seen: list[Any] = []

    def gather(self: Any, indices: Any) -> Any:
        seen.append(indices)
        return original(self, indices)

    original = type(memory_rows(data)).gather
    monkeypatch.setattr(type(memory_rows(data)), "gather", gather)
    list(DataLoader(Subset(Subset(data, range(8)), range(6)), batch_size=4, shuffle=True))
    assert [len(indices) for indices in seen] == [4, 2]
    assert all(isinstance(indices, np.ndarray) for indices in seen)


def test_the_gather_equals_sample_by_sample() -> None:
    data = Subset(rows(), [9, 3, 3, 0, 7])
    fast = list(DataLoader(data, 2))
    slow = list(DataLoader(data, 2, collate_fn=lambda samples: tidu.utils.data.default_collate(samples)))
    assert len(fast) == len(slow) == 3
    for one, other in zip(fast, slow, strict=True):
        assert type(one) is type(other) is list
        for a, b in zip(one, other, strict=True):
            assert a.dtype == b.dtype and a.tolist() == b.tolist()


def test_a_batch_is_a_copy() -> None:
    data = rows()
    x, _ = next(iter(DataLoader(data, 10)))
    x.zero_()
    assert data.tensors[0].sum().item() == sum(range(20))


def test_a_subclass_with_its_own_samples_is_asked() -> None:
    data = Counting(tidu.arange(5))
    assert [batch[0].tolist() for batch in DataLoader(Subset(data, range(4)), 3)] == [[0, 1, 2], [3]]
    assert data.asked == 4


def test_a_subset_that_changes_its_samples_is_asked() -> None:
    class Doubled(Subset[Any]):
        def __getitem__(self, index: Any) -> Any:
            return (super().__getitem__(index)[0] * 2,)

        def __getitems__(self, indices: list[int]) -> list[Any]:
            return [self[index] for index in indices]

    loader = DataLoader(Doubled(TensorDataset(tidu.arange(4)), [3, 1]), 2)
    assert [batch[0].tolist() for batch in loader] == [[6, 2]]


def test_a_sampler_subclass_with_its_own_order_is_followed() -> None:
    class Reversed(RandomSampler):
        def __iter__(self) -> Iterator[int]:
            return iter(range(len(self.data_source) - 1, -1, -1))

    class Pairs(BatchSampler):
        def __iter__(self) -> Iterator[list[int]]:
            return iter([[1, 0], [2, 3]])

    data = rows(4)
    assert [y.tolist() for _, y in DataLoader(data, 3, sampler=Reversed(data))] == [[3, 2, 1], [0]]
    pairs = Pairs(RandomSampler(data), 2, False)
    assert [y.tolist() for _, y in DataLoader(data, batch_sampler=pairs)] == [[1, 0], [2, 3]]


ORDERS = [[tidu.tensor(2), tidu.tensor(0)], tidu.tensor([2, 0]), np.array([2, 0]), (2, 0)]


@pytest.mark.parametrize("sampler", ORDERS)
def test_samplers_of_other_kinds(sampler: Any) -> None:
    assert [y.tolist() for _, y in DataLoader(rows(), 2, sampler=sampler)] == [[2, 0]]


def test_a_sampler_of_lists_without_batching() -> None:
    loader = DataLoader(rows(), sampler=BatchSampler(range(3), 2, False), batch_size=None)
    assert [y.tolist() for _, y in loader] == [[0, 1], [2]]


@pytest.mark.parametrize(
    ("size", "drop_last", "expected"),
    [
        (2, False, [[0, 1], [2, 3], [4]]),
        (2, True, [[0, 1], [2, 3]]),
        (5, True, [[0, 1, 2, 3, 4]]),
        (9, True, []),
    ],
)
def test_streams(size: int, drop_last: bool, expected: list[Any]) -> None:
    loader = DataLoader(Stream(5), batch_size=size, drop_last=drop_last)
    for _ in range(2):
        assert [batch.tolist() for batch in loader] == expected
    assert len(DataLoader(Sized(5), size, drop_last=drop_last)) == len(expected)


def test_a_stream_without_batches() -> None:
    assert list(DataLoader(Stream(3), batch_size=None)) == [0, 1, 2]


def test_next_as_in_old_code() -> None:
    iterator = iter(DataLoader(rows(), 4))
    assert len(iterator) == 3
    assert iterator.next()[1].tolist() == [0, 1, 2, 3]
    assert next(iter(iterator))[1].tolist() == [4, 5, 6, 7]


def test_getitems_is_preferred() -> None:
    class Batched(Dataset[int]):
        def __getitems__(self, indices: list[int]) -> list[int]:
            return [index * 10 for index in indices]

        def __len__(self) -> int:
            return 3

    assert [batch.tolist() for batch in DataLoader(Batched(), 2)] == [[0, 10], [20]]
    assert [batch.tolist() for batch in DataLoader(Subset(Batched(), [2, 1]), 2)] == [[20, 10]]
    both = DataLoader(StackDataset(x=Batched(), y=rows(3)), 2)
    assert next(iter(both))["x"].tolist() == [0, 10]


ITERABLE = Stream(3)
REFUSED = [
    (lambda: DataLoader(rows(), 0), ValueError, "batch_size should be a positive integer"),
    (lambda: DataLoader(rows(), 2.5), ValueError, "batch_size=2.5"),
    (lambda: DataLoader(rows(), True), ValueError, "batch_size=True"),
    (lambda: DataLoader(rows(), num_workers=-1), ValueError, "num_workers option should be non-negative"),
    (lambda: DataLoader(rows(), timeout=-1), ValueError, "timeout option should be non-negative"),
    (lambda: DataLoader(rows(), drop_last=1), ValueError, "drop_last should be a boolean"),
    (lambda: DataLoader(rows(), shuffle=True, sampler=[0]), ValueError, "sampler option is mutually"),
    (lambda: DataLoader(rows(), 2, batch_sampler=[[0]]), ValueError, "batch_sampler option is mutually"),
    (lambda: DataLoader(rows(), None, drop_last=True), ValueError, "batch_size=None option disables"),
    (lambda: DataLoader(ITERABLE, shuffle=True), ValueError, "expected unspecified shuffle"),
    (lambda: DataLoader(ITERABLE, sampler=[0]), ValueError, "expected unspecified sampler"),
    (lambda: DataLoader(ITERABLE, batch_sampler=[[0]]), ValueError, "expected unspecified batch_sampler"),
    (lambda: len(DataLoader(ITERABLE)), TypeError, "Stream has no __len__"),
    (lambda: DataLoader([], shuffle=True), ValueError, "num_samples=0"),
    (lambda: DataLoader(3), TypeError, "not int"),
    (lambda: next(iter(DataLoader(Dataset(), sampler=[0]))), NotImplementedError, "no __getitem__"),
    (lambda: next(iter(DataLoader(Dataset()))), TypeError, "Dataset has no __len__"),
    (lambda: iter(Sampler()), NotImplementedError, "Sampler has no __iter__"),
    (lambda: RandomSampler([1], replacement=1), TypeError, "replacement should be a boolean"),
    (lambda: RandomSampler([1], num_samples=0), ValueError, "num_samples=0"),
    (lambda: setattr(DataLoader(rows()), "batch_size", 3), ValueError, "batch_size attribute should not"),
    (lambda: next(iter(DataLoader(rows(3), sampler=[5]))), IndexError, "out of bounds"),
    (lambda: random_split(rows(), [3, 3]), ValueError, r"\[3, 3\] sum to 6, and the dataset has 10"),
    (lambda: random_split(rows(), [1.5, -0.5]), ValueError, "index 0 is not between 0 and 1: 1.5"),
    (lambda: random_split(ITERABLE, [1]), TypeError, "Stream has no __len__"),
]


@pytest.mark.parametrize(("attempt", "error", "words"), REFUSED, ids=[row[2] for row in REFUSED])
def test_refusals(attempt: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        attempt()


def test_an_empty_dataset_gives_no_batches() -> None:
    assert list(DataLoader([])) == []
    assert list(DataLoader(rows(0), 4)) == []


def test_a_part_without_samples_is_warned_about() -> None:
    with pytest.warns(UserWarning, match="Length of split at index 1 is 0"):
        parts = random_split(rows(1), [0.5, 0.5])
    assert [len(part) for part in parts] == [1, 0]


class Asked(Dataset):
    """What it is asked for, as it is asked."""

    def __len__(self) -> int:
        return 4

    def __getitem__(self, index: int) -> type:
        return type(index)


@pytest.mark.parametrize("how", [{}, {"shuffle": True}, {"num_workers": 2}, {"drop_last": True}])
def test_a_dataset_is_asked_with_pythons_own_numbers(how: dict) -> None:
    asked = [kind for batch in DataLoader(Asked(), 2, collate_fn=list, **how) for kind in batch]
    assert asked == [int] * 4

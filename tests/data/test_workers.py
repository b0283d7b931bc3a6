"""Loaders with workers: in one process, with the batches of PyTorch's many."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
import torch.utils.data as theirs_data

import tidu
import tidu.utils.data as ours_data

LIBRARIES = ((tidu, ours_data), (torch, theirs_data))


def noisy(library: Any, data: Any) -> Any:
    """Samples with augmentation from every source of random numbers."""

    class Noisy(data.Dataset):
        def __len__(self) -> int:
            return 11

        def __getitem__(self, index: int) -> Any:
            info = data.get_worker_info()
            drawn = library.rand(2)
            return index, drawn, random.random(), np.random.rand(), -1 if info is None else info.id

    return Noisy()


def stream(library: Any, data: Any, shared: bool, count: int = 7) -> Any:
    class Stream(data.IterableDataset):
        start, step = 0, 1

        def __iter__(self) -> Iterator[Any]:
            info = data.get_worker_info()
            step = info.num_workers if info is not None and shared else self.step
            start = info.id if info is not None and shared else self.start
            return ((value, library.rand(()).item()) for value in range(start, count, step))

    return Stream()


def plain(batch: Any) -> Any:
    if hasattr(batch, "tolist"):
        return batch.tolist()
    return [plain(part) for part in batch] if isinstance(batch, list | tuple) else batch


def epochs(library: Any, data: Any, dataset: Any, count: int = 2, **options: Any) -> Any:
    if "generator" in options:
        options["generator"] = library.Generator().manual_seed(5)
    loader = data.DataLoader(dataset(library, data), **options)
    library.manual_seed(3)
    random.seed(4)
    np.random.seed(5)
    seen = [[plain(batch) for batch in loader] for _ in range(count)]
    return seen, library.rand(2).tolist(), random.random(), np.random.rand()


CASES: dict[str, tuple[Any, dict[str, Any]]] = {
    "none": (noisy, {"batch_size": 4}),
    "two": (noisy, {"batch_size": 4, "num_workers": 2}),
    "two, shuffled": (noisy, {"batch_size": 3, "num_workers": 2, "shuffle": True}),
    "three, from a generator": (noisy, {"num_workers": 3, "shuffle": True, "generator": True}),
    "kept": (noisy, {"batch_size": 2, "num_workers": 2, "shuffle": True, "persistent_workers": True}),
    "single samples": (noisy, {"batch_size": None, "num_workers": 2}),
    "short": (noisy, {"batch_size": 4, "num_workers": 2, "drop_last": True, "prefetch_factor": 1}),
    "stream alone": (lambda L, D: stream(L, D, False), {"batch_size": 3}),
    "stream each": (lambda L, D: stream(L, D, False), {"batch_size": 3, "num_workers": 2}),
    "stream shared": (lambda L, D: stream(L, D, True), {"batch_size": 2, "num_workers": 2}),
    "uneven stream": (lambda L, D: stream(L, D, True, 10), {"batch_size": 2, "num_workers": 3}),
    "kept stream": (
        lambda L, D: stream(L, D, True),
        {"batch_size": 2, "num_workers": 2, "persistent_workers": True},
    ),
    "stream of samples": (lambda L, D: stream(L, D, True), {"batch_size": None, "num_workers": 2}),
}


@pytest.mark.filterwarnings("ignore:This DataLoader will create 3 worker processes:UserWarning")
@pytest.mark.parametrize("name", CASES)
def test_batches_are_those_of_pytorch(name: str) -> None:
    dataset, options = CASES[name]
    ours, theirs = (epochs(*libraries, dataset, **options) for libraries in LIBRARIES)
    assert ours == theirs


def test_a_worker_is_set_up_once_by_its_number() -> None:
    """The example of PyTorch's documentation: each worker's copy gets its part of the range."""
    seen = []
    for library, data in LIBRARIES:

        def divide(number: int, data: Any = data) -> None:
            info = data.get_worker_info()
            assert info.id == number and info.num_workers == 2
            info.dataset.start, info.dataset.step = number, 2

        loader = data.DataLoader(
            stream(library, data, False), batch_size=None, num_workers=2, worker_init_fn=divide
        )
        seen.append(sorted(value for value, _ in loader))
        assert data.get_worker_info() is None and loader.dataset.start == 0
    assert seen[0] == seen[1] == list(range(7))


def test_rows_of_tensors_need_no_turns() -> None:
    calls: list[int] = []
    rows = ours_data.TensorDataset(tidu.arange(10))
    loader = ours_data.DataLoader(rows, 4, num_workers=2, worker_init_fn=calls.append, pin_memory=True,
                                  timeout=3, in_order=False, multiprocessing_context="fork")  # fmt: skip
    assert [batch[0].tolist() for batch in loader] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert calls == [0, 1] and loader.prefetch_factor == 2


def test_an_error_in_a_turn_leaves_no_trace() -> None:
    class Broken(ours_data.Dataset):
        def __len__(self) -> int:
            return 2

        def __getitem__(self, index: int) -> Any:
            raise ValueError(f"sample {index}")

    tidu.manual_seed(0)
    state = random.getstate()
    with pytest.raises(ValueError, match="sample 0"):
        list(ours_data.DataLoader(Broken(), num_workers=2))
    assert ours_data.get_worker_info() is None and random.getstate() == state


def test_what_cannot_be_copied_is_shared() -> None:
    class Source(ours_data.IterableDataset):
        def __init__(self) -> None:
            self.lines = (number for number in range(5))

        def __iter__(self) -> Iterator[int]:
            return self.lines

    assert sorted(ours_data.DataLoader(Source(), batch_size=None, num_workers=2)) == [0, 1, 2, 3, 4]


REFUSED: dict[str, dict[str, Any]] = {
    "workers": {"num_workers": -1},
    "timeout": {"timeout": -1},
    "prefetch alone": {"prefetch_factor": 2},
    "prefetch": {"prefetch_factor": -2, "num_workers": 1},
    "persistent": {"persistent_workers": True},
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals_are_those_of_pytorch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(ValueError) as theirs:
        theirs_data.DataLoader([1], **REFUSED[name])
    with pytest.raises(ValueError) as ours:
        ours_data.DataLoader([1], **REFUSED[name])
    assert str(ours.value)[:20] == str(theirs.value)[:20]

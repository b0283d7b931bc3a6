"""The order of samples, and what is drawn for it, against PyTorch: the same code on both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
import torch.utils.data

import tidu
import tidu.utils.data


def batches_of(loader: Any) -> Any:
    return [[x.tolist() for x in batch] if isinstance(batch, list) else batch.tolist() for batch in loader]


def loader_of(library: Any, rows: int, seed: int | None = None, **options: Any) -> Any:
    data = library.utils.data.TensorDataset(library.arange(rows), library.arange(rows) * 2.0)
    if seed is not None:
        options["generator"] = library.Generator().manual_seed(seed)
    return library.utils.data.DataLoader(data, **options)


def same(script: Callable[[Any], Any]) -> None:
    """`script` gives the same with both libraries, and so does the next draw."""
    results = []
    for library in (torch, tidu):
        library.manual_seed(0)
        results.append((script(library), library.rand(3).tolist()))
    assert results[1] == results[0]


@pytest.mark.parametrize("rows", [1, 7, 12])
@pytest.mark.parametrize("batch_size", [1, 4, 12, 50])
@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("shuffle", [False, True])
@pytest.mark.parametrize("seed", [None, 5])
def test_three_epochs(rows: int, batch_size: int, drop_last: bool, shuffle: bool, seed: int | None) -> None:
    def script(library: Any) -> Any:
        options = {"batch_size": batch_size, "drop_last": drop_last, "shuffle": shuffle}
        loader = loader_of(library, rows, seed, **options)
        epochs = [batches_of(loader) for _ in range(3)]
        later = loader.generator and library.rand(3, generator=loader.generator).tolist()
        return epochs, len(loader), later

    same(script)


def test_an_epoch_left_early_and_draws_between_batches() -> None:
    def script(library: Any) -> Any:
        loader = loader_of(library, 10, batch_size=3, shuffle=True)
        seen = []
        for epoch in range(3):
            for place, (x, _) in enumerate(loader):
                seen.append((x.tolist(), library.rand(2).tolist()))
                if place == epoch:
                    break
        return seen

    same(script)


def test_one_at_a_time_without_batches() -> None:
    same(lambda library: batches_of(loader_of(library, 5, batch_size=None, shuffle=True)))


SAMPLERS = {
    "sequential": lambda u, g: u.SequentialSampler(range(9)),
    "random": lambda u, g: u.RandomSampler(range(9), generator=g),
    "random_some": lambda u, g: u.RandomSampler(range(9), num_samples=4, generator=g),
    "random_more": lambda u, g: u.RandomSampler(range(9), num_samples=23, generator=g),
    "random_twice": lambda u, g: u.RandomSampler(range(9), num_samples=18, generator=g),
    "replacement": lambda u, g: u.RandomSampler(range(9), True, generator=g),
    "replacement_many": lambda u, g: u.RandomSampler(range(9), True, 70, generator=g),
    "replacement_64": lambda u, g: u.RandomSampler(range(9), True, 64, generator=g),
    "subset": lambda u, g: u.SubsetRandomSampler([8, 6, 1, 0], g),
    "weighted": lambda u, g: u.WeightedRandomSampler([0.1, 3.0, 0.5, 1.0], 12, generator=g),
    "weighted_once": lambda u, g: u.WeightedRandomSampler([0.1, 3.0, 0.5, 1.0], 3, False, generator=g),
    "batches": lambda u, g: u.BatchSampler(u.RandomSampler(range(9), generator=g), 2, False),
    "batches_of_a_list": lambda u, g: u.BatchSampler([5, 3, 1], 2, True),
}


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize("own_generator", [False, True])
def test_samplers(name: str, own_generator: bool) -> None:
    def script(library: Any) -> Any:
        generator = library.Generator().manual_seed(3) if own_generator else None
        sampler = SAMPLERS[name](library.utils.data, generator)
        twice = [list(sampler), list(sampler)]
        return twice, len(sampler), generator and library.rand(2, generator=generator).tolist()

    same(script)


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize("in_memory", [False, True])
def test_samplers_in_a_loader(name: str, in_memory: bool) -> None:
    def script(library: Any) -> Any:
        data = library.utils.data.TensorDataset(library.arange(9)) if in_memory else range(9)
        sampler = SAMPLERS[name](library.utils.data, None)
        if name.startswith("batches"):
            loader = library.utils.data.DataLoader(data, batch_sampler=sampler)
        else:
            loader = library.utils.data.DataLoader(data, batch_size=4, sampler=sampler)
        return [batches_of(loader) for _ in range(2)], len(loader)

    same(script)


LENGTHS = [[3, 7], [10], [0, 10], [0.5, 0.5], [0.3, 0.3, 0.4], [1 / 3] * 3, [0.05, 0.95]]


@pytest.mark.parametrize("lengths", LENGTHS)
@pytest.mark.parametrize("seed", [None, 42])
@pytest.mark.filterwarnings("ignore:Length of split")
def test_splits(lengths: list[float], seed: int | None) -> None:
    def script(library: Any) -> Any:
        options = {} if seed is None else {"generator": library.Generator().manual_seed(seed)}
        parts = library.utils.data.random_split(range(10), lengths, **options)
        return [list(part.indices) for part in parts]

    same(script)


def test_loaders_over_splits_of_splits() -> None:
    def script(library: Any) -> Any:
        utils = library.utils.data
        data = utils.TensorDataset(library.arange(40), library.arange(40.0))
        train, _ = utils.random_split(data, [0.7, 0.3])
        _, inner = utils.random_split(train, [0.4, 0.6])
        return batches_of(utils.DataLoader(inner, 5, shuffle=True))

    same(script)


def test_a_sampler_that_draws_when_asked_for_its_iterator() -> None:
    def script(library: Any) -> Any:
        class Eager(library.utils.data.Sampler):
            def __iter__(self) -> Any:
                return iter(library.randperm(6).tolist())

            def __len__(self) -> int:
                return 6

        data = library.utils.data.TensorDataset(library.arange(6))
        return batches_of(library.utils.data.DataLoader(data, 4, sampler=Eager()))

    same(script)

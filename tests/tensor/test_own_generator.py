"""A default generator of one's own: what it changes, and what nobody else notices."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

import tidu
from tidu import nn
from tidu.data import DataLoader, RandomSampler, SubsetRandomSampler, WeightedRandomSampler, random_split
from tidu.tensor.generator import own_generator

DRAWS: dict[str, Callable[[], object]] = {
    "rand": lambda: tidu.rand(3).tolist(),
    "randn": lambda: tidu.randn(5).tolist(),
    "randperm": lambda: tidu.randperm(7).tolist(),
    "multinomial": lambda: tidu.multinomial(tidu.tensor([0.2, 0.3, 0.5]), 2).tolist(),
    "bernoulli": lambda: tidu.bernoulli(tidu.full((9,), 0.5)).tolist(),
    "fill": lambda: tidu.zeros(4).uniform_().tolist(),
    "init": lambda: nn.Linear(3, 2).weight.tolist(),
    "dropout": lambda: nn.Dropout(0.5)(tidu.ones(20)).tolist(),
    "loader": lambda: [batch.tolist() for batch in DataLoader(range(9), 2, shuffle=True)],
    "sampler": lambda: list(RandomSampler(range(9))),
    "subset": lambda: list(SubsetRandomSampler(range(9))),
    "weighted": lambda: list(WeightedRandomSampler([0.1, 0.2, 0.7], 9)),
    "split": lambda: random_split(range(9), [4, 5])[0].indices,
    "state": lambda: (tidu.initial_seed(), tidu.get_rng_state().tolist()),
}


def separate(draw: Callable[[], object], seed: int) -> object:
    tidu.manual_seed(seed)
    return draw()


@pytest.mark.parametrize("name", DRAWS)
def test_it_draws_what_its_seed_gives_and_disturbs_nobody(name: str) -> None:
    draw = DRAWS[name]
    wanted, next_outside = separate(draw, 7), separate(draw, 1)
    tidu.manual_seed(1)
    with own_generator(7):
        assert draw() == wanted
    assert draw() == next_outside
    assert wanted != next_outside


def test_seeds_set_inside_stay_inside() -> None:
    tidu.manual_seed(1)
    with own_generator(7):
        tidu.manual_seed(2)
        tidu.default_generator.manual_seed(3)
        tidu.set_rng_state(tidu.Generator().manual_seed(4).get_state())
        assert tidu.default_generator.initial_seed() == 4
    assert tidu.initial_seed() == 1


def test_they_nest_and_end_with_an_error() -> None:
    tidu.manual_seed(1)
    with pytest.raises(KeyError), own_generator(7):
        with own_generator(8):
            assert tidu.initial_seed() == 8
        assert tidu.initial_seed() == 7
        raise KeyError
    assert tidu.initial_seed() == 1


def test_threads_draw_side_by_side_as_they_would_alone() -> None:
    meet, found = threading.Barrier(2), {}

    def draw(seed: int) -> None:
        with own_generator(seed):
            numbers = []
            for _ in range(5):
                meet.wait()
                numbers += tidu.rand(2).tolist()
            found[seed] = numbers

    threads = [threading.Thread(target=draw, args=[seed]) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {seed: separate(ten, seed) for seed in (1, 2)}


def ten() -> list[float]:
    return [number for _ in range(5) for number in tidu.rand(2).tolist()]


def test_other_threads_share_the_common_stream() -> None:
    tidu.manual_seed(5)
    wanted = tidu.rand(4).tolist()
    tidu.manual_seed(5)
    found = tidu.rand(2).tolist()
    thread = threading.Thread(target=lambda: found.extend(tidu.rand(2).tolist()))
    thread.start()
    thread.join()
    assert found == wanted

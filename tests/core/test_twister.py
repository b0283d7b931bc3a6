"""The engine: seeds as PyTorch takes them, states that bring the stream back."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from tidu.core.stream import Stream
from tidu.core.twister import STATE, Twister


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


@pytest.mark.parametrize("seed", [0, 1, 5489, 2**32 - 1, 2**32, 2**63, 2**64 - 1, -1, -5, -(2**63)])
def test_seeds_are_pytorchs(seed: int) -> None:
    ours, theirs = Twister(seed), torch.Generator().manual_seed(seed)
    assert ours.initial_seed() == theirs.initial_seed()
    expected = torch.empty(2000, dtype=torch.int64).random_(generator=theirs).numpy()
    assert np.array_equal(ours.words64(2000) % np.uint64(2**63), expected.astype(np.uint64))


def test_the_default_seed_is_pytorchs() -> None:
    assert Twister().initial_seed() == torch.Generator().initial_seed()


@pytest.mark.parametrize("seed", [np.int64(5), np.uint8(5), True])
def test_any_integer_is_a_seed(seed: int) -> None:
    assert Twister(seed).random_u64() == Twister(int(seed)).random_u64()


def test_words_of_every_width_come_from_one_sequence() -> None:
    plain, mixed = Twister(3), Twister(3)
    words = plain.words32(2000).astype(np.uint64)
    position = 0
    for count in (1, 0, 2, 300, 311, 5, 3):
        assert np.array_equal(mixed.words32(count), words[position : position + count])
        position += count
        pairs = words[position : position + 2 * count].reshape(-1, 2)
        joined = pairs[:, 0] << np.uint64(32) | pairs[:, 1]
        assert np.array_equal(mixed.words64(count), joined)
        position += 2 * count
    assert mixed.random_u64() == int(words[position]) << 32 | int(words[position + 1])


def test_reseeding_forgets_the_spare_normal() -> None:
    stream = Stream(4)
    first = stream.normal((3,))
    assert np.array_equal(stream.manual_seed(4).normal((3,)), first)


def test_a_seed_of_the_system_differs_and_is_kept() -> None:
    ours = Stream()
    seeds = {ours.seed() for _ in range(4)}
    assert len(seeds) == 4
    drawn = ours.uniform((5,))
    assert np.array_equal(Stream(ours.initial_seed()).uniform((5,)), drawn)


@pytest.mark.parametrize("before", [0, 1, 2, 623, 624, 625, 1000])
@pytest.mark.parametrize("spare", [True, False])
def test_states_and_clones_go_on_from_where_they_were_taken(before: int, spare: bool) -> None:
    stream = Stream(-7)
    stream.words32(before)
    stream.normal((3 if spare else 2,))
    state, clone = stream.get_state(), stream.clone()
    assert state.dtype == np.uint8 and np.array_equal(clone.get_state(), state)
    expected = [stream.normal((7,)), stream.permutation(700), stream.normal((33,))]
    for other in (clone, Stream(99).set_state(state), stream.set_state(state)):
        assert other.initial_seed() == 2**64 - 7
        drawn = [other.normal((7,)), other.permutation(700), other.normal((33,))]
        assert all(map(np.array_equal, drawn, expected))


def test_a_state_is_a_copy() -> None:
    stream = Stream(1)
    state = stream.get_state()
    restored = Stream().set_state(state)
    state[:] = 0
    assert restored.random_u64() == stream.random_u64()


def damaged(field: str, value: int) -> np.ndarray:
    state = Stream(1).get_state()
    state.view(STATE)[field] = value
    return state


@pytest.mark.parametrize(
    ("state", "error", "sentence"),
    [
        ([1, 2], TypeError, "not list"),
        (np.zeros(2520, np.float32), TypeError, "not float32"),
        (np.zeros(5056, np.uint8), RuntimeError, "5056 bytes, but one of Tidu has 2520"),
        (damaged("version", 2), RuntimeError, "version 2; this Tidu knows version 1"),
        (damaged("position", 625), RuntimeError, "damaged"),
    ],
)
def test_states_that_are_none(state: np.ndarray, error: type[Exception], sentence: str) -> None:
    stream = Stream(2)
    with pytest.raises(error, match=sentence):
        stream.set_state(state)
    assert stream.random_u64() == Stream(2).random_u64()


@pytest.mark.parametrize(
    ("seed", "error", "sentence"),
    [
        (1.5, RuntimeError, "got float"),
        ("1", RuntimeError, "got str"),
        (None, RuntimeError, "got NoneType"),
        (2**64, ValueError, "18446744073709551616 is outside"),
        (-(2**63) - 1, ValueError, "is outside"),
    ],
)
def test_seeds_that_are_none(seed: int, error: type[Exception], sentence: str) -> None:
    with pytest.raises(error):
        torch.Generator().manual_seed(seed)
    with pytest.raises(error, match=sentence):
        Twister().manual_seed(seed)

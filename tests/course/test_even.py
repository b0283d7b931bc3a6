"""C28: even or odd, from the number and from its digits."""

from __future__ import annotations

import numpy as np
import pytest

from tidu.course import run
from tidu.course.even import digits, endings, scaled


@pytest.fixture(scope="module")
def found():
    """A run with the defaults."""
    return run("even")


def test_the_digits_know_and_the_number_does_not(found) -> None:
    assert found.numbers["digits_unseen"] == 100.0
    assert 40 < found.numbers["number_unseen"] < 60
    assert found.see == ("see", "guesses", "knows") and found.engine == "native"


def test_accuracies_by_numpy(found) -> None:
    answers = {name: np.array(column) for name, column in found.tables["answers"].items()}
    assert (answers["even"] == (answers["number"] % 2 == 0)).all()
    for name in ("number", "digits"):
        for part, seen in (("seen", 1), ("unseen", 0)):
            rows = (answers["input"] == name) & (answers["seen"] == seen)
            assert rows.sum() == found.numbers[part]
            right = (answers["probability"][rows] > 0.5) == answers["even"][rows]
            assert found.numbers[f"{name}_{part}"] == pytest.approx(100 * right.mean())
    both = {(name, number) for name, number in zip(answers["input"], answers["number"], strict=True)}
    assert len(both) == 2 * 1024  # every number once for each input: none both seen and unseen


def test_only_the_last_digit_decides(found) -> None:
    worth, change = found.tables["flips"]["worth"], found.tables["flips"]["change"]
    assert worth == [2**place for place in range(10)]
    assert change[0] > 0.95 and max(change[1:]) < 0.05


def test_inputs() -> None:
    made = digits(32).numpy().astype(int)
    assert ((made * 2 ** np.arange(5)).sum(1) == np.arange(32)).all()
    assert np.allclose(scaled(8).numpy()[:, 0], np.arange(8) / 4 - 1)


@pytest.mark.parametrize(
    ("numbers", "see"),
    [
        ({"number_unseen": 52.0}, ("guesses", "knows")),
        ({"number_unseen": 52.0, "width": 4000}, ("guesses_anyway", "not_by_heart", "knows")),
        ({"number_unseen": 90.0}, ("lucky", "knows")),
        ({"digits_unseen": 90.0}, ("guesses", "not_yet")),
        ({"other_flip": 60.0}, ("guesses", "knows_somehow")),
    ],
)
def test_endings(numbers: dict, see: tuple[str, ...]) -> None:
    usual = {
        "number_unseen": 50.0, "digits_unseen": 100.0, "width": 32, "largest": 1023, "unseen": 512,
        "number_seen": 60.0, "seen": 512,
        "last_flip": 99.0, "other_flip": 1.0,
    }  # fmt: skip
    assert endings(usual | numbers) == see


def test_a_short_training_does_not_know_yet() -> None:
    assert run("even", epochs=1, share=0.02).see[-1] == "not_yet"

"""C23: the network is the sum of what its neurons give."""

from __future__ import annotations

import numpy as np
import pytest

from tidu.course import EXPERIMENTS, run
from tidu.course.curves import CURVES


@pytest.fixture(scope="module")
def found():
    """A run with the defaults."""
    return run("neurons")


@pytest.mark.parametrize("kind", ["sigmoid", "relu"])
def test_the_parts_add_up(found, kind: str) -> None:
    parts, weights = found.tables["parts"], found.tables["neurons"]
    rows = np.array(parts["activation"]) == kind
    x = np.array(parts["x"])[rows].reshape(4, -1)
    share = np.array(parts["part"])[rows].reshape(4, -1)
    mine = np.array(weights["activation"]) == kind
    w, b, c = (np.array(weights[name])[mine][:, None] for name in ("w", "b", "c"))
    bend = {"sigmoid": lambda r: 1 / (1 + np.exp(-r)), "relu": lambda r: np.maximum(r, 0)}[kind]
    assert np.allclose(share, c * bend(b + w * x), atol=1e-5)
    network = np.array(parts["network"])[rows].reshape(4, -1)[0]
    level = network - share.sum(0)
    assert np.ptp(level) < 1e-5  # what is left is b, the same everywhere
    target = np.array(parts["target"])[rows].reshape(4, -1)[0]
    assert found.numbers[f"{kind}_loss"] == pytest.approx(
        np.mean((network - target) ** 2), rel=1e-3, abs=1e-9
    )


def test_four_sigmoids_make_a_wave(found) -> None:
    assert found.numbers["sigmoid_loss"] < 1e-3 < 0.4 < found.numbers["level"]
    assert found.engine == "native"
    assert found.see[:2] == ("see", "sigmoid_closer")


def test_turns_at_is_where_the_sigmoid_is_half_way(found) -> None:
    weights = found.tables["neurons"]
    w, b, turns = (np.array(weights[name]) for name in ("w", "b", "turns_at"))
    assert np.allclose(w * turns + b, 0, atol=1e-5)


def test_hinges_that_are_off_are_told() -> None:
    for seed in range(3):
        found = run("neurons", seed=seed, starts=1, epochs=300)
        parts = found.tables["parts"]
        relu = np.array(parts["activation"]) == "relu"
        shares = np.array(parts["part"])[relu].reshape(4, -1)
        assert found.numbers["relu_off"] == (np.abs(shares).max(1) == 0).sum()
        off = found.numbers["relu_off"]
        assert ("off" in found.see) == (off > 1) and ("off_one" in found.see) == (off == 1)


@pytest.mark.parametrize(("lang", "said"), [("en", "a single neuron"), ("zh", "只有一个神经元")])
def test_one_neuron_is_told_as_one(lang: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", lang)
    found = run("neurons", neurons=1, starts=1, epochs=300)
    text = EXPERIMENTS["neurons"].see(found)[0]
    assert said in text and "c₂" not in text and "e-0" not in text.partition("x = ")[2]


@pytest.mark.parametrize(
    ("settings", "closer"), [({}, "sigmoid"), ({"neurons": 8, "curve": "folds"}, "relu")]
)
def test_who_came_closer(settings: dict, closer: str) -> None:
    numbers = run("neurons", **settings)
    losses = {kind: numbers.numbers[f"{kind}_loss"] for kind in ("sigmoid", "relu")}
    assert numbers.see[1] == f"{min(losses, key=losses.__getitem__)}_closer" == f"{closer}_closer"


def test_the_folds_are_folds() -> None:
    folds = CURVES["folds"].of
    x = np.linspace(-2, 2, 1001)
    made = np.array([folds(each) for each in x.tolist()])
    assert np.allclose(made, 2 / np.pi * np.arcsin(np.abs(np.sin(2 * np.pi * x))), atol=1e-9)

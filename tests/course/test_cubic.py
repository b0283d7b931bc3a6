"""C24: none, few and many neurons, with and without activation, on x³ + 2x²."""

from __future__ import annotations

import numpy as np
import pytest

from tidu.course import run
from tidu.course.cubic import NETWORKS, name_of, network


@pytest.fixture(scope="module")
def found():
    """A run with the defaults."""
    return run("cubic")


def test_nine_networks_and_their_parameters(found) -> None:
    assert [name_of(*each) for each in NETWORKS] == [
        "line", "sigmoid_1", "sigmoid_2", "constant", "relu_1", "relu_4",
        "none_many", "sigmoid_many", "relu_many",
    ]  # fmt: skip
    counts = [
        sum(p.numel() for p in network(kind, max(neurons, 0)).parameters()) for kind, neurons in NETWORKS[:6]
    ]
    assert counts == [2, 4, 7, 1, 4, 13]
    assert found.engine == "native"


def test_without_activation_it_is_the_least_squares_line(found) -> None:
    fits = {name: np.array(column) for name, column in found.tables["fits"].items()}
    line = np.polyval(np.polyfit(fits["x"], fits["y"], 1), fits["x"])
    assert np.allclose(fits["line"], line, atol=1e-3)
    assert np.allclose(fits["none_many"], line, atol=1e-2)  # a hundred neurons, and still that line
    assert np.allclose(fits["constant"], fits["y"].mean(), atol=1e-3)


def test_each_neuron_brings_a_bend_nearer(found) -> None:
    numbers = found.numbers
    assert numbers["constant"] > numbers["line"] > numbers["sigmoid_1"] > numbers["sigmoid_2"]
    assert numbers["line"] > numbers["relu_1"] > numbers["relu_4"] > numbers["relu_many"]
    assert numbers["sigmoid_many"] < 0.01 > numbers["relu_many"]
    corners = np.abs(np.diff(found.tables["fits"]["relu_4"], 2)) > 1e-3
    assert 1 <= corners.sum() <= 8  # at most four corners, each in one or two gaps


def test_losses_of_all_starts(found) -> None:
    losses = found.tables["losses"]
    mine = [loss for name, loss in zip(losses["network"], losses["loss"], strict=True) if name == "relu_4"]
    assert len(mine) == 5
    assert (min(mine), max(mine)) == (found.numbers["relu_4"], found.numbers["relu_4_worst"])


@pytest.mark.parametrize(
    ("settings", "see"),
    [
        ({"starts": 1}, ("see", "many")),
        ({"starts": 1, "epochs": 2}, ("see", "unlearned")),
        ({"starts": 2, "epochs": 300}, ("see", "many", "luck")),
    ],
)
def test_what_is_said(settings: dict, see: tuple[str, ...]) -> None:
    assert run("cubic", **settings).see == see

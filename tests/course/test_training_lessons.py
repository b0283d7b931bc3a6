"""What the lessons on training say of each experiment, as statements about its numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.course import run
from tidu.course.best_epoch import network
from tidu.course.optimizers import NAMES


def column(table: Any, name: str, **where: Any) -> list[Any]:
    """The values of a column in the rows where others have these values."""
    keep = [all(table[key][row] == value for key, value in where.items()) for row in range(len(table[name]))]
    return [value for value, kept in zip(table[name], keep, strict=True) if kept]


# C05


@pytest.mark.parametrize("name", NAMES)
def test_optimizers_go_where_pytorch_goes(name: str) -> None:
    rows = run("optimizers").tables["epochs"]
    tidu.manual_seed(0)
    start = tidu.nn.Linear(1, 1)
    model = torch.nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.fill_(start.weight.item())
        model.bias.fill_(start.bias.item())
    memory = {"history_size": 10} if name == "LBFGS" else {}
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=0.01, **memory)
    x = torch.tensor([[1.0], [2.0], [3.0]])

    def look() -> torch.Tensor:
        optimizer.zero_grad()
        loss = ((model(x) - 2 * x) ** 2).sum()
        loss.backward()
        return loss

    losses, weights = [], []
    for _ in range(100):
        losses.append(optimizer.step(look).item())
        weights.append(model.weight.item())
    assert np.allclose(column(rows, "w", optimizer=name), weights, atol=2e-4)
    assert np.allclose(column(rows, "loss", optimizer=name), losses, rtol=1e-3, atol=1e-4)


def test_optimizers_that_leave_are_named() -> None:
    result = run("optimizers", lr=0.1)
    assert set(result.numbers["gone"]) == {"SGD", "ASGD"}
    assert result.see == ("see", "rates", "gone")


def test_longer_training_predicts_8_for_4() -> None:
    """C04: y = 2x with SGD and lr = 0.01, 1000 epochs."""
    assert run("optimizers", epochs=1000).numbers["SGD_prediction"] == pytest.approx(8, abs=2e-3)


# C07


def test_best_epoch_is_that_of_the_lowest_test_loss() -> None:
    result = run("best-epoch")
    losses, best = result.tables["epochs"]["test_loss"], result.numbers["best_epoch"]
    assert losses[best - 1] == min(losses) == result.numbers["best_test"]
    assert best < len(losses) == 1000 and result.see[-1] == "overfits"
    assert result.numbers["last_train"] < result.numbers["best_train"], "while training went on falling"
    assert result.engine == "native"


def test_best_epoch_draws_the_curves_of_both_epochs() -> None:
    result = run("best-epoch", epochs=60)
    curves = result.tables["curves"]
    inside = np.abs(np.array(curves["x"])) <= 1
    assert inside.all() and np.allclose(curves["truth"], np.sin(np.pi * np.array(curves["x"])), atol=1e-6)
    data = result.tables["data"]
    last = np.interp(data["x"], curves["x"], curves["last"])
    assert np.mean((last - data["y"]) ** 2) == pytest.approx(result.numbers["last_train"], rel=0.2)
    assert network(tidu.course.experiment("best-epoch").settings())[0].weight.shape == (64, 1)


def test_plenty_of_data_leaves_nothing_to_learn_by_heart() -> None:
    assert run("best-epoch", rows=400, epochs=300).see[-1] == "not_yet"


@pytest.mark.parametrize(
    ("settings", "ending"),
    [({}, "overfits"), ({"noise": 0.0}, "unsteady"), ({"width": 2}, "falling"), ({"rows": 400}, "not_yet")],
)
def test_best_epoch_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    assert run("best-epoch", **settings).see[-1] == ending


# C08


def test_gradients_add_up_without_zero_grad() -> None:
    result = run("zero-grad")
    rows = result.tables["epochs"]
    cleared = column(rows, "gradient", run="zero_grad")
    kept = column(rows, "gradient", run="forgotten")
    assert kept[0] == cleared[0] and kept[1] == pytest.approx(cleared[0] + cleared[1], rel=1e-6)
    assert result.see[-1] == "swings"


def test_forgetting_is_momentum_1() -> None:
    rows = run("zero-grad").tables["epochs"]
    tidu.manual_seed(0)
    model = tidu.nn.Linear(1, 1)
    optimizer = tidu.optim.SGD(model.parameters(), lr=0.01, momentum=1.0)
    x = tidu.tensor([[1.0], [2.0], [3.0]])
    weights = []
    for _ in range(60):
        optimizer.zero_grad()
        ((model(x) - 2 * x) ** 2).sum().backward()
        optimizer.step()
        weights.append(model.weight.item())
    assert np.allclose(column(rows, "w", run="forgotten"), weights, atol=1e-4)


@pytest.mark.parametrize(
    ("settings", "ending"),
    [({"lr": 0.13}, "both"), ({"lr": 0.059, "epochs": 30}, "swings"), ({"epochs": 3}, "ahead")],
)
def test_zero_grad_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    assert run("zero-grad", **settings).see[-1] == ending


# C33


def test_larger_rates_are_faster_until_they_diverge() -> None:
    result = run("learning-rates")
    ends = [column(result.tables["losses"], "loss", rate=rate)[-1] for rate in (0.01, 0.02, 0.03, 0.04)]
    assert ends == sorted(ends, reverse=True)
    assert result.see == ("see", "faster", "climbs") and result.engine == "native"
    assert result.numbers["too_large_loss"] > 1e6


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"too_large": 0.1}, ("see", "faster", "held")),
        ({"rates": (0.01,)}, ("see", "climbs")),
        ({"rates": (0.01, 3.0)}, ("see", "some_climb", "climbs")),
        ({"rates": (0.01, 0.1, 0.9)}, ("see", "mixed", "climbs")),
        ({"too_large": 1e30}, ("see", "faster", "climbs")),
    ],
)
def test_learning_rates_say_what_is_true(settings: dict[str, Any], expected: tuple[str, ...]) -> None:
    result = run("learning-rates", **settings)
    assert result.see == expected
    assert result.figure().axes

"""What the lessons say of each experiment, as statements about its numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

import tidu
from tidu.course import run
from tidu.course.best_epoch import network
from tidu.course.descent import bowl
from tidu.course.linear import BIAS, WEIGHTS
from tidu.course.optimizers import NAMES


def column(table: Any, name: str, **where: Any) -> list[Any]:
    """The values of a column in the rows where others have these values."""
    keep = [all(table[key][row] == value for key, value in where.items()) for row in range(len(table[name]))]
    return [value for value, kept in zip(table[name], keep, strict=True) if kept]


# C02


def test_linear_finds_the_weights() -> None:
    result = run("linear")
    found = [result.numbers[name] for name in ("w1", "w2", "w3", "w4", "b")]
    assert np.allclose(found, (*WEIGHTS, BIAS), atol=0.1)
    assert result.see == ("see", "found") and result.engine == "native"
    data = result.tables["data"]
    assert len(data["y"]) == 500 and list(data) == ["x1", "x2", "x3", "x4", "y"]
    true = sum(w * np.array(data[f"x{j}"]) for j, w in enumerate(WEIGHTS, 1)) + BIAS
    assert np.std(np.array(data["y"]) - true) == pytest.approx(0.1, rel=0.1)
    assert np.mean(np.abs(np.array(data["y"]) - true)) == pytest.approx(result.numbers["floor"], rel=0.1)


@pytest.mark.parametrize(
    ("settings", "ending"),
    [({"epochs": 4}, "on_the_way"), ({"lr": 1.0}, "jitter"), ({"noise": 0.0}, "found")],
)
def test_linear_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    assert run("linear", **settings).see[-1] == ending


# C03


def test_descent_full_and_mini() -> None:
    result = run("descent")
    data = result.tables["data"]
    x, y = np.array(data["x"]), np.array(data["y"])
    w, b = np.linalg.lstsq(np.stack([x, np.ones_like(x)], 1), y, rcond=None)[0]
    assert np.allclose([result.numbers["minimum_w"], result.numbers["minimum_b"]], [w, b])
    steps = result.tables["steps"]
    assert (len(column(steps, "w", path="full")), len(column(steps, "w", path="mini"))) == (21, 161)
    place = np.array([result.numbers["start_w"], result.numbers["start_b"]])
    for epoch in range(1, 21):
        error = place[0] * x + place[1] - y
        place = place - 0.1 * np.array([2 * (error * x).mean(), 2 * error.mean()])
        found = [column(steps, name, path="full", epoch=epoch)[0] for name in ("w", "b")]
        assert np.allclose(found, place, rtol=1e-9)
    losses = column(steps, "loss", path="full")
    assert losses == sorted(losses, reverse=True), "small enough steps over all samples never climb"


def test_descent_measures_the_loss_of_all_samples() -> None:
    x, y = tidu.tensor([0.0, 1.0, 2.0]).double(), tidu.tensor([1.0, 2.0, 4.0]).double()
    loss, (w, b) = bowl(x, y)
    assert loss(2.0, 1.0) == pytest.approx(((2 * x + 1 - y) ** 2).mean().item())
    assert loss(w, b) < min(loss(w + 0.01, b), loss(w - 0.01, b), loss(w, b + 0.01), loss(w, b - 0.01))


@pytest.mark.parametrize(
    ("settings", "ending"),
    [
        ({}, "mini_ahead"),
        ({"lr": 0.6}, "diverged"),
        ({"batch_size": 64}, "same"),
        ({"epochs": 400}, "full_ahead"),
    ],
)  # fmt: skip
def test_descent_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    assert run("descent", **settings).see[-1] == ending


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
    assert set(result.numbers["gone"].split(", ")) == {"SGD", "ASGD"}
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


# C14


def test_derivative_as_the_lesson_prints_it() -> None:
    quotients = run("derivative").tables["quotients"]["quotient"]
    printed = [f"{each:.5f}" for each in quotients]
    assert printed[:6] == ["2.30000", "2.03000", "2.00300", "2.00030", "2.00003", "2.00000"]
    assert set(printed[5:]) == {"2.00000"}


def test_the_rounding_error_grows_at_the_end() -> None:
    result = run("derivative", steps=15)
    errors = result.tables["quotients"]["error"]
    best = errors.index(min(errors))
    assert 6 <= best <= 8 and errors[-1] > 1e5 * errors[best]
    assert np.allclose(errors[:6], result.tables["quotients"]["bending"][:6], rtol=1e-3)
    assert result.see[-1] == "rounding"
    assert run("derivative", steps=5).see[-1] == "falling"


@pytest.mark.parametrize("x", [-3.0, 0.0, 0.5, 1.0, 20.0])
def test_the_slope_is_the_derivative(x: float) -> None:
    assert run("derivative", x=x).numbers["slope"] == pytest.approx(6 * x - 4)


# C19


@pytest.mark.parametrize("settings", [{}, {"seed": 1, "noise": 2.0}, {"rows": 2}, {"outliers": 5}])
def test_the_minima_coincide(settings: dict[str, Any]) -> None:
    result = run("likelihood", **settings)
    numbers, slopes = result.numbers, result.tables["slopes"]
    assert numbers["squared_w"] == numbers["normal_w"] and numbers["absolute_w"] == numbers["laplace_w"]
    assert np.allclose(
        slopes["normal"], numbers["factor"] * np.array(slopes["squared"]) + numbers["constant"]
    )
    x, y = (np.array(result.tables["data"][name]) for name in "xy")
    assert numbers["squared_w"] == pytest.approx((x @ y) / (x @ x))
    assert min(slopes["absolute"]) == pytest.approx(min(np.abs(y - (y / x)[:, None] * x).mean(1)))
    assert min(slopes["w"]) < numbers["squared_w"] < max(slopes["w"]), "the picture shows the minimum"


def test_densities_are_normal() -> None:
    drawn = run("likelihood").tables["densities"]
    x = np.array(drawn["x"])
    assert np.allclose(drawn["normal(0,2)"], np.exp(-(x**2) / 8) / (2 * math.sqrt(2 * math.pi)))
    step = x[1] - x[0]
    assert sum(drawn["normal(0,1)"]) * step == pytest.approx(1, abs=1e-6)
    assert x[int(np.argmax(drawn["normal(3,1)"]))] == pytest.approx(3)


def test_wild_points_draw_the_squared_loss_away() -> None:
    result = run("likelihood", outliers=5)
    assert result.numbers["squared_off"] > 2 * result.numbers["absolute_off"] and result.see[-1] == "drawn"


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


@pytest.mark.parametrize(
    ("settings", "ending"),
    [({}, "overfits"), ({"noise": 0.0}, "unsteady"), ({"width": 2}, "falling"), ({"rows": 400}, "not_yet")],
)
def test_best_epoch_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    assert run("best-epoch", **settings).see[-1] == ending

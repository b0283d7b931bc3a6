"""What the lessons say of each experiment, as statements about its numbers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

import tidu
from tidu.course import run
from tidu.course.descent import bowl
from tidu.course.linear import BIAS, WEIGHTS


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
    [
        ({"epochs": 4}, "on_the_way"),
        ({"lr": 1.0}, "jumps"),
        ({"noise": 0.0}, "found"),
        ({"noise": 5.0}, "noisy"),
    ],
)
def test_linear_says_how_it_ended(settings: dict[str, Any], ending: str) -> None:
    found = run("linear", **settings)
    assert found.see[-1] == ending
    assert ending != "noisy" or found.numbers["loss"] <= found.numbers["floor"]


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

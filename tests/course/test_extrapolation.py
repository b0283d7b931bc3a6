"""C26: a good fit inside the range of training, failure outside."""

from __future__ import annotations

import numpy as np
import pytest

import tidu
from tidu.course import run
from tidu.course.extrapolation import Settings, polynomial


@pytest.fixture(scope="module")
def found():
    """A run with the defaults."""
    return run("extrapolation")


def test_samples_lie_inside_only(found) -> None:
    x = np.array(found.tables["data"]["x"])
    assert x.min() >= -2 and x.max() <= 1 and len(x) == 60


@pytest.mark.parametrize("name", ["relu", "tanh", "polynomial"])
def test_errors_by_numpy(found, name: str) -> None:
    curves = {key: np.array(column) for key, column in found.tables["curves"].items()}
    assert np.allclose(curves["truth"], curves["x"] ** 3 + 2 * curves["x"] ** 2, atol=1e-4)
    inside = (curves["x"] >= -2) & (curves["x"] <= 1)
    assert (inside == curves["inside"].astype(bool)).all()
    error = (curves[name] - curves["truth"]) ** 2
    assert found.numbers[f"{name}_inside"] == pytest.approx(np.sqrt(error[inside].mean()), rel=1e-4)
    assert found.numbers[f"{name}_outside"] == pytest.approx(np.sqrt(error[~inside].mean()), rel=1e-4)


def test_networks_fail_outside_and_knowledge_does_not(found) -> None:
    numbers = found.numbers
    for kind in ("relu", "tanh"):
        assert numbers[f"{kind}_inside"] < 0.1 and numbers[f"{kind}_outside"] > 1
    assert numbers["polynomial_outside"] < 0.2
    assert found.see == ("see", "fails", "knows") and found.engine == "native"


def test_a_hinge_goes_on_straight(found) -> None:
    curves = found.tables["curves"]
    x, answers, truth = (np.array(curves[name]) for name in ("x", "relu", "truth"))
    right = x > 1.2
    line = np.polyval(np.polyfit(x[right], answers[right], 1), x[right])
    assert np.abs(line - answers[right]).max() < 0.05 < 1 < np.abs(truth - answers)[right].max()


@pytest.mark.parametrize(
    ("settings", "see"),
    [
        ({"beyond": 0.02, "noise": 0.5}, ("see", "holds", "knows")),
        ({"rows": 5, "noise": 3.0}, ("see", "fails", "guesses")),
    ],
)
def test_what_is_said(settings: dict, see: tuple[str, ...]) -> None:
    assert run("extrapolation", **settings).see == see


def test_the_range_has_two_ends() -> None:
    with pytest.raises(ValueError, match="--low must be less than --high"):
        Settings(low=2.0, high=1.0)


def test_the_polynomial_by_numpy() -> None:
    x = np.random.default_rng(0).uniform(-1, 1, 20)
    y = np.exp(x)
    far = np.array([-2.0, 2.0])
    made = polynomial(*(tidu.tensor(each[:, None]) for each in (x, y, far)))
    assert np.allclose(made.numpy()[:, 0], np.polyval(np.polyfit(x, y, 3), far), atol=1e-5)

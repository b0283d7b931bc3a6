"""C27: underfitting and overfitting, by degree, by width and by the number of samples."""

from __future__ import annotations

import numpy as np
import pytest

import tidu
from tidu.course import run
from tidu.course.fitting import Series, powers, solved


@pytest.fixture(scope="module")
def found():
    """A run with the defaults."""
    return run("fitting")


def series(found, what: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(values, training losses, held-out losses) of what was varied."""
    table = {name: np.array(column) for name, column in found.tables["losses"].items()}
    rows = table["varied"] == what
    return table["value"][rows], table["train_loss"][rows], table["held_out_loss"][rows]


def test_training_loss_only_falls_with_the_degree(found) -> None:
    degrees, train, held = series(found, "degree")
    assert degrees.tolist() == list(range(13))
    assert (np.diff(train) <= 1e-12).all()
    assert held[0] > 2 * held.min() and held[-1] > 1.3 * held.min()
    assert held.argmin() == found.numbers["best_degree"]


def test_losses_by_numpy(found) -> None:
    x, y = np.array(found.tables["data"]["x"]), np.array(found.tables["data"]["y"])
    _, train, _ = series(found, "degree")
    for degree in (0, 3, 5):
        fit = np.polynomial.Polynomial.fit(x, y, degree)
        assert train[degree] == pytest.approx(np.mean((fit(x) - y) ** 2), rel=1e-9)


def test_more_samples_cure_it(found) -> None:
    rows, train, held = series(found, "rows")
    assert held[0] > 2 * held[-1] and held[-1] == pytest.approx(train[-1], rel=0.3)
    assert rows[0] > found.numbers["last_degree"] + 1
    assert "sizes" in found.see


def test_width_does_it_too(found) -> None:
    _, train, held = series(found, "width")
    assert train[-1] < 0.2 * train[0] and held[-1] > train[-1]
    assert found.engine == "native"


@pytest.mark.parametrize(
    ("settings", "see"),
    [
        ({}, ("see", "learned", "overfits", "networks", "sizes")),
        ({"noise": 0.0}, ("see", "learned_exactly", "holds", "networks", "enough")),
        ({"rows": 200}, ("see", "learned", "holds", "networks", "sizes")),
        ({"noise": 2.0, "rows": 8}, ("see", "nothing", "overfits_exactly", "networks_level", "sizes")),
    ],
)
def test_what_is_said(settings: dict, see: tuple[str, ...]) -> None:
    found = run("fitting", epochs=300, widths=(1, 4), **settings)
    assert found.see == see
    assert "degree_0" in found.tables["fits"]  # the one that the text calls too simple is drawn


def test_chebyshev_by_numpy() -> None:
    x = np.random.default_rng(0).uniform(-1, 1, 9)
    made = powers(tidu.tensor(x[:, None]), 5).numpy()
    assert np.allclose(made, np.polynomial.chebyshev.chebvander(x, 5), atol=1e-12)
    assert powers(tidu.tensor(x[:, None]), 0).shape == (9, 1)


def test_few_samples_are_met_exactly() -> None:
    x = tidu.tensor(np.array([[-0.5], [0.1], [0.9]]))
    y = tidu.tensor(np.array([[1.0], [-1.0], [2.0]]))
    assert np.allclose((powers(x, 7) @ solved((x, y), 7)).numpy(), y.numpy(), atol=1e-9)


def test_a_series_knows_its_best() -> None:
    found = Series((1, 5, 9), (3.0, 2.0, 1.0), (3.0, 1.0, 2.0))
    assert found.best == 5 and found.at(9) == (1.0, 2.0)

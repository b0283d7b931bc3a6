"""C22: linear layers in a row are one linear layer, until something bends between them."""

from __future__ import annotations

import numpy as np
import pytest

import tidu
from tidu.course import run
from tidu.course.collapse import brief, collapsed, nearest_line
from tidu.course.trained import chain


@pytest.mark.parametrize(("layers", "width", "inputs"), [(2, 1, 1), (3, 4, 2), (5, 7, 3), (30, 4, 2)])
def test_the_product_is_the_stack(layers: int, width: int, inputs: int) -> None:
    found = run("collapse", layers=layers, width=width, inputs=inputs)
    path = found.tables["path"]
    spread = np.ptp(path["stack"])
    assert np.allclose(path["stack"], path["product"], rtol=0, atol=1e-12 * max(spread, 1))
    assert found.numbers["single"] == inputs + 1
    assert (
        found.numbers["parameters"] == (inputs + 1) * width + (layers - 2) * (width + 1) * width + width + 1
    )


def test_matrix_and_bias_by_numpy() -> None:
    tidu.manual_seed(3)
    stack = chain((4, 3, 2, 2), "none").double()
    weights = [(layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in list(stack)[::2]]
    (w1, b1), (w2, b2), (w3, b3) = weights
    matrix, bias = collapsed(stack)
    assert np.allclose(matrix.numpy(), w3 @ w2 @ w1, atol=1e-14)
    assert np.allclose(bias.numpy(), w3 @ (w2 @ b1 + b2) + b3, atol=1e-14)


def test_without_activation_the_walk_is_straight_and_with_it_bends() -> None:
    path = run("collapse").tables["path"]
    assert np.abs(np.diff(path["stack"], 2)).max() < 1e-13
    assert np.abs(np.diff(path["with_activation"], 2)).max() > 1e-3


@pytest.mark.parametrize(
    ("settings", "ending"),
    [
        ({}, "bent"),
        ({"activation": "tanh"}, "bent"),
        ({"width": 1, "seed": 2}, "still"),
        ({"width": 1, "layers": 2}, "still"),
    ],
)
def test_what_is_said(settings: dict, ending: str) -> None:
    found = run("collapse", **settings)
    assert found.see == ("see", ending)
    straight = np.abs(np.diff(found.tables["path"]["with_activation"], 2)).max() < 1e-9
    assert straight == (ending == "still")


def test_the_nearest_line_by_numpy() -> None:
    t, y = np.linspace(-2, 3, 17), np.random.default_rng(0).normal(size=17)
    expected = np.polyval(np.polyfit(t, y, 1), t)
    assert np.allclose(nearest_line(tidu.tensor(t), tidu.tensor(y)).numpy(), expected, atol=1e-12)


def test_numbers_in_brief() -> None:
    assert brief([1, 2, 3, 4, 5]) == "[1, 2, 3, 4, …]"
    assert brief([0.12345]) == "[0.123]"

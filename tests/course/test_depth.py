"""C25: wide against deep, with equally many weights."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from tidu.course import run
from tidu.course.depth import shapes, verdict, weights
from tidu.course.trained import chain


@pytest.mark.parametrize("hidden", [(4, 3, 2), (11,), (4, 4), (16, 16, 16)])
def test_weights_are_those_of_the_network(hidden: tuple[int, ...]) -> None:
    assert weights(hidden) == sum(each.numel() for each in chain((1, *hidden, 1), "relu").parameters())


@pytest.mark.parametrize("deep", [(4, 3, 2), (16, 16, 16), (8,), (5, 5)])
def test_the_others_have_as_many(deep: tuple[int, ...]) -> None:
    found = shapes(deep)
    assert found["deep"] == deep
    for hidden in found.values():
        assert abs(weights(hidden) - weights(deep)) <= 0.05 * weights(deep) + 2


def test_the_lesson_has_linear_4_3_and_3_2_and_2_1() -> None:
    found = run("depth", epochs=300, starts=1)
    assert found.numbers["deep_shape"] == "1-4-3-2-1"
    assert (found.numbers["deep_parameters"], found.numbers["shallow_parameters"]) == (34, 34)


def test_on_the_cubic_the_wide_one_wins() -> None:
    found = run("depth")
    assert found.see == ("see", "shallow_wins", "stuck") and found.engine == "native"
    losses = found.tables["losses"]
    by = {
        shape: [loss for name, loss in zip(losses["network"], losses["loss"], strict=True) if name == shape]
        for shape in set(losses["network"])
    }
    assert np.median(by["1-11-1"]) == found.numbers["shallow_middle"] < 0.1 * found.numbers["deep_middle"]
    assert min(by["1-4-3-2-1"]) == found.numbers["deep_best"]
    fits = found.tables["fits"]
    error = np.mean((np.array(fits["1-11-1"]) - np.array(fits["y"])) ** 2)
    assert error == pytest.approx(found.numbers["shallow_best"], rel=1e-3)


def test_on_the_folds_the_deep_one_wins() -> None:
    found = run("depth", curve="folds", widths=(16, 16, 16), activation="tanh", starts=3)
    assert found.see == ("see", "deep_folds")
    assert found.numbers["deep_middle"] < 0.8 * found.numbers["shallow_middle"]


def trained(*losses: float) -> Any:
    """A network with these losses."""
    return cast(Any, SimpleNamespace(middle=float(np.median(losses)), losses=losses))


@pytest.mark.parametrize(
    ("shallow", "deep", "narrow", "said"),
    [
        ((0.1, 0.1, 0.1), (0.09, 0.09, 0.09), True, ["draw"]),
        ((0.1, 0.1, 0.1), (0.01, 0.01, 0.9), True, ["deep_wins", "stuck"]),
        ((0.1, 0.1, 0.1), (0.01, 0.01, 0.9), False, ["deep_wins"]),
        ((0.01, 0.02, 0.5), (0.1, 0.1, 0.1), True, ["shallow_wins"]),
    ],
)
def test_the_verdict(shallow: tuple, deep: tuple, narrow: bool, said: list[str]) -> None:
    assert verdict({"shallow": trained(*shallow), "deep": trained(*deep)}, 1.0, narrow=narrow) == said

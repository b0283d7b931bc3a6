"""Pictures of what a model has learned: parts, ranges, agreement, confusion, densities, regions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex

import tidu
from tidu.plot import confusion, decision_regions, densities, extrapolation, neurons, predicted_actual

X = [0.0, 1.0, 2.0]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")


def labelled(ax: Any) -> dict[str, list[float]]:
    return {line.get_label(): np.asarray(line.get_ydata()).tolist() for line in ax.lines}


def test_neurons() -> None:
    ax = neurons(X, [[0, 1, 2], [5, 5, 5]], [7, 8, 9], target=[7, 8, 8], bias=2)
    assert labelled(ax) == {
        "target": [7, 8, 8],
        "neuron 1": [0, 1, 2],
        "neuron 2": [5, 5, 5],
        "bias 2": [2, 2],
        "their sum": [7, 8, 9],
    }
    assert len({str(line.get_linestyle()) + str(line.get_linewidth()) for line in ax.lines}) == 5


def test_neurons_by_name_and_from_left_to_right() -> None:
    ax = neurons([2, 0, 1], {"hinge": tidu.tensor([3.0, 1.0, 2.0])}, [3, 1, 2])
    assert labelled(ax) == {"hinge": [1, 2, 3], "their sum": [1, 2, 3]}
    assert ax.lines[0].get_xdata().tolist() == X


def test_many_neurons_are_one_crowd() -> None:
    parts = np.arange(30.0).reshape(10, 3)
    ax = neurons(X, parts, parts.sum(0))
    assert len(ax.lines) == 11
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["each of 10 neurons", "their sum"]
    assert [line.get_ydata().tolist() for line in ax.lines[:10]] == parts.tolist()


def test_extrapolation() -> None:
    ax = extrapolation([0, 3, 1, 2], [0, 9, 1, 4], [0, 5, 1, 3], (1, 2), data=([1, 2], [1, 4]))
    assert labelled(ax) == {"data": [1, 4], "truth": [0, 1, 4, 9], "prediction": [0, 1, 3, 5]}
    assert [(patch.get_x(), patch.get_x() + patch.get_width()) for patch in ax.patches] == [(0, 1), (2, 3)]
    assert [text.get_text() for text in ax.get_legend().get_texts()][-1] == "outside the training range"
    assert ax.get_xlim() == (0, 3)


def test_nothing_is_shaded_where_all_is_inside() -> None:
    assert not extrapolation(X, X, X, (-1, 5)).patches


def test_predicted_actual() -> None:
    ax = predicted_actual(tidu.tensor([[1.0], [2.0], [4.0]]), [1.0, 3.0, 4.0])
    assert ax.lines[0].get_xydata().tolist() == [[1, 1], [2, 3], [4, 4]]
    assert np.allclose(ax.lines[1].get_xydata(), [[0.85, 0.85], [4.15, 4.15]], rtol=1e-12)
    assert np.allclose([ax.get_xlim(), ax.get_ylim()], (0.85, 4.15), rtol=1e-12)
    share = 1 - 1 / np.var([1, 2, 4]) / 3
    assert ax.get_title() == f"mean distance 0.333, R² {share:.3g}"
    assert predicted_actual([2, 2], [1, 3]).get_title() == "mean distance 1"
    assert predicted_actual([1, np.nan, 3], [1, 2, 3]).get_title() == "mean distance 0, R² 1"


def cells(ax: Any) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_confusion_of_a_matrix() -> None:
    ax = confusion([[8, 2], [1, 9]], labels=["cat", "dog"])
    assert cells(ax) == ["8", "2", "1", "9"]
    assert np.allclose(ax.images[0].get_array(), [[0.8, 0.2], [0.1, 0.9]])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["cat", "dog"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted class", "actual class")
    assert ax.get_title() == "17 of 20 right (85.0%)"
    assert [to_hex(text.get_color()) for text in ax.texts] == ["#ffffff", "#000000", "#000000", "#ffffff"]


COUNTED = {
    "numbers": ((([0, 1, 1], [0, 0, 1]), None), (["1", "0", "1", "1"], ["0", "1"])),
    "tensors": (((tidu.tensor([2, 5]), tidu.tensor([5, 5])), None), (["0", "1", "0", "1"], ["2", "5"])),
    "names": (((["b", "a"], ["b", "b"]), None), (["0", "1", "0", "1"], ["a", "b"])),
    "names in order": (((["b", "a"], ["b", "b"]), ["b", "a"]), (["1", "0", "1", "0"], ["b", "a"])),
    "numbers with names": ((([1, 0], [1, 1]), ["no", "yes"]), (["0", "1", "0", "1"], ["no", "yes"])),
    "truth values": ((([True, False], [True, True]), None), (["0", "1", "0", "1"], ["False", "True"])),
}


@pytest.mark.parametrize(("given", "wanted"), COUNTED.values(), ids=COUNTED)
def test_confusion_counts(given: Any, wanted: Any) -> None:
    ax = confusion(given[0], given[1])
    assert (cells(ax), [text.get_text() for text in ax.get_yticklabels()]) == wanted


def test_confusion_of_shares_empty_rows_and_many_classes() -> None:
    assert confusion([[0.5, 0.5], [0.25, 0.75]]).get_title() == ""
    assert confusion([[0, 0], [1, 3]]).images[0].get_array().tolist() == [[0, 0], [0.25, 0.75]]
    many = confusion(np.eye(30))
    assert cells(many) == []
    many._repr_png_()


def test_densities() -> None:
    given = {
        "row": [0.1, 0.2, 0.3],
        "function": lambda x: x / 10,
        "normal": tidu.distributions.Normal(0.0, 1.0),
        "samples": [0.0, 0.5, 0.5, 1.0, np.nan],
    }
    ax = densities(X, given)
    drawn = labelled(ax)
    assert drawn["row"] == [0.1, 0.2, 0.3]
    assert drawn["function"] == [0, 0.1, 0.2]
    assert np.allclose(drawn["normal"], np.exp(-np.square(X) / 2) / np.sqrt(2 * np.pi), rtol=1e-12)
    assert np.isclose(sum(bar.get_width() * bar.get_height() for bar in ax.patches), 1)
    assert [text.get_text() for text in ax.get_legend().get_texts()][-1] == "samples (n = 4)"
    assert ax.get_ylim()[0] == 0


POINTS = np.array([[-1.0, 0.0], [1.0, 0.5], [2.0, 3.0], [-2.0, 2.0]])
PREDICT = {
    "truth values": lambda rows: rows[:, 0] > 0,
    "whole numbers": lambda rows: (rows[:, 0] > 0) * 1,
    "column": lambda rows: (rows[:, :1] > 0) * 1.0,
    "scores": lambda rows: np.stack([-rows[:, 0], rows[:, 0]], 1),
}


@pytest.mark.parametrize("predict", PREDICT.values(), ids=PREDICT)
def test_decision_regions(predict: Any) -> None:
    ax = decision_regions(predict, POINTS, [0, 1, 1, 0], labels=["left", "right"], names=("a", "b"))
    assert {line.get_label(): line.get_xydata().tolist() for line in ax.lines} == {
        "left": POINTS[[0, 3]].tolist(), "right": POINTS[[1, 2]].tolist(),
    }  # fmt: skip
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    mesh = ax.collections[0]
    across = np.linspace(*ax.get_xlim(), mesh.get_array().shape[1])
    assert (mesh.get_array() == (across > 0)).all()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("a", "b")


def test_decision_regions_of_a_model_given_tensors() -> None:
    model = tidu.nn.Linear(2, 3)
    asked = []

    def predict(rows: tidu.Tensor) -> tidu.Tensor:
        asked.append((rows.dtype, tidu.is_grad_enabled()))
        return model(rows)

    ax = decision_regions(predict, tidu.tensor(POINTS, dtype=tidu.float32), tidu.tensor([0, 1, 2, 0]))
    assert asked == [(tidu.float32, False)]
    assert [line.get_label() for line in ax.lines] == ["0", "1", "2"]


def test_decision_regions_of_named_classes() -> None:
    ax = decision_regions(lambda rows: np.where(rows[:, 0] > 0, "b", "a"), POINTS, ["a", "b", "b", "a"])
    assert [line.get_label() for line in ax.lines] == ["a", "b"]

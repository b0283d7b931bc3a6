"""Drawings that a learner reads: recurrent layers by name, and shapes in place of inputs."""

from __future__ import annotations

from typing import Any

import pytest

import tidu
from tidu import nn


def heads(drawing: Any) -> list[str]:
    """The first line of every box."""
    return [box.lines[0].text for box in drawing.layout.boxes]


@pytest.mark.parametrize(
    ("layer", "states"),
    [
        (nn.LSTM(3, 4), ["h0", "c0"]),
        (nn.GRU(3, 4), ["h0"]),
        (nn.RNN(3, 4), ["h0"]),
        (nn.LSTM(3, 4, num_layers=2), ["h0", "c0", "h0", "c0"]),
    ],
)
@pytest.mark.parametrize(("lang", "words"), [("en", "initial state "), ("zh", "初始状态 ")])
def test_recurrent_layers_say_where_they_start(layer: Any, states: list[str], lang: str, words: str) -> None:
    told = heads(tidu.draw(layer, tidu.ones(2, 1, 3), fold=False, lang=lang))
    assert [each for each in told if each.startswith(words)] == [words + name for name in states]
    assert not any("None" in each or each in ("constant", "常量") for each in told)
    alone = layer.num_layers == 1
    assert ("concatenate" in told) != alone and "unsqueeze(0)" in told


def test_states_that_were_given_are_inputs() -> None:
    state = tidu.zeros(1, 1, 4), tidu.zeros(1, 1, 4)
    told = heads(tidu.draw(nn.LSTM(3, 4), tidu.ones(2, 1, 3), state, fold=False, lang="en"))
    assert not any(each.startswith("initial state") for each in told)


def test_a_concatenation_of_one_is_its_operand_with_its_number() -> None:
    w = tidu.tensor([2.0, 3.0], requires_grad=True)
    drawing = tidu.draw(tidu.cat([w * w]).sum(), values=True, names={"w": w}, lang="en")
    assert heads(drawing) == ["w", "mul", "sum"]
    assert [line.text for line in drawing.layout.boxes[1].lines if line.role == "gradient"] == [
        "grad norm 1.414"
    ]
    assert heads(tidu.draw(tidu.cat([w * w, w]), names={"w": w})) == ["w", "mul", "concatenate(·, w)"]


@pytest.mark.parametrize(
    ("key", "head"),
    [
        ((None,), "unsqueeze(0)"),
        ((slice(None), None), "unsqueeze(1)"),
        ((slice(0, 1), None), "slice[0:1, None]"),
        ((0,), "slice[0]"),
    ],
)
def test_a_new_axis_is_called_as_people_know_it(key: Any, head: str) -> None:
    w = tidu.ones(2, 3, requires_grad=True)
    assert heads(tidu.draw(w[key].sum(), names={"w": w}))[1] == head


@pytest.mark.parametrize("dtype", [tidu.float32, tidu.float64])
def test_a_shape_stands_for_zeros_of_it(dtype: Any) -> None:
    model = nn.Sequential(nn.Linear(2, 3), nn.ReLU()).to(dtype)
    assert tidu.draw(model, (4, 2)).svg() == tidu.draw(model, tidu.zeros(4, 2, dtype=dtype)).svg()
    assert tidu.draw(nn.LSTM(3, 4), (5, 1, 3)).layout.boxes
    assert len(tidu.plot.graph(model, (4, 2)).texts) > 3


@pytest.mark.parametrize("call", ["draw", "summary"])
def test_zeros_that_do_not_fit_are_told_with_the_call(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "en")
    with pytest.raises(Exception) as caught:
        getattr(tidu, call)(nn.Embedding(5, 2), (4,))
    (note,) = caught.value.__notes__
    assert "The input was zeros" in note and f"Fix: tidu.{call}(model, " in note
    with pytest.raises(RuntimeError) as caught:
        getattr(tidu, call)(nn.Linear(2, 1), tidu.ones(3, 5))
    assert not getattr(caught.value, "__notes__", [])


def test_the_fix_runs() -> None:
    x = tidu.tensor([[1, 2]])
    assert "Embedding" in str(tidu.summary(nn.Embedding(5, 2), x))
    assert tidu.draw(nn.Embedding(5, 2), x).layout.boxes

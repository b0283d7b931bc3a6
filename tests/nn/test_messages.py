"""What layers say about an input that they cannot take: where they are, both shapes, axis and fix."""

from __future__ import annotations

import traceback
from typing import Any

import numpy as np
import pytest
import torch
from twins import both_refuse

import tidu
from tidu import nn


def test_linear_names_itself_shapes_axis_and_fix() -> None:
    message = both_refuse(lambda t: t.nn.Linear(3, 4)(t.ones(5, 7)))
    for words in (
        "Linear(in_features=3, out_features=4, bias=True)",
        "mat1 and mat2 shapes cannot be multiplied (5x7 and 3x4)",
        "shape [5, 7]",
        "axis 1 has size 7",
        "in_features is 3",
        "weight has shape [4, 3]",
        "Fix: nn.Linear(7, 4)",
    ):
        assert words in message


FIXES = {
    "x.unsqueeze(1)": (lambda t: t.nn.Linear(1, 2), (100,)),
    "x.unsqueeze(0)": (lambda t: t.nn.Linear(1, 2), ()),
    "x.flatten(1)": (lambda t: t.nn.Linear(12, 2), (5, 3, 4)),
    "x.T": (lambda t: t.nn.Linear(5, 2), (5, 7)),
    "nn.Linear(7, 2)": (lambda t: t.nn.Linear(3, 2), (2, 5, 7)),
}


@pytest.mark.parametrize("fix", FIXES)
def test_linear_finds_the_likeliest_fix(fix: str) -> None:
    make, shape = FIXES[fix]
    assert f"Fix: {fix}" in both_refuse(lambda t: make(t)(t.ones(shape)))


def test_the_path_is_named_however_deep() -> None:
    class Block(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.ModuleList([nn.Linear(2, 3), nn.Linear(4, 1)])

        def forward(self, x):
            for layer in self.layers:
                x = layer(x)
            return x

    model = nn.Sequential(nn.Linear(5, 2), nn.Sequential(nn.ReLU(), Block()))
    with pytest.raises(
        RuntimeError, match=r"^1\.1\.layers\.1: Linear\(in_features=4.*Fix: nn.Linear\(3, 1\)"
    ) as error:
        model(tidu.ones(6, 5))
    assert type(error.value) is RuntimeError and not hasattr(error.value, "__notes__")
    model.register_forward_hook(lambda *given: None)
    with pytest.raises(RuntimeError, match=r"^1\.1\.layers\.1: "):
        model(tidu.ones(6, 5))


def test_any_other_error_keeps_its_text_and_gets_a_note() -> None:
    class Wrong(nn.Module):
        def forward(self, x):
            return {"a": x}["b"]

    model = nn.Sequential(nn.Identity(), nn.Sequential(Wrong()))
    with pytest.raises(KeyError) as error:
        model(1)
    assert error.value.args == ("b",)
    assert error.value.__notes__ == ["In layer 1.0: Wrong()"]
    assert "In layer 1.0: Wrong()" in "".join(traceback.format_exception(error.value))
    with pytest.raises(KeyError) as error:
        Wrong()(1)
    assert not hasattr(error.value, "__notes__")


REFUSALS: dict[str, Any] = {
    "x.to(torch.float32)": lambda t: t.nn.Linear(2, 1)(t.ones(1, 2, dtype=t.float64)),
    "torch.as_tensor(x)": lambda t: t.nn.Linear(2, 1)(np.ones((1, 2))),
    "nn.BatchNorm1d(4)": lambda t: t.nn.BatchNorm1d(3)(t.ones(2, 4)),
    "expected 2D or 3D input (got 1D input)": lambda t: t.nn.BatchNorm1d(3)(t.ones(3)),
    "model.eval()": lambda t: t.nn.BatchNorm1d(3)(t.ones(1, 3)),
    "nn.LayerNorm(x.shape[-1])": lambda t: t.nn.LayerNorm(3)(t.ones(2, 4)),
    "index out of range in self: 5": lambda t: t.nn.Embedding(5, 2)(t.tensor([0, 5])),
    "out of range in self: -1": lambda t: t.nn.Embedding(5, 2)(t.tensor([0, -1])),
    "within num_embeddings": lambda t: t.nn.Embedding(5, 2, padding_idx=5),
    "does not match num_embeddings": lambda t: t.nn.Embedding(5, 2, _weight=t.ones(2, 2)),
    "2-D": lambda t: t.nn.Embedding.from_pretrained(t.ones(2)),
    "between 0 and 1": lambda t: t.nn.Dropout(1.5),
    "in1_features must be > 0": lambda t: t.nn.Bilinear(0, 1, 1),
    "[out, in1, in2]": lambda t: t.nn.Bilinear(2, 3, 1)(t.ones(1, 3), t.ones(1, 3)),
    "found type int": lambda t: t.nn.Unflatten(1, 3),
    "float at pos 1": lambda t: t.nn.Unflatten(1, (2, 1.5)),
    "put the smaller first": lambda t: t.nn.Hardtanh(1.0, -1.0),
    "delta must be a float": lambda t: t.nn.HuberLoss(delta="1"),
    "greater than 0": lambda t: t.nn.TripletMarginLoss(margin=0.0),
    "p == 1 and p == 2": lambda t: t.nn.MultiMarginLoss(p=3),
    "2D instead": lambda t: t.nn.MultiMarginLoss(weight=t.ones(1, 1)),
    "Fix: reduction='mean'": lambda t: t.nn.MSELoss(reduction="mea")(t.ones(1), t.ones(1)),
}


@pytest.mark.parametrize("words", REFUSALS)
def test_refusals(words: str) -> None:
    message = both_refuse(REFUSALS[words])
    assert words in message and "Fix:" in message


def test_a_layer_inside_names_its_path_for_every_refusal_of_its_own() -> None:
    for layer, x in (
        (nn.BatchNorm1d(3), tidu.ones(2, 4)),
        (nn.BatchNorm1d(3), tidu.ones(3)),
        (nn.LayerNorm(3), tidu.ones(2, 4)),
        (nn.Embedding(3, 2), tidu.tensor([7])),
        (nn.Linear(3, 1), tidu.ones(2, 3, dtype=tidu.float64)),
        (nn.Linear(3, 1), [1.0]),
    ):
        with pytest.raises(Exception, match=rf"^first\.0: {type(layer).__name__}\("):
            model = nn.Module()
            model.first = nn.Sequential(layer)
            model.forward = lambda x, model=model: model.first(x)
            model(x)


def test_old_names_of_hardtanh_warn() -> None:
    with pytest.warns(FutureWarning, match="`min_value` is deprecated and rename to `min_val`") as seen:
        layer = nn.Hardtanh(min_value=-3.0)
    assert layer.min_val == -3 and seen[0].filename == __file__
    with pytest.warns(FutureWarning):
        torch.nn.Hardtanh(min_value=-3.0)


def test_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDU_LANG", "zh")
    with pytest.raises(RuntimeError, match=r"^0: Linear.*输入与权重无法相乘.*改法：nn.Linear\(7, 4\)"):
        nn.Sequential(nn.Linear(3, 4))(tidu.ones(5, 7))

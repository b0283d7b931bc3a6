"""A computation read off the tape: the values, the gradients, and why it cannot be told."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from explain_examples import Cube

import tidu
from tidu import nn
from tidu.nn import functional as F
from tidu.read.computation import computation
from tidu.read.named import named


def written(w: Any) -> Any:
    """Writes parts of a tensor in place."""
    made = tidu.zeros(3)
    made[1] = w[0]
    made[2] = w[1] * 5
    made += 1
    return (made * made).sum()


def accumulated(w: Any) -> Any:
    total = tidu.zeros(())
    for k in range(3):
        total = total + (w * k).sum()
    total += w.prod()
    return total


FUNCTIONS = {
    "scalar": lambda w: (w[0] * 2 - 1 + w[1] / 3) ** 2,
    "constants": lambda w: ((tidu.tensor([1.0, 2.0]) - w) * np.float32(3.0)).abs().sum(),
    "matrix": lambda w: (tidu.ones(3, 2) @ w.reshape(2, 1)).mean(),
    "whole": lambda w: F.cross_entropy(w.reshape(1, 2), tidu.tensor([1])),
    "activation": lambda w: F.gelu(F.silu(w)).sum(),
    "own": lambda w: Cube.apply(w).sum() * 2,
    "written": written,
    "accumulated": accumulated,
    "views": lambda w: w.view(2, 1).expand(2, 3).transpose(0, 1)[1:].sum(),
}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after_backward"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_values_and_gradients_are_those_of_the_tape(name: str, after: bool) -> None:
    w = tidu.tensor([0.7, -1.3], requires_grad=True)
    loss = FUNCTIONS[name](w)
    expected = tidu.autograd.grad(loss, w, retain_graph=True)[0]
    if after:
        loss.backward()
    told = computation(loss)
    np.testing.assert_array_equal(told.values[told.result], loss.detach().numpy())
    np.testing.assert_array_equal(told.gradient(w), expected.numpy())
    assert told.leaves == [told.nodes[w._node]]


def test_a_network_after_backward() -> None:
    tidu.manual_seed(0)
    net = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1))
    x, y = tidu.randn(5, 3), tidu.randn(5, 1)
    loss = F.mse_loss(net(x), y)
    loss.backward()
    told = computation(loss, named(sys._getframe()))
    assert {"net.0.weight", "net.2.bias", "x", "y", "loss"} <= set(told.names.values())
    for parameter in net.parameters():
        np.testing.assert_array_equal(told.gradient(parameter), parameter.grad.numpy())
    assert [told.names[v] for v in told.program.inputs][:2] in (["net.0.weight", "x"], ["x", "net.0.weight"])


def test_inputs_come_in_the_order_of_their_use() -> None:
    names = [f"w{k}" for k in range(20)]
    leaves = [tidu.tensor(float(k), requires_grad=True) for k in range(20)]
    total = sum(x * k for k, x in enumerate(leaves))
    told = computation(total, dict(zip(names, leaves, strict=True)))
    assert [told.names[v] for v in told.program.inputs] == names
    assert [told.names[v] for v in told.leaves] == names


def refused(made: Any, lang: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TIDU_LANG", lang)
    with pytest.raises((ValueError, TypeError)) as caught:
        computation(made)
    return str(caught.value)


def changed() -> Any:
    w = tidu.ones(2, requires_grad=True)
    loss = (w * 3).sum()
    with tidu.no_grad():
        w -= 1
    changed.kept = w  # pyright: ignore
    return loss


def released() -> Any:
    w = tidu.ones(70000, requires_grad=True)
    released.kept = w  # pyright: ignore
    loss = (w * tidu.full((70000,), 2.0)).sum()
    loss.backward()
    return loss


REFUSALS = [
    (lambda: 3.0, "not from float", "而不是 float"),
    (lambda: tidu.ones(2), "Nothing was taped", "没有记录"),
    (lambda: tidu.ones(2, requires_grad=True) * 2, "shape [2]", "形状为 [2]"),
    (changed, "gives 0 and not 6", "得到 0，而不是 6"),
    (released, "operands of mul", "mul 的大操作数"),
]


@pytest.mark.parametrize("case", range(len(REFUSALS)))
def test_what_cannot_be_told_says_why(case: int, monkeypatch: pytest.MonkeyPatch) -> None:
    make, english, chinese = REFUSALS[case]
    made = make()
    assert english in refused(made, "en", monkeypatch)
    assert chinese in refused(made, "zh", monkeypatch)

"""Every in-place method against PyTorch: values, types, identity, versions, gradients, refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch_parity import same

import tidu

RANDOM = np.random.default_rng(4)
X, Y = RANDOM.uniform(0.5, 2, (2, 3)), RANDOM.uniform(0.5, 2, (2, 3))
CALLS: dict[str, Any] = {
    "add_": lambda x, y: x.add_(y),
    "add_ alpha": lambda x, y: x.add_(y, alpha=0.5),
    "add_ number": lambda x, y: x.add_(2),
    "add_ broadcast": lambda x, y: x.add_(y[0]),
    "add_ wider": lambda x, y: x[0].add_(y),
    "sub_": lambda x, y: x.sub_(y),
    "mul_": lambda x, y: x.mul_(y),
    "div_": lambda x, y: x.div_(y),
    "pow_": lambda x, y: x.pow_(2),
    "neg_": lambda x, y: x.neg_(),
    "abs_": lambda x, y: x.abs_(),
    "exp_": lambda x, y: x.exp_(),
    "log_": lambda x, y: x.log_(),
    "sqrt_": lambda x, y: x.sqrt_(),
    "sin_": lambda x, y: x.sin_(),
    "cos_": lambda x, y: x.cos_(),
    "tanh_": lambda x, y: x.tanh_(),
    "sigmoid_": lambda x, y: x.sigmoid_(),
    "relu_": lambda x, y: x.relu_(),
    "round_": lambda x, y: x.round_(),
    "floor_": lambda x, y: x.floor_(),
    "ceil_": lambda x, y: x.ceil_(),
    "clamp_": lambda x, y: x.clamp_(0.8, 1.5),
    "clip_": lambda x, y: x.clip_(min=1),
    "remainder_": lambda x, y: x.remainder_(0.7),
    "addcmul_": lambda x, y: x.addcmul_(y, y, value=2),
    "addcdiv_": lambda x, y: x.addcdiv_(y, y + 1),
    "lerp_": lambda x, y: x.lerp_(y, 0.3),
    "masked_fill_": lambda x, y: x.masked_fill_(y > 1, -1.0),
    "zero_": lambda x, y: x.zero_(),
    "fill_": lambda x, y: x.fill_(3),
    "copy_": lambda x, y: x.copy_(y),
    "copy_ broadcast": lambda x, y: x.copy_(y[0]),
    "copy_ too wide": lambda x, y: x[0].copy_(y),
    "bits": lambda x, y: x.__iand__(y),
    "squeeze_": lambda x, y: x.squeeze_(0),
    "unsqueeze_": lambda x, y: x.unsqueeze_(0),
}


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "bool"])
@pytest.mark.parametrize("name", CALLS)
def test_methods(name: str, dtype: str) -> None:
    x = (X > 1) if dtype == "bool" else (3 * X).astype(dtype)
    y = (Y > 1) if dtype == "bool" else (3 * Y).astype(dtype)

    def call(t: Any, x: Any, y: Any) -> tuple:
        # Where all of x is replaced, PyTorch says that its gradient is 0, and Tidu that it has none.
        changed = (x.detach() if "copy_" in name else x).clone()
        given = CALLS[name](changed, y)
        assert given is changed or "wide" in name
        return changed, changed._version

    same(call, x, y)


OPERATORS = {
    "+=": "x += y", "-=": "x -= y", "*=": "x *= y", "/=": "x /= y", "**=": "x **= 2", "//=": "x //= y",
    "%=": "x %= y", "&=": "x &= y", "|=": "x |= y",
}  # fmt: skip


@pytest.mark.parametrize("dtype", ["float64", "int64", "bool"])
@pytest.mark.parametrize("name", OPERATORS)
def test_operators(name: str, dtype: str) -> None:
    x = (X > 1) if dtype == "bool" else (3 * X).astype(dtype)
    y = (Y > 1) if dtype == "bool" else (3 * Y).astype(dtype)
    grad = name not in ("//=", "%=")  # which PyTorch does not differentiate by both

    def call(t: Any, x: Any, y: Any) -> Any:
        names = {"x": x.clone(), "y": y}
        before = names["x"]
        exec(OPERATORS[name], names)
        assert names["x"] is before
        return before

    same(call, x, y, grad=grad)


shapes = st.lists(st.integers(1, 3), max_size=4).map(tuple)


@settings(max_examples=150)
@given(shapes, shapes, shapes)
def test_broadcasting_and_its_gradients(a: tuple, b: tuple, c: tuple) -> None:
    random = np.random.default_rng(0)
    x, y, z = (np.asarray(random.uniform(0.5, 2, shape)) for shape in (a, b, c))
    same(lambda t, x, y: x * y + x / y, x, y)
    same(lambda t, x, y, z: t.where(x > 1, y, z) - t.maximum(x, y), x, y, z)
    same(lambda t, x, y: (x + 0).mul_(y), x, y)


def test_writing_through_views() -> None:
    for t in (tidu, torch):
        x = t.zeros(3, 4)
        x.T[0].add_(1)
        x[1:, ::2].mul_(2).add_(3)
        x.view(2, 6)[1][0] = 9
        x.reshape(-1)[-1] = 8
        x.unsqueeze(0).squeeze().narrow(0, 0, 1).fill_(5)
        x[0].expand(1, 4)[0, 1] = 7
        x.flatten()[2] = 6
        assert x.tolist() == [[5, 7, 6, 5], [5, 0, 9, 0], [5, 0, 3, 8]], t
        x.T.reshape(-1)[0] = 100  # a copy: the elements do not lie in that order
        assert x.max() == 9
        row = x[0]
        x = x * 2
        assert row.tolist() == [5, 7, 6, 5]


def test_a_view_keeps_its_memory_alive() -> None:
    for t in (tidu, torch):
        view = (t.ones(3) * 2)[1:]
        assert view.tolist() == [2.0, 2.0]

"""Recurrent layers, attention and transformers: training steps compiled and eager agree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import tidu
from tidu import nn, optim

TIMES, ROWS, WIDTH = 4, 3, 6
F64 = tidu.float64


class Turned(nn.Module):
    """Rows first made times first."""

    def forward(self, x: Any) -> Any:
        return x.transpose(0, 1)


class Last(nn.Module):
    """A recurrent layer and its last states, read out."""

    def __init__(self, layer: Any, width: int, **options: Any):
        super().__init__()
        self.layer, self.head = layer, nn.Linear(width, 2)
        self.options = options

    def forward(self, x: Any) -> Any:
        out, state = self.layer(x, **self.options)
        last = state[-1] if isinstance(state, tuple) else state
        return self.head(out).mean(0) + last.sum()


class Cells(nn.Module):
    """A cell called in a loop."""

    def __init__(self, cell: Any):
        super().__init__()
        self.cell = cell

    def forward(self, x: Any) -> Any:
        state = None
        for now in x.unbind(0):
            state = self.cell(now, state)
        return (state if isinstance(state, tidu.Tensor) else state[0])[:, :2]


class Packed(nn.Module):
    """A layer over sequences of lengths that are known."""

    def __init__(self):
        super().__init__()
        self.layer = nn.LSTM(WIDTH, 5, bidirectional=True)

    def forward(self, x: Any) -> Any:
        pack = nn.utils.rnn.pack_padded_sequence(x, [2, 4, 1], enforce_sorted=False)
        out, (h, _) = self.layer(pack)
        return nn.utils.rnn.pad_packed_sequence(out)[0].mean(0)[:, :2] + h[0, :, :2]


class Attended(nn.Module):
    def __init__(self, **options: Any):
        super().__init__()
        self.attention, self.options = nn.MultiheadAttention(WIDTH, 2, dropout=0.2), options

    def forward(self, x: Any) -> Any:
        return self.attention(x, x, x, **self.options)[0].mean(0)[:, :2]


class Masked(nn.Module):
    """A transformer whose layers may not look ahead."""

    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(WIDTH, 2, 8, batch_first=True, norm_first=True, activation="gelu")
        self.stack = nn.TransformerEncoder(layer, 2, nn.LayerNorm(WIDTH))

    def forward(self, x: Any) -> Any:
        ahead = nn.Transformer.generate_square_subsequent_mask(TIMES, dtype=F64)
        return self.stack(x.transpose(0, 1), mask=ahead, is_causal=True)[:, -1, :2]


class Memory(nn.Module):
    """A decoder that looks at its own beginning."""

    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerDecoderLayer(WIDTH, 2, 8)

    def forward(self, x: Any) -> Any:
        return self.layer(x, x[:2]).mean(0)[:, :2]


PADDING = np.array([[0, 0, 0, 1], [0, 0, 0, 0], [0, 0, 1, 1]], bool)
MODELS = {
    "RNN": lambda: Last(nn.RNN(WIDTH, 5, nonlinearity="relu"), 5),
    "RNN both ways": lambda: Last(nn.RNN(WIDTH, 5, 2, bidirectional=True, dropout=0.3), 10),
    "GRU": lambda: Last(nn.GRU(WIDTH, 5, 2), 5),
    "LSTM": lambda: Last(nn.LSTM(WIDTH, 5), 5),
    "LSTM projected": lambda: Last(nn.LSTM(WIDTH, 5, 2, proj_size=3, bidirectional=True), 6),
    "cells": lambda: Cells(nn.LSTMCell(WIDTH, 5)),
    "GRU cells": lambda: Cells(nn.GRUCell(WIDTH, 5)),
    "packed": Packed,
    "attention": Attended,
    "attention under padding": lambda: Attended(key_padding_mask=tidu.tensor(PADDING), need_weights=False),
    "transformer": Masked,
    "decoder": Memory,
}


def losses(make: Any, native: bool, dtype: Any = F64) -> list[np.ndarray]:
    """Of five steps, and all parameters after them."""
    tidu.manual_seed(4)
    model = make().to(dtype)
    optimizer = optim.SGD(model.parameters(), lr=0.05, momentum=0.9)

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.detach()

    run = tidu.compile(step, fallback=False) if native else step
    tidu.manual_seed(5)
    shapes = (TIMES, ROWS, WIDTH), (ROWS, 2)
    batches = [[tidu.randn(shape, dtype=dtype) for shape in shapes] for _ in range(5)]
    return [*(run(*batch).numpy() for batch in batches), *(p.detach().numpy() for p in model.parameters())]


@pytest.mark.parametrize("name", MODELS)
def test_a_compiled_step_is_the_eager_one(name: str) -> None:
    eager, compiled = (losses(MODELS[name], native) for native in (False, True))
    for x, y in zip(compiled, eager, strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-9, atol=1e-11)


def test_what_is_evaluated_without_gradients_compiles_too() -> None:
    tidu.manual_seed(1)
    for make in (lambda: nn.LSTM(WIDTH, 5, 2), lambda: nn.TransformerEncoderLayer(WIDTH, 2, 8)):
        model = make().eval()
        x = tidu.randn(TIMES, ROWS, WIDTH)
        with tidu.no_grad():
            eager, native = model(x), tidu.compile(model, fallback=False)(x)
        first, second = (each[0] if isinstance(each, tuple) else each for each in (eager, native))
        np.testing.assert_allclose(first.numpy(), second.numpy(), rtol=1e-5, atol=1e-6)


def test_a_long_sequence_is_refused_and_runs_eagerly() -> None:
    layer = nn.RNN(1, 1)
    x = tidu.ones(129, 1, 1)
    with pytest.raises(RuntimeError, match=r"goes through 129 times.*beyond 128\. Fix: nothing"):
        tidu.compile(lambda x: layer(x)[0].sum(), fallback=False)(x)
    with pytest.warns(UserWarning, match="129 times"):
        assert tidu.compile(lambda x: layer(x)[0].sum())(x).item() == layer(x)[0].sum().item()


def test_a_step_through_dropout_draws_what_it_draws_eagerly() -> None:
    def make() -> Any:
        return Last(nn.GRU(WIDTH, 5, 3, dropout=0.5), 5)

    eager, compiled = (losses(make, native, tidu.float32) for native in (False, True))
    for x, y in zip(compiled, eager, strict=True):
        np.testing.assert_allclose(x, y, rtol=1e-3, atol=1e-4)


@pytest.mark.parametrize("name", ["LSTM", "transformer"])
def test_a_whole_run_is_native(name: str) -> None:
    histories = []
    for native in (False, True):
        tidu.manual_seed(2)
        model = nn.Sequential(Turned(), MODELS[name]()).double()
        x, y = tidu.randn(8, TIMES, WIDTH, dtype=F64), tidu.randn(8, 2, dtype=F64)
        options = {"lr": 0.05, "epochs": 3, "batch_size": 4, "compile": native}
        histories.append(tidu.fit(model, (x, y), "mse", "sgd", **options))
    assert [history.engine for history in histories] == ["eager", "native"]
    eager, native = (history.columns["train_loss"] for history in histories)
    np.testing.assert_allclose(native, eager, rtol=1e-9)

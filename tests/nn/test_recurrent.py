"""Recurrent layers and cells against PyTorch: print, state, draws, results, gradients, refusals."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
import torch
from sequences import LIBRARIES, exchanged, given, same, same_start, tensors
from twins import both_refuse, plain

import tidu
from tidu.testing import assert_close

RANDOM = np.random.default_rng(8)
TIMES, ROWS, WIDTH, HIDDEN = 5, 3, 4, 6
X = RANDOM.normal(size=(TIMES, ROWS, WIDTH))
TURNED = X.transpose(1, 0, 2).copy()


def state(passes: int, width: int = HIDDEN) -> np.ndarray:
    return RANDOM.normal(size=(passes, ROWS, width))


LAYERS: dict[str, tuple[Any, tuple]] = {
    "RNN": (lambda t: t.nn.RNN(WIDTH, HIDDEN), (X,)),
    "RNN relu": (lambda t: t.nn.RNN(WIDTH, HIDDEN, nonlinearity="relu", bias=False), (X, state(1))),
    "RNN stacked": (lambda t: t.nn.RNN(WIDTH, HIDDEN, 2, "relu", dropout=0.4), (X, state(2))),
    "RNN both ways": (lambda t: t.nn.RNN(WIDTH, HIDDEN, 2, bidirectional=True, batch_first=True), (TURNED,)),
    "RNN one row": (lambda t: t.nn.RNN(WIDTH, HIDDEN), (X[:, 0], state(1)[:, 0])),
    "GRU": (lambda t: t.nn.GRU(WIDTH, HIDDEN), (X,)),
    "GRU bare": (lambda t: t.nn.GRU(WIDTH, HIDDEN, bias=False, batch_first=True), (TURNED, state(1))),
    "GRU stacked": (lambda t: t.nn.GRU(WIDTH, HIDDEN, 3, dropout=0.3, bidirectional=True), (X, state(6))),
    "GRU one row": (lambda t: t.nn.GRU(WIDTH, HIDDEN, batch_first=True), (X[:, 0],)),
    "LSTM": (lambda t: t.nn.LSTM(WIDTH, HIDDEN), (X,)),
    "LSTM bare": (lambda t: t.nn.LSTM(WIDTH, HIDDEN, bias=False), (X, (state(1), state(1)))),
    "LSTM stacked": (lambda t: t.nn.LSTM(WIDTH, HIDDEN, 2, dropout=0.5, batch_first=True), (TURNED,)),
    "LSTM both ways": (
        lambda t: t.nn.LSTM(WIDTH, HIDDEN, 2, bidirectional=True),
        (X, (state(4), state(4))),
    ),
    "LSTM projected": (
        lambda t: t.nn.LSTM(WIDTH, HIDDEN, 2, bidirectional=True, proj_size=2),
        (X, (state(4, 2), state(4))),
    ),
    "LSTM projected bare": (lambda t: t.nn.LSTM(WIDTH, HIDDEN, proj_size=5, bias=False), (X,)),
    "LSTM one row": (
        lambda t: t.nn.LSTM(WIDTH, HIDDEN),
        (X[:, 0], (state(1)[:, 0], state(1)[:, 0])),
    ),
    "one time": (lambda t: t.nn.LSTM(WIDTH, HIDDEN), (X[:1],)),
}
CELLS: dict[str, tuple[Any, tuple]] = {
    "RNNCell": (lambda t: t.nn.RNNCell(WIDTH, HIDDEN), (X[0],)),
    "RNNCell relu": (lambda t: t.nn.RNNCell(WIDTH, HIDDEN, False, "relu"), (X[0], state(1)[0])),
    "RNNCell one row": (lambda t: t.nn.RNNCell(WIDTH, HIDDEN), (X[0, 0], state(1)[0, 0])),
    "GRUCell": (lambda t: t.nn.GRUCell(WIDTH, HIDDEN), (X[0], state(1)[0])),
    "GRUCell bare": (lambda t: t.nn.GRUCell(WIDTH, HIDDEN, bias=False), (X[0, 0],)),
    "LSTMCell": (lambda t: t.nn.LSTMCell(WIDTH, HIDDEN), (X[0], (state(1)[0], state(1)[0]))),
    "LSTMCell bare": (lambda t: t.nn.LSTMCell(WIDTH, HIDDEN, bias=False), (X[0],)),
    "LSTMCell one row": (
        lambda t: t.nn.LSTMCell(WIDTH, HIDDEN),
        (X[0, 0], (state(1)[0, 0], state(1)[0, 0])),
    ),
}
ALL = LAYERS | CELLS


@pytest.mark.parametrize("name", ALL)
def test_print_state_and_starting_numbers(name: str) -> None:
    same_start(ALL[name][0])


@pytest.mark.filterwarnings("ignore:LSTM with projections is not supported with oneDNN")
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", ALL)
def test_results_and_gradients(name: str, dtype: str) -> None:
    make, arguments = ALL[name]
    same(make, *arguments, dtype=dtype)


@pytest.mark.parametrize("name", ["RNN relu", "GRU stacked", "LSTM projected", "LSTM one row", "GRUCell"])
def test_gradients_of_gradients(name: str) -> None:
    make, arguments = ALL[name]
    same(make, *arguments, order=2)


@pytest.mark.parametrize("name", ALL)
def test_states_go_both_ways(name: str) -> None:
    make, arguments = ALL[name]
    exchanged(make, *arguments)


@pytest.mark.parametrize("kind", ["RNN", "GRU", "LSTM"])
def test_gradient_of_a_gradient_where_the_state_depends_on_the_input(kind: str) -> None:
    """Then two ways lead from the result to the input, and each must count once."""

    def second(library: Any) -> np.ndarray:
        library.manual_seed(5)
        layer = getattr(library.nn, kind)(WIDTH, WIDTH).double()
        x = library.tensor(X).requires_grad_()
        first = x.mean(0, keepdim=True)
        out, _ = layer(x, (first, first * 2) if kind == "LSTM" else first)
        (slope,) = library.autograd.grad((out**2).sum(), x, create_graph=True)
        return plain(library.autograd.grad((slope**3).sum(), x)[0])

    assert_close(second(tidu), second(torch), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("kind", ["RNN", "GRU", "LSTM"])
def test_packed_sequences(kind: str) -> None:
    lengths = [2, 5, 3]

    def packed(library: Any, x: Any) -> Any:
        pack = library.nn.utils.rnn.pack_padded_sequence
        return pack(x, lengths, enforce_sorted=False)

    class Packing:
        """A layer that packs its input and pads its result."""

        def __init__(self, library: Any):
            options = {"bidirectional": True, "dropout": 0.2} | ({"proj_size": 2} if kind == "LSTM" else {})
            self.layer = getattr(library.nn, kind)(WIDTH, HIDDEN, 2, **options)
            self.library = library

        def __call__(self, x: Any, *state: Any) -> Any:
            out, last = self.layer(packed(self.library, x), *state)
            assert type(out).__name__ == "PackedSequence"
            return (*self.library.nn.utils.rnn.pad_packed_sequence(out, total_length=6), last)

        def to(self, dtype: Any) -> Packing:
            self.layer.to(dtype)
            return self

        def parameters(self) -> Any:
            return self.layer.parameters()

    first = (state(4, 2), state(4)) if kind == "LSTM" else state(4)
    same(Packing, X)
    same(Packing, X, first)
    same(Packing, X, first, dtype="float32")


def test_a_result_changed_in_place_is_noticed() -> None:
    layer = tidu.nn.RNN(WIDTH, HIDDEN)
    out, _ = layer(tidu.ones(TIMES, ROWS, WIDTH))
    total = out.sum()
    with tidu.no_grad():
        out.mul_(2)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        total.backward()


def test_the_tape_is_let_go_and_kept() -> None:
    layer = tidu.nn.GRU(WIDTH, HIDDEN)
    total = layer(tidu.ones(TIMES, ROWS, WIDTH))[0].sum()
    total.backward(retain_graph=True)
    first = layer.weight_hh_l0.grad.clone()
    total.backward()
    assert_close(plain(layer.weight_hh_l0.grad), plain(2 * first))
    with pytest.raises(RuntimeError):
        total.backward()


def test_what_is_frozen_gets_no_gradient() -> None:
    for library in LIBRARIES:
        layer = library.nn.LSTM(WIDTH, HIDDEN)
        layer.weight_ih_l0.requires_grad_(False)
        layer(library.ones(TIMES, ROWS, WIDTH))[0].sum().backward()
        assert layer.weight_ih_l0.grad is None and layer.weight_hh_l0.grad is not None
        layer.requires_grad_(False)
        assert layer(library.ones(TIMES, ROWS, WIDTH))[0].grad_fn is None


def test_attributes_that_scripts_use() -> None:
    for library in LIBRARIES:
        layer = library.nn.LSTM(WIDTH, HIDDEN, 2, bidirectional=True)
        layer.flatten_parameters()
        names = [[name for name, p in layer.named_parameters() if p is w] for w in layer.all_weights[1]]
        assert names == [[f"{n}_l0_reverse"] for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        assert layer.mode == "LSTM" and len(layer.all_weights) == 4
        assert (layer.input_size, layer.hidden_size, layer.num_layers) == (WIDTH, HIDDEN, 2)
        assert layer.bidirectional and not layer.batch_first and layer.bias and layer.proj_size == 0
    assert isinstance(tidu.nn.GRU(1, 1), tidu.nn.RNNBase)
    twin = copy.deepcopy(tidu.nn.GRU(WIDTH, HIDDEN))
    assert twin(tidu.ones(1, 1, WIDTH))[0].shape == (1, 1, HIDDEN)


def test_the_functions_of_the_cells_and_layers() -> None:
    """`torch.lstm` and its like, with the weights in one list."""
    cells = ("rnn_tanh", "rnn_relu", "gru", "lstm")
    gates = {"gru": 3, "lstm": 4}
    for kind in cells:
        count = gates.get(kind, 1) * HIDDEN
        shapes = [(count, WIDTH), (count, HIDDEN), (count,), (count,)]
        weights = [RANDOM.normal(size=shape) for shape in shapes]
        h = (state(1), state(1)) if kind == "lstm" else state(1)
        results = []
        for library in LIBRARIES:
            x, hidden, params = given(library, (X, h, weights), "float64")
            whole = getattr(library, kind)(x, hidden, params, True, 1, 0.0, True, False, False)
            first = tuple(each[0] for each in hidden) if kind == "lstm" else hidden[0]
            one = getattr(library, f"{kind}_cell")(x[0], first, *params)
            results.append([*tensors(whole), *tensors(one)])
        for x, y in zip(*results, strict=True):
            assert_close(plain(x), plain(y), rtol=1e-9, atol=1e-9)


REFUSED = {
    "no size": lambda t: t.nn.LSTM(0, 3),
    "no hidden size": lambda t: t.nn.GRU(3, 0),
    "no layers": lambda t: t.nn.RNN(3, 3, 0),
    "size of another type": lambda t: t.nn.LSTM(2.0, 3),
    "hidden size of another type": lambda t: t.nn.LSTM(2, "3"),
    "bias of another type": lambda t: t.nn.LSTM(2, 3, bias=1),
    "batch_first of another type": lambda t: t.nn.LSTM(2, 3, batch_first=None),
    "dropout": lambda t: t.nn.LSTM(2, 3, 2, dropout=1.5),
    "dropout of another type": lambda t: t.nn.LSTM(2, 3, 2, dropout=True),
    "projection too wide": lambda t: t.nn.LSTM(2, 3, proj_size=3),
    "projection below 0": lambda t: t.nn.LSTM(2, 3, proj_size=-1),
    "projection of a GRU": lambda t: t.nn.GRU(2, 3, proj_size=1),
    "projection of an RNN": lambda t: t.nn.RNN(2, 3, proj_size=1),
    "nonlinearity": lambda t: t.nn.RNN(2, 3, nonlinearity="gelu"),
    "mode": lambda t: t.nn.RNNBase("CNN", 2, 3),
    "input's axes": lambda t: t.nn.LSTM(2, 3)(t.ones(2)),
    "input's axes of an RNN": lambda t: t.nn.RNN(2, 3)(t.ones(1, 1, 1, 2)),
    "input's width": lambda t: t.nn.LSTM(2, 3)(t.ones(4, 1, 5)),
    "input's type": lambda t: t.nn.GRU(2, 3)(t.ones(4, 1, 2).double()),
    "whole numbers": lambda t: t.nn.GRU(2, 3)(t.ones(4, 1, 2).long()),
    "no times": lambda t: t.nn.GRU(2, 3)(t.ones(0, 1, 2)),
    "state's rows": lambda t: t.nn.GRU(2, 3)(t.ones(4, 1, 2), t.ones(1, 2, 3)),
    "state's axes": lambda t: t.nn.GRU(2, 3)(t.ones(4, 1, 2), t.ones(1, 3)),
    "state's axes without rows": lambda t: t.nn.RNN(2, 3)(t.ones(4, 2), t.ones(1, 1, 3)),
    "both states' axes": lambda t: t.nn.LSTM(2, 3)(t.ones(4, 1, 2), (t.ones(1, 3), t.ones(1, 3))),
    "h's size": lambda t: t.nn.LSTM(2, 3)(t.ones(4, 1, 2), (t.ones(2, 1, 3), t.ones(1, 1, 3))),
    "c's size": lambda t: t.nn.LSTM(2, 3)(t.ones(4, 1, 2), (t.ones(1, 1, 3), t.ones(1, 1, 4))),
    "cell's axes": lambda t: t.nn.LSTMCell(2, 3)(t.ones(1, 1, 2)),
    "cell's state's axes": lambda t: t.nn.GRUCell(2, 3)(t.ones(1, 2), t.ones(1, 1, 3)),
    "cell's width": lambda t: t.nn.RNNCell(2, 3)(t.ones(1, 4)),
    "cell's state's width": lambda t: t.nn.RNNCell(2, 3)(t.ones(1, 2), t.ones(1, 4)),
    "cell's state's rows": lambda t: t.nn.LSTMCell(2, 3)(t.ones(2, 2), (t.ones(1, 3), t.ones(1, 3))),
    "cell's type": lambda t: t.nn.GRUCell(2, 3)(t.ones(1, 2).double(), t.ones(1, 3)),
    "cell's nonlinearity": lambda t: t.nn.RNNCell(2, 3, nonlinearity="gelu")(t.ones(1, 2)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str) -> None:
    assert "Fix: " in both_refuse(REFUSED[name])


def test_a_refusal_names_the_layer_both_shapes_and_a_fix() -> None:
    message = both_refuse(lambda t: t.nn.Sequential(t.nn.LSTM(2, 3))(t.ones(4, 1, 5)))
    assert message.startswith("0: LSTM(2, 3): input.size(-1) must be equal to input_size")
    assert "Expected 2, but the input has shape [4, 1, 5]" in message


def test_dropout_of_one_layer_warns() -> None:
    for library in LIBRARIES:
        with pytest.warns(UserWarning, match="dropout option adds dropout after all but last") as seen:
            library.nn.LSTM(2, 3, dropout=0.5)
    assert seen

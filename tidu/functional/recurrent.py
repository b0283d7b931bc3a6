"""Recurrent layers as functions: `torch.lstm`, `torch.gru`, `torch.rnn_tanh`, `torch.rnn_relu`, their cells.

The layers take either (input [times, rows, in], hidden, params, has_biases, num_layers, dropout,
train, bidirectional, batch_first), or, packed, (data [all rows, in], batch_sizes, hidden, params,
has_biases, num_layers, dropout, train, bidirectional).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tidu.core import dtypes
from tidu.core.shapes import matmul_shape
from tidu.functional.dropout import dropout
from tidu.functional.recurrent_pass import one_pass
from tidu.tensor.handle import look
from tidu.tensor.joining import cat, stack
from tidu.tensor.promote import named
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Plan(NamedTuple):
    """What kind of cells in how many layers; `dropped` is the share set to 0 between layers."""

    kind: str
    layers: int
    directions: int
    dropped: float


def _weights(params: Sequence[Tensor], biased: bool, projected: bool) -> list[list[Tensor | None]]:
    """The weights of each pass: input, state, their biases, projection; None where there is none."""
    count = (4 if biased else 2) + projected
    parted = [list(params[start : start + count]) for start in range(0, len(params), count)]
    return [
        [*each[:2], *(each[2:4] if biased else (None, None)), each[-1] if projected else None]
        for each in parted
    ]


def _stacked(
    plan: Plan, data: Tensor, sizes: Sequence[int], state: Sequence[Tensor], weights: list
) -> list[Tensor]:
    """[results [rows, out], last h[, last c]] of packed rows through all layers."""
    last: list[tuple[Tensor, ...]] = []
    for layer in range(plan.layers):
        made = []
        for direction in range(plan.directions):
            place = len(last)
            first = [each[place] for each in state]
            operands = (data, first[0], first[1] if len(first) > 1 else None, *weights[place])
            matmul_shape(data._value.shape, weights[place][0]._value.shape[::-1])
            result, *after = one_pass(plan.kind, sizes, bool(direction), *operands)
            made.append(result)
            last.append(tuple(after))
        data = cat(made, 1) if len(made) > 1 else made[0]
        if layer < plan.layers - 1:
            data = dropout(data, plan.dropped)
    return [data, *(stack(each) for each in zip(*last, strict=True))]


def _layer(kind: str, *given: Any) -> tuple[Tensor, ...]:
    """A layer of `kind` as torch calls it; the packed form has the batch sizes as second argument."""
    packed = isinstance(given[1], Tensor) and isinstance(given[2], Tensor | tuple | list) and len(given) == 9
    packed = packed and not isinstance(given[3], bool)
    if packed:
        data, batch_sizes, hidden, params, biased, layers, p, train, both = given
        sizes, batch_first = [int(n) for n in look(batch_sizes)], False
        rows = data
    else:
        data, hidden, params, biased, layers, p, train, both, batch_first = given
        if batch_first:
            data = data.transpose(0, 1)
        times, batch, width = data._value.shape
        sizes, rows = [batch] * times, data.reshape(times * batch, width)
    if not sizes:
        raise RuntimeError(say("recurrent.no_times"))
    state = (hidden,) if isinstance(hidden, Tensor) else tuple(hidden)
    projected = len(state) == 2 and state[0]._value.shape[2] != state[1]._value.shape[2]
    plan = Plan(kind, layers, 2 if both else 1, p if train else 0.0)
    out, *last = _stacked(plan, rows, sizes, state, _weights(params, biased, projected))
    if packed:
        return (named(out, "Cat"), *last)
    fused = kind == "lstm" and not projected and out.dtype is dtypes.float32
    out = named(
        out.reshape(len(sizes), sizes[0], -1), "Cat" if both else "MkldnnRnnLayer" if fused else "Stack"
    )
    if batch_first:
        out = named(out.transpose(0, 1), "TransposeBackward0" if kind == "lstm" else "TransposeBackward1")
    return (out, *last)


def lstm(*given: Any) -> tuple[Tensor, ...]:
    """(results, last h, last c) of a long short-term memory; hidden is (h, c), each [passes, rows, width].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html

    >>> import tidu
    >>> state = tidu.zeros(1, 2, 3), tidu.zeros(1, 2, 3)
    >>> weights = [tidu.ones(12, 1), tidu.ones(12, 3)]
    >>> lstm(tidu.ones(5, 2, 1), state, weights, False, 1, 0.0, False, False, False)[0].shape
    torch.Size([5, 2, 3])
    """
    return _layer("lstm", *given)


def gru(*given: Any) -> tuple[Tensor, ...]:
    """(results, last h) of a gated recurrent unit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html

    >>> import tidu
    >>> weights = [tidu.ones(9, 1), tidu.ones(9, 3)]
    >>> gru(tidu.ones(5, 2, 1), tidu.zeros(1, 2, 3), weights, False, 1, 0.0, False, False, False)[1].shape
    torch.Size([1, 2, 3])
    """
    return _layer("gru", *given)


def rnn_tanh(*given: Any) -> tuple[Tensor, ...]:
    """(results, last h) of h ← tanh(Wx + Uh + b).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html

    >>> import tidu
    >>> weights = [tidu.ones(1, 1), tidu.ones(1, 1)]
    >>> rnn_tanh(tidu.ones(1, 1, 1), tidu.zeros(1, 1, 1), weights, False, 1, 0.0, False, False, False)[0]
    tensor([[[0.7616]]])
    """
    return _layer("rnn_tanh", *given)


def rnn_relu(*given: Any) -> tuple[Tensor, ...]:
    """(results, last h) of h ← relu(Wx + Uh + b).

    >>> import tidu
    >>> weights = [tidu.ones(1, 1), tidu.ones(1, 1)]
    >>> rnn_relu(tidu.ones(2, 1, 1), tidu.zeros(1, 1, 1), weights, False, 1, 0.0, False, False, False)[1]
    tensor([[[2.]]])
    """
    return _layer("rnn_relu", *given)

"""One time of a recurrent layer as a function: `torch.lstm_cell` and its like."""

from __future__ import annotations

from collections.abc import Sequence

from tidu.functional.recurrent_steps import STEPS
from tidu.tensor.linear_algebra import linear
from tidu.tensor.tensor import Tensor
from tidu.text import say

Weights = tuple[Tensor, Tensor, Tensor | None, Tensor | None]


def _cell(kind: str, input: Tensor, state: Sequence[Tensor], weights: Weights) -> Sequence[Tensor]:
    """The state after `input` [rows, in]. RuntimeError for shapes or types that do not belong together."""
    w_ih, w_hh = weights[0]._value, weights[1]._value
    for each, wanted, name in ((input, w_ih, "input"), *((h, w_hh, "hidden") for h in state)):
        shape = each._value.shape
        if len(shape) != 2 or shape[1] != wanted.shape[1] or shape[0] != input._value.shape[0]:
            goal = [input._value.shape[0], wanted.shape[1]]
            raise RuntimeError(say("recurrent.cell_shape", name=name, shape=list(shape), wanted=goal))
        if each._value.dtype != wanted.dtype:
            raise RuntimeError(
                say("recurrent.cell_type", name=name, given=each.dtype, wanted=weights[0].dtype)
            )
    from_input, from_state, input_bias, state_bias = weights
    return STEPS[kind](linear(input, from_input, input_bias), state, from_state, state_bias, None)[0]


def rnn_tanh_cell(
    input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor | None = None,
    b_hh: Tensor | None = None,
) -> Tensor:
    """tanh(w_ih·input + b_ih + w_hh·hx + b_hh): [rows, in] and [rows, width] give [rows, width].

    >>> import tidu
    >>> one = tidu.ones(1, 1)
    >>> rnn_tanh_cell(one, one, one, one)
    tensor([[0.9640]])
    """  # fmt: skip
    return _cell("rnn_tanh", input, (hx,), (w_ih, w_hh, b_ih, b_hh))[0]


def rnn_relu_cell(
    input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor | None = None,
    b_hh: Tensor | None = None,
) -> Tensor:
    """relu(w_ih·input + b_ih + w_hh·hx + b_hh): [rows, in] and [rows, width] give [rows, width].

    >>> import tidu
    >>> one = tidu.ones(1, 1)
    >>> rnn_relu_cell(one, one, one, one)
    tensor([[2.]])
    """  # fmt: skip
    return _cell("rnn_relu", input, (hx,), (w_ih, w_hh, b_ih, b_hh))[0]


def gru_cell(
    input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor | None = None,
    b_hh: Tensor | None = None,
) -> Tensor:
    """The state of a gated recurrent unit after one input; w_ih is [3 · width, in].

    >>> import tidu
    >>> one, three = tidu.ones(1, 1), tidu.ones(3, 1)
    >>> gru_cell(one, one, three, three)
    tensor([[0.9946]])
    """  # fmt: skip
    return _cell("gru", input, (hx,), (w_ih, w_hh, b_ih, b_hh))[0]


def lstm_cell(
    input: Tensor, hx: Sequence[Tensor], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor | None = None,
    b_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """(h, c) of a long short-term memory after one input; w_ih is [4 · width, in].

    >>> import tidu
    >>> one, four = tidu.ones(1, 1), tidu.ones(4, 1)
    >>> lstm_cell(one, (one, one), four, four)
    (tensor([[0.8271]]), tensor([[1.7299]]))
    """  # fmt: skip
    h, c = _cell("lstm", input, tuple(hx), (w_ih, w_hh, b_ih, b_hh))
    return h, c

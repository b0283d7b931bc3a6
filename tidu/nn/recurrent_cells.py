"""Recurrent cells: what the layers do at one time."""

from __future__ import annotations

import math
from typing import Any

from tidu.functional import recurrent_cell
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.tensor.creation import empty, zeros
from tidu.tensor.tensor import Tensor

CELLS = {"tanh": recurrent_cell.rnn_tanh_cell, "relu": recurrent_cell.rnn_relu_cell}


class RNNCellBase(Module):
    """The base of cells: weight_ih [num_chunks·hidden, in], weight_hh [num_chunks·hidden, hidden], biases."""

    bias_ih: Parameter | None
    bias_hh: Parameter | None

    def __init__(
        self, input_size: int, hidden_size: int, bias: bool, num_chunks: int, device: Any = None,
        dtype: Any = None,
    ):  # fmt: skip
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        gates = num_chunks * hidden_size
        self.weight_ih = Parameter(empty(gates, input_size, device=device, dtype=dtype))
        self.weight_hh = Parameter(empty(gates, hidden_size, device=device, dtype=dtype))
        for name in ("bias_ih", "bias_hh"):
            made = Parameter(empty(gates, device=device, dtype=dtype)) if bias else None
            self.register_parameter(name, made)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draws the parameters anew, evenly from ±1/√hidden_size."""
        bound = 1 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def extra_repr(self) -> str:
        text = f"{self.input_size}, {self.hidden_size}"
        text += f", bias={self.bias}" if self.bias is not True else ""
        kind = getattr(self, "nonlinearity", "tanh")
        return text + (f", nonlinearity={kind}" if kind != "tanh" else "")

    def _weights(self) -> tuple[Any, ...]:
        return self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh

    def _rows(self, input: Tensor, state: Any) -> tuple[Tensor, tuple[Tensor, ...], bool]:
        """Input and state with rows, and whether they came with them."""
        for name, each in (("input", input), *((f"hx[{k}]", h) for k, h in enumerate(state or ()))):
            if each._value.ndim not in (1, 2):
                raise refusal(ValueError, "recurrent.cell_axes", self, name=name, shape=list(each.shape))
        batched = input._value.ndim == 2
        input = input if batched else input.unsqueeze(0)
        if state is None:
            nothing = zeros(input.shape[0], self.hidden_size, dtype=input.dtype)
            return input, (nothing, nothing), batched
        return input, tuple(each if batched else each.unsqueeze(0) for each in state), batched


class RNNCell(RNNCellBase):
    """h ← tanh(Wx + b + Uh + d), or relu: [rows, in] and [rows, hidden] give [rows, hidden].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html

    >>> import tidu
    >>> RNNCell(2, 3)(tidu.ones(4, 2)).shape
    torch.Size([4, 3])
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        bias: bool = True,
        nonlinearity: str = "tanh",
        device: Any = None,
        dtype: Any = None,
    ):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        if self.nonlinearity not in CELLS:
            raise refusal(RuntimeError, "recurrent.cell_nonlinearity", self, given=self.nonlinearity)
        input, state, batched = self._rows(input, None if hx is None else (hx,))
        h = CELLS[self.nonlinearity](input, state[0], *self._weights())
        return h if batched else h.squeeze(0)


class GRUCell(RNNCellBase):
    """A gated recurrent unit at one time: [rows, in] and [rows, hidden] give [rows, hidden].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html

    >>> import tidu
    >>> GRUCell(2, 3)(tidu.ones(2)).shape
    torch.Size([3])
    """

    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None
    ):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input: Tensor, hx: Tensor | None = None) -> Tensor:
        input, state, batched = self._rows(input, None if hx is None else (hx,))
        h = recurrent_cell.gru_cell(input, state[0], *self._weights())
        return h if batched else h.squeeze(0)


class LSTMCell(RNNCellBase):
    """A long short-term memory at one time: [rows, in] and (h, c) give the next (h, c).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html

    >>> import tidu
    >>> h, c = LSTMCell(2, 3)(tidu.ones(4, 2))
    >>> h.shape, c.shape
    (torch.Size([4, 3]), torch.Size([4, 3]))
    """

    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, device: Any = None, dtype: Any = None
    ):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input: Tensor, hx: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, Tensor]:
        input, state, batched = self._rows(input, hx)
        h, c = recurrent_cell.lstm_cell(input, state, *self._weights())
        return (h, c) if batched else (h.squeeze(0), c.squeeze(0))

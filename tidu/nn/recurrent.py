"""Recurrent layers: `RNN`, `GRU` and `LSTM`."""

from __future__ import annotations

from typing import Any

from tidu.functional import recurrent
from tidu.nn.recurrent_base import RNNBase
from tidu.nn.utils.rnn import PackedSequence
from tidu.tensor.creation import zeros
from tidu.tensor.tensor import Tensor
from tidu.text import say

LAYERS = {"RNN_TANH": recurrent.rnn_tanh, "RNN_RELU": recurrent.rnn_relu, "GRU": recurrent.gru}


class _OneState(RNNBase):
    """What `RNN` and `GRU` have in common: the hidden state is one tensor."""

    def forward(self, input: Any, hx: Tensor | None = None) -> tuple[Any, Tensor]:
        data, (sizes, order, back), batched = self._unpacked(input)
        state: Tensor
        if hx is None:
            state = zeros(self.get_expected_hidden_size(data, sizes), dtype=data.dtype)
        else:
            state = self.permute_hidden(self._with_rows(hx, input, batched), order)
        self.check_input(data, sizes)
        self.check_hidden_size(state, self.get_expected_hidden_size(data, sizes))
        layer = LAYERS[self.mode]
        if sizes is not None:
            out, last = layer(data, sizes, state, *self._options())
            return PackedSequence(out, sizes, order, back), self.permute_hidden(last, back)
        out, last = layer(data, state, *self._options(), self.batch_first)
        if batched:
            return out, last
        return out.squeeze(0 if self.batch_first else 1), last.squeeze(1)


class RNN(_OneState):
    """h ← tanh(Wx + b + Uh + d) at each time, or relu with nonlinearity="relu".

    input [times, rows, in] ([rows, times, in] with batch_first; [times, in]; or a PackedSequence)
    and hx [passes, rows, hidden] give all h [times, rows, passes a layer · hidden] and the last ones.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html

    >>> import tidu
    >>> out, last = RNN(2, 4, batch_first=True)(tidu.ones(3, 5, 2))
    >>> out.shape, last.shape
    (torch.Size([3, 5, 4]), torch.Size([1, 3, 4]))
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        nonlinearity: str = "tanh",
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        device: Any = None,
        dtype: Any = None,
        **unknown: Any,
    ):
        if "proj_size" in unknown:
            raise ValueError(say("recurrent.only_lstm", name="RNN"))
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(say("recurrent.nonlinearity", given=nonlinearity))
        self.__dict__["nonlinearity"] = nonlinearity
        super().__init__(
            f"RNN_{nonlinearity.upper()}", input_size, hidden_size, num_layers, bias, batch_first,
            dropout, bidirectional, device=device, dtype=dtype, **unknown,
        )  # fmt: skip


class GRU(_OneState):
    """Gated recurrent unit: r = σ(..), z = σ(..), n = tanh(Wx + b + r·(Uh + d)), h ← (1 − z)·n + z·h.

    Inputs and results as those of `RNN`; the gates' weights lie one under another as r, z, n.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html

    >>> import tidu
    >>> out, last = GRU(2, 4, num_layers=2)(tidu.ones(5, 3, 2))
    >>> out.shape, last.shape
    (torch.Size([5, 3, 4]), torch.Size([2, 3, 4]))
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        device: Any = None,
        dtype: Any = None,
        **unknown: Any,
    ):
        if "proj_size" in unknown:
            raise ValueError(say("recurrent.only_lstm", name="GRU"))
        super().__init__(
            "GRU", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
            device=device, dtype=dtype, **unknown,
        )  # fmt: skip


class LSTM(RNNBase):
    """Long short-term memory: gates i, f, g, o; c ← f·c + i·g, h ← o·tanh(c), projected to proj_size.

    Inputs and results as those of `RNN`, but the hidden state is (h, c). The gates' weights lie one
    under another as i, f, g, o.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html

    >>> import tidu
    >>> out, (h, c) = LSTM(2, 4, bidirectional=True)(tidu.ones(5, 3, 2))
    >>> out.shape, h.shape, c.shape
    (torch.Size([5, 3, 8]), torch.Size([2, 3, 4]), torch.Size([2, 3, 4]))
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
        device: Any = None,
        dtype: Any = None,
    ):
        super().__init__(
            "LSTM", input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional,
            proj_size, device=device, dtype=dtype,
        )  # fmt: skip

    def get_expected_cell_size(self, input: Tensor, batch_sizes: Tensor | None) -> tuple[int, int, int]:
        """The shape of the cell state that belongs to `input`."""
        return *self.get_expected_hidden_size(input, batch_sizes)[:2], self.hidden_size

    def forward(
        self, input: Any, hx: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Any, tuple[Tensor, Tensor]]:
        data, (sizes, order, back), batched = self._unpacked(input)
        shapes = self.get_expected_hidden_size(data, sizes), self.get_expected_cell_size(data, sizes)
        if hx is None:
            state = [zeros(shape, dtype=data.dtype) for shape in shapes]
        else:
            state = [self._with_rows(each, input, batched) for each in hx]
        self.check_input(data, sizes)
        for each, shape, name in zip(state, shapes, ("hidden[0]", "hidden[1]"), strict=True):
            self.check_hidden_size(each, shape, name)
        state = [self.permute_hidden(each, order) for each in state]
        if sizes is not None:
            out, h, c = recurrent.lstm(data, sizes, state, *self._options())
            last = self.permute_hidden(h, back), self.permute_hidden(c, back)
            return PackedSequence(out, sizes, order, back), last
        out, h, c = recurrent.lstm(data, state, *self._options(), self.batch_first)
        if batched:
            return out, (h, c)
        return out.squeeze(0 if self.batch_first else 1), (h.squeeze(1), c.squeeze(1))

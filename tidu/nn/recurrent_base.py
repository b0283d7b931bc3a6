"""What recurrent layers have in common: their parameters, options and what they say of wrong inputs."""

from __future__ import annotations

import math
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.warn import warn
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.nn.utils.rnn import PackedSequence
from tidu.tensor.creation import empty
from tidu.tensor.handle import look
from tidu.tensor.picking import index_select
from tidu.tensor.tensor import Tensor
from tidu.text import say

GATES = {"LSTM": 4, "GRU": 3, "RNN_TANH": 1, "RNN_RELU": 1}


def _check_options(**given: Any) -> None:
    """ValueError or TypeError, as PyTorch has them, for options that no layer can have."""
    share = given["dropout"]
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
        raise ValueError(say("recurrent.dropout", given=share))
    if share > 0 and given["num_layers"] == 1:
        warn(say("recurrent.dropout_idle", given=share))
    kinds = {"bias": bool, "batch_first": bool, "input_size": int, "hidden_size": int}
    for name, kind in kinds.items():
        if not isinstance(given[name], kind):
            found = type(given[name]).__name__
            raise TypeError(say("recurrent.option_type", name=name, wanted=kind.__name__, given=found))
    for name in ("input_size", "hidden_size", "num_layers"):
        if given[name] <= 0:
            raise ValueError(say("recurrent.positive", name=name, given=given[name]))
    if not 0 <= given["proj_size"] < given["hidden_size"]:
        raise ValueError(
            say("recurrent.projection", given=given["proj_size"], hidden=given["hidden_size"])
        )


class RNNBase(Module):
    """The base of `RNN`, `LSTM` and `GRU`; `mode` names the kind.

    For each layer, and once more for the way back if `bidirectional`: weight_ih_l0 [gates·hidden, in],
    weight_hh_l0 [gates·hidden, out], then bias_ih_l0, bias_hh_l0 and LSTM's projection weight_hr_l0
    [out, hidden]; all drawn evenly from ±1/√hidden_size.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNBase.html

    >>> list(RNNBase("GRU", 2, 3).state_dict())
    ['weight_ih_l0', 'weight_hh_l0', 'bias_ih_l0', 'bias_hh_l0']
    """

    def __init__(
        self,
        mode: str,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        _check_options(
            dropout=dropout, num_layers=num_layers, bias=bias, batch_first=batch_first,
            input_size=input_size, hidden_size=hidden_size, proj_size=proj_size,
        )  # fmt: skip
        if mode not in GATES:
            raise ValueError(say("recurrent.mode", given=mode, known=", ".join(GATES)))
        self.mode = mode
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        self._all_weights = [
            self._new_pass(layer, suffix, device, dtype)
            for layer in range(num_layers)
            for suffix in ("", "_reverse")[: 1 + bidirectional]
        ]
        self.reset_parameters()

    @property
    def _directions(self) -> int:
        return 2 if self.bidirectional else 1

    @property
    def _width(self) -> int:
        """How wide h is."""
        return self.proj_size or self.hidden_size

    def _new_pass(self, layer: int, suffix: str, device: Any, dtype: Dtype | None) -> list[str]:
        """Makes the parameters of one direction of one layer; their names."""
        gates = GATES[self.mode] * self.hidden_size
        width = self._width * self._directions if layer else self.input_size
        shapes = {"weight_ih": (gates, width), "weight_hh": (gates, self._width)}
        if self.bias:
            shapes |= {"bias_ih": (gates,), "bias_hh": (gates,)}
        if self.proj_size:
            shapes["weight_hr"] = (self.proj_size, self.hidden_size)
        named = {f"{name}_l{layer}{suffix}": shape for name, shape in shapes.items()}
        for name, shape in named.items():
            setattr(self, name, Parameter(empty(shape, device=device, dtype=dtype)))
        return list(named)

    def reset_parameters(self) -> None:
        """Draws the parameters anew."""
        bound = 1 / math.sqrt(self.hidden_size)
        for weight in self.parameters():
            init.uniform_(weight, -bound, bound)

    def flatten_parameters(self) -> None:
        """Does nothing: it lays parameters out for CUDA, and every tensor is on the CPU."""

    @property
    def all_weights(self) -> list[list[Parameter]]:
        """The parameters of each layer and direction."""
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    @property
    def _flat_weights(self) -> list[Parameter]:
        return [weight for each in self.all_weights for weight in each]

    def _options(self) -> tuple[Any, ...]:
        """What the functional form takes behind the hidden state, but for batch_first."""
        return (
            self._flat_weights, self.bias, self.num_layers, self.dropout, self.training, self.bidirectional,
        )  # fmt: skip

    def check_input(self, input: Tensor, batch_sizes: Tensor | None) -> None:
        """ValueError for another type than the weights', RuntimeError for other axes or width."""
        weight = self._flat_weights[0]
        if input.dtype != weight.dtype:
            kind = str(weight.dtype).removeprefix("torch.")
            raise refusal(
                ValueError, "recurrent.type", self, given=input.dtype, wanted=weight.dtype, kind=kind
            )
        shape, rank = list(input.shape), 3 if batch_sizes is None else 2
        if len(shape) != rank:
            raise refusal(RuntimeError, "recurrent.rank", self, shape=shape, wanted=rank)
        if shape[-1] != self.input_size:
            raise refusal(RuntimeError, "recurrent.width", self, shape=shape, wanted=self.input_size)

    def check_hidden_size(self, hx: Tensor, expected_hidden_size: tuple[int, ...], name: str = "hx") -> None:
        """RuntimeError where a hidden state has another shape."""
        if hx.shape != expected_hidden_size:
            shape, wanted = list(hx.shape), list(expected_hidden_size)
            raise refusal(RuntimeError, "recurrent.hidden", self, name=name, shape=shape, wanted=wanted)

    def get_expected_hidden_size(self, input: Tensor, batch_sizes: Tensor | None) -> tuple[int, int, int]:
        """The shape of the hidden state that belongs to `input`."""
        if batch_sizes is not None:
            rows = int(look(batch_sizes)[0])
        else:
            rows = input.shape[0 if self.batch_first else 1]
        return self.num_layers * self._directions, rows, self._width

    def _with_rows(self, hx: Tensor, given: Any, batched: bool) -> Tensor:
        """A hidden state for the input that was given, with an axis of rows. RuntimeError for other axes."""
        rank = 3 if batched else 2
        if isinstance(given, Tensor) and hx._value.ndim != rank:
            shapes = {"shape": list(hx.shape), "input": list(given.shape)}
            raise refusal(RuntimeError, "recurrent.hidden_axes", self, rank=rank, **shapes)
        return hx if batched else hx.unsqueeze(1)

    def permute_hidden(self, hx: Tensor, permutation: Tensor | None) -> Tensor:
        """The rows of a hidden state in the order of `permutation`."""
        return hx if permutation is None else index_select(hx, 1, permutation)

    def _unpacked(self, input: Any) -> tuple[Tensor, tuple[Any, Any, Any], bool]:
        """(data [.., in], (batch sizes, order, order back), whether it has rows) of any input."""
        if isinstance(input, PackedSequence):
            return input.data, (input.batch_sizes, input.sorted_indices, input.unsorted_indices), True
        if not isinstance(input, Tensor):
            raise refusal(TypeError, "nn.not_tensor", self, given=type(input).__name__)
        rank = input._value.ndim
        if rank not in (2, 3):
            raise refusal(ValueError, "recurrent.axes", self, shape=list(input.shape))
        if rank == 2:
            input = input.unsqueeze(0 if self.batch_first else 1)
        return input, (None, None, None), rank == 3

    def extra_repr(self) -> str:
        text = f"{self.input_size}, {self.hidden_size}"
        usual = {
            "proj_size": 0, "num_layers": 1, "bias": True, "batch_first": False, "dropout": 0,
            "bidirectional": False,
        }  # fmt: skip
        shown = ((name, getattr(self, name)) for name, value in usual.items() if getattr(self, name) != value)
        return text + "".join(f", {name}={value}" for name, value in shown)

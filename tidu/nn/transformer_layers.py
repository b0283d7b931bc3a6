"""One layer of a transformer: attention and a small network, each added to what went in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.activation import gelu
from tidu.functional.rectify import relu
from tidu.nn.activation import GELU
from tidu.nn.dropout import Dropout
from tidu.nn.layernorm import LayerNorm
from tidu.nn.linear import Linear
from tidu.nn.module import Module
from tidu.nn.multihead_attention import MultiheadAttention
from tidu.nn.rectify import ReLU
from tidu.tensor.tensor import Tensor
from tidu.text import say

Activation = str | Callable[[Tensor], Tensor]
BY_NAME: dict[str, Callable[..., Tensor]] = {"relu": relu, "gelu": gelu}


def chosen(activation: Activation) -> Callable[[Tensor], Tensor]:
    """An activation by its name; RuntimeError for a name other than relu and gelu.

    >>> chosen("relu").__name__
    'relu'
    """
    if not isinstance(activation, str):
        return activation
    if activation not in BY_NAME:
        raise RuntimeError(say("attention.activation", given=activation))
    return BY_NAME[activation]


class _Layer(Module):
    """What both kinds of layers have in common, made in PyTorch's order: that of the random numbers."""

    activation: Callable[[Tensor], Tensor]
    self_attn: MultiheadAttention
    norm1: LayerNorm
    norm2: LayerNorm
    dropout1: Dropout
    dropout2: Dropout

    def _make(
        self, attentions: tuple[str, ...], d_model: int, nhead: int, dim_feedforward: int, dropout: float,
        layer_norm_eps: float, batch_first: bool, norm_first: bool, bias: bool, **kind: Any,
    ) -> None:  # fmt: skip
        for name in attentions:
            made = MultiheadAttention(d_model, nhead, dropout, bias, batch_first=batch_first, **kind)
            setattr(self, name, made)
        self.linear1 = Linear(d_model, dim_feedforward, bias, **kind)
        self.dropout = Dropout(dropout)
        self.linear2 = Linear(dim_feedforward, d_model, bias, **kind)
        self.norm_first = norm_first
        places = range(1, len(attentions) + 2)
        for k in places:
            setattr(self, f"norm{k}", LayerNorm(d_model, layer_norm_eps, bias=bias, **kind))
        for k in places:
            setattr(self, f"dropout{k}", Dropout(dropout))

    def _attended(
        self, attention: MultiheadAttention, x: Tensor, to: Tensor, mask: Any, padding: Any, is_causal: bool
    ) -> Tensor:
        """What attention gives."""
        return attention(x, to, to, padding, False, mask, is_causal=is_causal)[0]

    def _sa_block(
        self, x: Tensor, attn_mask: Tensor | None, key_padding_mask: Tensor | None, is_causal: bool = False
    ) -> Tensor:
        """Attention of x to itself, some of it dropped."""
        return self.dropout1(self._attended(self.self_attn, x, x, attn_mask, key_padding_mask, is_causal))

    def _fed(self, x: Tensor) -> Tensor:
        """What the small network gives."""
        return self.linear2(self.dropout(self.activation(self.linear1(x))))

    def _through(self, x: Tensor, parts: list[Callable[[Tensor], Tensor]]) -> Tensor:
        """x ← norm(x + part(x)) for each part, or x + part(norm(x)) with norm_first."""
        for k, part in enumerate(parts, 1):
            norm = getattr(self, f"norm{k}")
            x = x + part(norm(x)) if self.norm_first else norm(x + part(x))
        return x


class TransformerEncoderLayer(_Layer):
    """Attention of x to itself, then linear2(activation(linear1(x))); each is added to x and normalised.

    src [L, N, d_model], or [N, L, d_model] with batch_first; masks as for `MultiheadAttention`.
    norm_first normalises what goes into each part. activation: "relu", "gelu" or a function.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html

    >>> import tidu
    >>> TransformerEncoderLayer(8, 2, 16)(tidu.ones(5, 3, 8)).shape
    torch.Size([5, 3, 8])
    """

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = relu,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self._make(
            ("self_attn",), d_model, nhead, dim_feedforward, dropout, layer_norm_eps, batch_first,
            norm_first, bias, device=device, dtype=dtype,
        )  # fmt: skip
        self.activation = chosen(activation)
        known = [(relu, ReLU), (gelu, GELU)]
        self.activation_relu_or_gelu = 0
        for number, (function, layer) in enumerate(known, 1):
            if self.activation is function or isinstance(self.activation, layer):
                self.activation_relu_or_gelu = number

    def forward(
        self,
        src: Tensor,
        src_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool = False,
    ) -> Tensor:
        masks = src_mask, src_key_padding_mask, is_causal
        return self._through(src, [lambda x: self._sa_block(x, *masks), self._ff_block])

    def _ff_block(self, x: Tensor) -> Tensor:
        """The small network, some of its results dropped."""
        return self.dropout2(self._fed(x))


class TransformerDecoderLayer(_Layer):
    """As `TransformerEncoderLayer`, with a second attention, of x to `memory`, in between.

    tgt [L, N, d_model] and memory [S, N, d_model], or rows first with batch_first.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerDecoderLayer.html

    >>> import tidu
    >>> TransformerDecoderLayer(8, 2, 16)(tidu.ones(5, 3, 8), tidu.ones(4, 3, 8)).shape
    torch.Size([5, 3, 8])
    """

    multihead_attn: MultiheadAttention
    dropout3: Dropout

    def __init__(
        self,
        d_model: int,
        nhead: int,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = relu,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        self._make(
            ("self_attn", "multihead_attn"), d_model, nhead, dim_feedforward, dropout, layer_norm_eps,
            batch_first, norm_first, bias, device=device, dtype=dtype,
        )  # fmt: skip
        self.activation = chosen(activation)

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool = False,
        memory_is_causal: bool = False,
    ) -> Tensor:
        own = tgt_mask, tgt_key_padding_mask, tgt_is_causal
        other = memory_mask, memory_key_padding_mask, memory_is_causal
        parts = [
            lambda x: self._sa_block(x, *own),
            lambda x: self._mha_block(x, memory, *other),
            self._ff_block,
        ]
        return self._through(tgt, parts)

    def _mha_block(
        self, x: Tensor, mem: Tensor, attn_mask: Tensor | None, key_padding_mask: Tensor | None,
        is_causal: bool = False,
    ) -> Tensor:  # fmt: skip
        """Attention of x to the memory, some of it dropped."""
        out = self._attended(self.multihead_attn, x, mem, attn_mask, key_padding_mask, is_causal)
        return self.dropout2(out)

    def _ff_block(self, x: Tensor) -> Tensor:
        """The small network, some of its results dropped."""
        return self.dropout3(self._fed(x))

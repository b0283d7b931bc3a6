"""Transformers: stacks of layers, and the encoder and decoder together."""

from __future__ import annotations

import copy
from math import inf
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.functional.rectify import relu
from tidu.nn import init
from tidu.nn.blame import refusal
from tidu.nn.layernorm import LayerNorm
from tidu.nn.module import Module
from tidu.nn.module_list import ModuleList
from tidu.nn.transformer_layers import Activation, TransformerDecoderLayer, TransformerEncoderLayer
from tidu.tensor.comparison import ne
from tidu.tensor.creation import full
from tidu.tensor.handle import look
from tidu.tensor.linear_algebra import triu
from tidu.tensor.tensor import Tensor


def _copies(layer: Module, count: int) -> ModuleList:
    return ModuleList([copy.deepcopy(layer) for _ in range(count)])


class TransformerEncoder(Module):
    """`num_layers` copies of a layer one behind another, then `norm` if there is one.

    As in PyTorch, a padded batch that is evaluated without gradients comes out with zeros at its
    padding, where enable_nested_tensor and the layer allow it (batch_first, norms last, heads even).
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerEncoder.html

    >>> import tidu
    >>> layer = TransformerEncoderLayer(8, 2, 16, batch_first=True)
    >>> TransformerEncoder(layer, 2)(tidu.ones(3, 5, 8)).shape
    torch.Size([3, 5, 8])
    """

    def __init__(
        self,
        encoder_layer: Module,
        num_layers: int,
        norm: Module | None = None,
        enable_nested_tensor: bool = True,
        mask_check: bool = True,
    ):
        super().__init__()
        self.layers = _copies(encoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm
        self.enable_nested_tensor = enable_nested_tensor
        self.use_nested_tensor = enable_nested_tensor and _cuts_padding(encoder_layer)
        self.mask_check = mask_check

    def forward(
        self,
        src: Tensor,
        mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        is_causal: bool | None = None,
    ) -> Tensor:
        out = src
        for layer in self.layers:
            out = layer(
                out, src_mask=mask, src_key_padding_mask=src_key_padding_mask, is_causal=bool(is_causal)
            )
        if mask is None and src_key_padding_mask is not None and self._cut(src, src_key_padding_mask):
            out = out.masked_fill(ne(src_key_padding_mask, 0).unsqueeze(-1), 0.0)
        return out if self.norm is None else self.norm(out)

    def _cut(self, src: Tensor, padding: Tensor) -> bool:
        """Whether padding comes out as zeros: nobody asks for gradients, and it is at the ends of rows."""
        first = self.layers[0]
        if not self.use_nested_tensor or first.training or src._value.ndim != 3:
            return False
        if mode.grad and any(x.requires_grad for x in (src, *first.parameters())):
            return False
        hidden = look(padding) != 0
        return bool((hidden[:, 1:] >= hidden[:, :-1]).all())


def _cuts_padding(layer: Module) -> bool:
    """Whether PyTorch would take the padding out of a batch before such layers."""
    if not isinstance(layer, TransformerEncoderLayer):
        return False
    attention = layer.self_attn
    return bool(
        attention.batch_first
        and not layer.norm_first
        and attention.in_proj_bias is not None
        and layer.activation_relu_or_gelu
        and layer.norm1.eps == layer.norm2.eps
        and attention.num_heads % 2 == 0
    )


class TransformerDecoder(Module):
    """`num_layers` copies of a layer one behind another, all looking at `memory`; then `norm`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerDecoder.html

    >>> import tidu
    >>> layer = TransformerDecoderLayer(8, 2, 16)
    >>> TransformerDecoder(layer, 2)(tidu.ones(5, 3, 8), tidu.ones(4, 3, 8)).shape
    torch.Size([5, 3, 8])
    """

    def __init__(self, decoder_layer: Module, num_layers: int, norm: Module | None = None):
        super().__init__()
        self.layers = _copies(decoder_layer, num_layers)
        self.num_layers = num_layers
        self.norm = norm

    def forward(
        self,
        tgt: Tensor,
        memory: Tensor,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        out = tgt
        for layer in self.layers:
            out = layer(
                out, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
                tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
                tgt_is_causal=bool(tgt_is_causal), memory_is_causal=memory_is_causal,
            )  # fmt: skip
        return out if self.norm is None else self.norm(out)


class Transformer(Module):
    """An encoder of src and a decoder of tgt that looks at what the encoder made.

    src [S, N, d_model], tgt [L, N, d_model], or rows first with batch_first, give [L, N, d_model].
    Every matrix is drawn by Xavier's rule. RuntimeError for other sizes.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Transformer.html

    >>> import tidu
    >>> model = Transformer(8, 2, 1, 1, 16)
    >>> model(tidu.ones(5, 3, 8), tidu.ones(4, 3, 8)).shape
    torch.Size([4, 3, 8])
    """

    def __init__(
        self,
        d_model: int = 512,
        nhead: int = 8,
        num_encoder_layers: int = 6,
        num_decoder_layers: int = 6,
        dim_feedforward: int = 2048,
        dropout: float = 0.1,
        activation: Activation = relu,
        custom_encoder: Any = None,
        custom_decoder: Any = None,
        layer_norm_eps: float = 1e-5,
        batch_first: bool = False,
        norm_first: bool = False,
        bias: bool = True,
        device: Any = None,
        dtype: Dtype | None = None,
    ):
        super().__init__()
        kind: dict[str, Any] = {"device": device, "dtype": dtype}
        options: tuple[Any, ...] = (
            d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first,
            bias,
        )  # fmt: skip
        parts = (
            ("encoder", TransformerEncoderLayer, TransformerEncoder, num_encoder_layers, custom_encoder),
            ("decoder", TransformerDecoderLayer, TransformerDecoder, num_decoder_layers, custom_decoder),
        )
        for name, layer, stack, count, own in parts:
            if own is None:
                one = layer(*options, **kind)
                own = stack(one, count, LayerNorm(d_model, layer_norm_eps, bias=bias, **kind))
            setattr(self, name, own)
        self._reset_parameters()
        self.d_model = d_model
        self.nhead = nhead
        self.batch_first = batch_first

    def _reset_parameters(self) -> None:
        """Draws every matrix anew."""
        for weight in self.parameters():
            if weight._value.ndim > 1:
                init.xavier_uniform_(weight)

    @staticmethod
    def generate_square_subsequent_mask(sz: int, device: Any = None, dtype: Dtype | None = None) -> Tensor:
        """A mask [sz, sz] to add: −∞ where a query would look ahead, else 0.

        >>> Transformer.generate_square_subsequent_mask(2)
        tensor([[0., -inf],
                [0., 0.]])
        """
        return triu(full((sz, sz), -inf, dtype=dtype, device=device), 1)

    def forward(
        self,
        src: Tensor,
        tgt: Tensor,
        src_mask: Tensor | None = None,
        tgt_mask: Tensor | None = None,
        memory_mask: Tensor | None = None,
        src_key_padding_mask: Tensor | None = None,
        tgt_key_padding_mask: Tensor | None = None,
        memory_key_padding_mask: Tensor | None = None,
        src_is_causal: bool | None = None,
        tgt_is_causal: bool | None = None,
        memory_is_causal: bool = False,
    ) -> Tensor:
        shapes = {"src": list(src.shape), "tgt": list(tgt.shape)}
        rows = 0 if self.batch_first else 1
        if src._value.ndim == 3 and src._value.shape[rows] != tgt._value.shape[rows]:
            raise refusal(RuntimeError, "attention.batches", self, **shapes)
        if {src._value.shape[-1], tgt._value.shape[-1]} != {self.d_model}:
            raise refusal(RuntimeError, "attention.features", self, wanted=self.d_model, **shapes)
        memory = self.encoder(
            src, mask=src_mask, src_key_padding_mask=src_key_padding_mask, is_causal=src_is_causal
        )
        return self.decoder(
            tgt, memory, tgt_mask=tgt_mask, memory_mask=memory_mask,
            tgt_key_padding_mask=tgt_key_padding_mask, memory_key_padding_mask=memory_key_padding_mask,
            tgt_is_causal=tgt_is_causal, memory_is_causal=memory_is_causal,
        )  # fmt: skip

"""Attention in several heads, each on its own part of the width, as `nn.MultiheadAttention` does it."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from tidu.functional.attention import added, scaled_dot_product_attention
from tidu.functional.dropout import dropout
from tidu.functional.softmax import softmax
from tidu.functional.warn import warn
from tidu.tensor.creation import zeros
from tidu.tensor.joining import cat, chunk
from tidu.tensor.linear_algebra import bmm, linear
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Weights(NamedTuple):
    """What queries, keys and values are multiplied with, and their offsets."""

    matrices: tuple[Tensor, ...]  # one for all three, one under another, or one each
    bias: Tensor | None


def check_ranks(
    query: Tensor, key: Tensor, value: Tensor, padding: Tensor | None, mask: Tensor | None, heads: int
) -> bool:
    """Whether the operands have rows. AssertionError where they do not belong together."""
    rank = query._value.ndim
    if rank not in (2, 3):
        raise AssertionError(say("attention.query", shape=list(query.shape)))
    ranks = {"key": (key, (rank,)), "value": (value, (rank,))}
    ranks |= {"key_padding_mask": (padding, (rank - 1,)), "attn_mask": (mask, (2, 3))}
    for name, (x, wanted) in ranks.items():
        if x is not None and x._value.ndim not in wanted:
            raise AssertionError(
                say(
                    "attention.rank", name=name, shape=list(x.shape), query=list(query.shape),
                    wanted="-D or ".join(map(str, wanted)),
                )
            )  # fmt: skip
    if rank == 2 and mask is not None and mask._value.ndim == 3:
        wanted = [heads, query._value.shape[0], key._value.shape[0]]
        if list(mask.shape) != wanted:
            raise AssertionError(say("attention.mask_heads", shape=list(mask.shape), wanted=wanted))
    return rank == 3


def _check_widths(query: Tensor, key: Tensor, value: Tensor, width: int, heads: int, apart: bool) -> None:
    """AssertionError for another width than the layer's, or keys and values that do not match."""
    found = query._value.shape[-1]
    if found != width:
        raise AssertionError(say("attention.width", given=found, wanted=width, shape=list(query.shape)))
    if width % heads:
        raise AssertionError(say("attention.heads", width=width, heads=heads))
    a, b = key._value.shape, value._value.shape
    if a != b if not apart else a[:2] != b[:2]:
        raise AssertionError(say("attention.pairs", key=list(a), value=list(b)))


def _projected(query: Tensor, key: Tensor, value: Tensor, weights: Weights) -> list[Tensor]:
    """Queries, keys and values behind their linear maps; one product where all are the same tensor."""
    (whole, *rest), bias = weights
    if not rest and query is key and key is value:
        return list(chunk(linear(query, whole, bias), 3, -1))
    matrices = [whole, *rest] if rest else chunk(whole, 3)
    offsets = (None, None, None) if bias is None else chunk(bias, 3)
    return [linear(x, w, b) for x, w, b in zip((query, key, value), matrices, offsets, strict=True)]


def _masks(
    query: Tensor, padding: Tensor | None, mask: Tensor | None, is_causal: bool, need_weights: bool
) -> tuple[Tensor | None, Tensor | None, bool]:
    """Mask and padding as numbers to add, and whether to look no further than is_causal says."""
    if padding is not None and mask is not None and padding.dtype != mask.dtype:
        warn(say("attention.mixed_masks", a=padding.dtype, b=mask.dtype))
    if is_causal and mask is None:
        raise RuntimeError(say("attention.causal_hint"))
    hint = is_causal and padding is None and not need_weights
    shown = None if hint else added(mask, "attn_mask", query)
    return shown, added(padding, "key_padding_mask", query), hint


def _longer(*masks: Tensor | None) -> tuple[Tensor | None, ...]:
    """Masks with one more place at their end, where everybody may look."""
    return tuple(
        None if x is None else cat([x, zeros(*x.shape[:-1], 1, dtype=x.dtype)], -1) for x in masks
    )


def _shaped_mask(mask: Tensor | None, rows: int, goal: tuple[int, int]) -> Tensor | None:
    """A mask [L, S] or [rows · heads, L, S] with three axes. RuntimeError for other sizes."""
    if mask is None:
        return None
    wanted = goal if mask._value.ndim == 2 else (rows, *goal)
    if mask._value.shape != wanted:
        raise RuntimeError(say("attention.mask_shape", shape=list(mask.shape), wanted=list(wanted)))
    return mask.unsqueeze(0) if mask._value.ndim == 2 else mask


def _joined(
    mask: Tensor | None, padding: Tensor | None, rows: int, sources: int, heads: int
) -> Tensor | None:
    """The mask [rows · heads, L, S] and the padding [rows, S] as one. AssertionError for other sizes."""
    if padding is None:
        return mask
    if padding._value.shape != (rows, sources):
        wanted = [rows, sources]
        raise AssertionError(say("attention.padding", shape=list(padding.shape), wanted=wanted))
    wide = padding.reshape(rows, 1, 1, sources).expand(-1, heads, 1, sources).reshape(-1, 1, sources)
    return wide if mask is None else mask + wide


def _attended(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, p: float, hint: bool, need_weights: bool
) -> tuple[Tensor, Tensor | None]:
    """(results, shares or None) of heads [heads, L, width]. AssertionError for given keys of other sizes."""
    for x in (k, v):
        if x._value.shape[::2] != q._value.shape[::2]:
            wanted = list(q._value.shape[::2])
            raise AssertionError(say("attention.static", shape=list(x.shape), wanted=wanted))
    if not need_weights:
        return scaled_dot_product_attention(q, k, v, mask, p, hint), None
    scores = bmm(q * sqrt(1 / q._value.shape[-1]), k.transpose(1, 2))
    shares = dropout(softmax(scores if mask is None else scores + mask, -1), p)
    return bmm(shares, v), shares


def multi_head_attention_forward(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    embed_dim_to_check: int,
    num_heads: int,
    in_proj_weight: Tensor | None,
    in_proj_bias: Tensor | None,
    bias_k: Tensor | None,
    bias_v: Tensor | None,
    add_zero_attn: bool,
    dropout_p: float,
    out_proj_weight: Tensor,
    out_proj_bias: Tensor | None,
    training: bool = True,
    key_padding_mask: Tensor | None = None,
    need_weights: bool = True,
    attn_mask: Tensor | None = None,
    use_separate_proj_weight: bool = False,
    q_proj_weight: Tensor | None = None,
    k_proj_weight: Tensor | None = None,
    v_proj_weight: Tensor | None = None,
    static_k: Tensor | None = None,
    static_v: Tensor | None = None,
    average_attn_weights: bool = True,
    is_causal: bool = False,
) -> tuple[Tensor, Tensor | None]:
    """(results [L, N, E], shares [N, L, S] or None); without rows [L, E] and [L, S].

    Masks: attn_mask [L, S] or [N · heads, L, S], key_padding_mask [N, S]; True where nobody looks,
    or numbers to add. The other arguments are `nn.MultiheadAttention`'s.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html

    >>> import tidu
    >>> x, one = tidu.ones(3, 2), tidu.eye(2)
    >>> out, shares = multi_head_attention_forward(
    ...     x, x, x, 2, 1, one.repeat(3, 1), None, None, None, False, 0.0, one, None)
    >>> out.shape, shares.shape
    (torch.Size([3, 2]), torch.Size([3, 3]))
    """
    batched = check_ranks(query, key, value, key_padding_mask, attn_mask, num_heads)
    mask, padding, hint = _masks(query, key_padding_mask, attn_mask, is_causal, need_weights)
    if not batched:
        one = {id(x): x.unsqueeze(1) for x in (query, key, value)}
        query, key, value = (one[id(x)] for x in (query, key, value))
        padding = None if padding is None else padding.unsqueeze(0)
    apart = use_separate_proj_weight
    _check_widths(query, key, value, embed_dim_to_check, num_heads, apart)
    given = (q_proj_weight, k_proj_weight, v_proj_weight) if apart else (in_proj_weight,)
    matrices = tuple(x for x in given if x is not None)
    if len(matrices) < len(given):
        raise AssertionError(say("attention.no_weights"))
    q, k, v = _projected(query, key, value, Weights(matrices, in_proj_bias))
    (times, rows, width), sources = query._value.shape, key._value.shape[0]
    parted = (rows * num_heads, width // num_heads)
    masks = _shaped_mask(mask, parted[0], (times, sources)), padding
    if bias_k is not None and bias_v is not None:
        if static_k is not None or static_v is not None:
            raise AssertionError(say("attention.static_bias"))
        k, v = (cat([x, b.expand(1, rows, -1)]) for x, b in ((k, bias_k), (v, bias_v)))
        masks = _longer(*masks)
    q, k, v = (x.reshape(-1, *parted).transpose(0, 1) for x in (q, k, v))
    k, v = k if static_k is None else static_k, v if static_v is None else static_v
    if add_zero_attn:
        nothing = zeros(parted[0], 1, parted[1], dtype=k.dtype)
        k, v = cat([k, nothing], 1), cat([v, nothing], 1)
        masks = _longer(*masks)
    p = dropout_p if training else 0.0
    mask = _joined(masks[0], masks[1], rows, k._value.shape[1], num_heads)
    out, shares = _attended(q, k, v, mask, p, hint, need_weights)
    if shares is not None:
        shares = shares.reshape(rows, num_heads, times, -1)
        shares = shares.mean(1) if average_attn_weights else shares
        shares = shares if batched else shares.squeeze(0)
    flat = linear(out.transpose(0, 1).reshape(times * rows, width), out_proj_weight, out_proj_bias)
    out = flat.reshape(times, rows, -1)
    return out if batched else out.squeeze(1), shares

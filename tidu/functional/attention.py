"""Attention: every query takes the values in shares that say how well their keys fit it.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.scaled_dot_product_attention.html
"""

from __future__ import annotations

from math import inf, sqrt

import numpy as np

from tidu.core.dtypes import from_numpy
from tidu.functional.dropout import dropout
from tidu.functional.operands import known, pick
from tidu.functional.softmax import softmax
from tidu.tensor.comparison import eq
from tidu.tensor.handle import wrap
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.promote import to_dtype
from tidu.tensor.tensor import Tensor
from tidu.text import say


def added(mask: Tensor | None, name: str, like: Tensor) -> Tensor | None:
    """A mask as numbers to add to scores: −∞ where a boolean one is True. AssertionError for whole numbers.

    >>> import tidu
    >>> added(tidu.tensor([True, False]), "attn_mask", tidu.ones(1))
    tensor([-inf, 0.])
    """
    if mask is None or mask._value.dtype.kind == "f":
        return mask
    if mask._value.dtype.kind != "b":
        raise AssertionError(say("attention.mask_type", name=name, given=mask.dtype))
    low, zero = (wrap(np.asarray(x, like._value.dtype)) for x in (-inf, 0))
    return pick(mask, low, zero)


def causal(times: int, sources: int) -> Tensor:
    """True where a query at one time may look at a key: not at later ones.

    >>> causal(2, 3)
    tensor([[ True, False, False],
            [ True,  True, False]])
    """
    return wrap(np.tri(times, sources, dtype=bool))


def _check(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, is_causal: bool) -> None:
    """RuntimeError for operands that do not belong together."""
    three = query, key, value
    if min(x._value.ndim for x in three) < 2:
        raise RuntimeError(say("attention.axes", shapes=", ".join(str(list(x.shape)) for x in three)))
    if len({x._value.dtype for x in three}) > 1:
        raise RuntimeError(say("attention.types", types=", ".join(str(x.dtype) for x in three)))
    if mask is None:
        return
    if is_causal:
        raise RuntimeError(say("attention.two_masks"))
    kinds = (np.dtype(bool), np.dtype(np.float32), query._value.dtype)
    if mask._value.dtype not in kinds:
        wanted = from_numpy(query._value.dtype)
        raise RuntimeError(say("attention.mask_kind", given=mask.dtype, wanted=wanted))


def _shares(scores: Tensor, mask: Tensor | None) -> Tensor:
    """Softmax along the last axis of scores under an added mask; a row that is masked whole gets zeros."""
    if mask is None:
        return softmax(scores, -1)
    dead = eq(mask, -inf).all(-1, keepdim=True)
    seen = known(dead)
    scores = scores + to_dtype(mask, scores._value.dtype)
    if seen is not None and not seen.any():
        return softmax(scores, -1)
    return softmax(scores.masked_fill(dead, 0.0), -1).masked_fill(dead, 0.0)


def _spread(heads: Tensor, count: int) -> Tensor:
    """`heads` [.., few, rows, width], each repeated in place until there are `count`."""
    shape = heads._value.shape
    few = shape[-3]
    if few == count:
        return heads
    if not few or count % few:
        raise RuntimeError(say("attention.groups", heads=count, few=few))
    wide = heads.unsqueeze(-3).expand(*shape[:-2], count // few, *shape[-2:])
    return wide.reshape(*shape[:-3], count, *shape[-2:])


def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,
    *,
    scale: float | None = None,
    enable_gqa: bool = False,
) -> Tensor:
    """softmax(query · keyᵀ · scale + mask) · value: [.., L, E], [.., S, E], [.., S, V] give [.., L, V].

    A boolean mask is True where a query may look, any other is added; is_causal lets none look
    ahead. scale is 1/√E unless given; dropout_p is always applied; enable_gqa repeats the heads
    (axis −3) of keys and values. RuntimeError for a mask and is_causal at once.

    >>> import tidu
    >>> x = tidu.tensor([[1.0, 0.0], [0.0, 1.0]])
    >>> scaled_dot_product_attention(x, x, x, is_causal=True)
    tensor([[1.0000, 0.0000],
            [0.3302, 0.6698]])
    """
    _check(query, key, value, attn_mask, is_causal)
    if enable_gqa:
        key, value = (_spread(x, query._value.shape[-3]) for x in (key, value))
    width = query._value.shape[-1]
    factor = (1 / sqrt(width) if width else 1.0) if scale is None else scale
    scores = matmul(query * factor, key.transpose(-2, -1))
    if is_causal:
        attn_mask = causal(*scores._value.shape[-2:])
    if attn_mask is not None and attn_mask._value.dtype.kind == "b":
        attn_mask = added(~attn_mask, "attn_mask", scores)
    return matmul(dropout(_shares(scores, attn_mask), dropout_p), value)

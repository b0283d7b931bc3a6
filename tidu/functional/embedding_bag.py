"""Bags of rows of a table: each bag's sum, mean or largest.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding_bag.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tidu.functional.embedding import embedding
from tidu.functional.operands import pick
from tidu.tensor.arithmetic import clamp
from tidu.tensor.comparison import logical_and
from tidu.tensor.handle import look, wrap
from tidu.tensor.promote import named, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def embedding_bag(
    input: Tensor,
    weight: Tensor,
    offsets: Tensor | None = None,
    max_norm: float | None = None,
    norm_type: float = 2,
    scale_grad_by_freq: bool = False,
    mode: str = "mean",
    sparse: bool = False,
    per_sample_weights: Tensor | None = None,
    include_last_offset: bool = False,
    padding_idx: int | None = None,
) -> Tensor:
    """The rows of weight [rows, width] that each bag names, as their "sum", "mean" or "max": [bags, width].

    input [bags, length], or [places] with `offsets` [bags], where each bag starts (and, with
    `include_last_offset`, where the last ends). Rows `padding_idx` do not count; an empty bag
    is 0. `per_sample_weights`, of the shape of input, multiply the rows of a sum. `max_norm`,
    `scale_grad_by_freq` and `sparse` are as in `embedding` (PyTorch divides the gradient of one
    row by another's frequency here).

    >>> import tidu
    >>> table = tidu.tensor([[1.0], [2.0], [4.0]])
    >>> embedding_bag(tidu.tensor([0, 1, 2]), table, tidu.tensor([0, 1]), mode="sum")
    tensor([[1.],
            [6.]])
    """
    _check(input, offsets, mode, scale_grad_by_freq, per_sample_weights)
    if input._value.ndim == 2:
        places, counted, factors = input, None, per_sample_weights
    else:
        assert offsets is not None
        shape, order, inside = _laid_out(input._value.shape[0], offsets, include_last_offset)
        counted = wrap(inside)
        places, factors = (
            None if x is None else _spread(x, order, shape) for x in (input, per_sample_weights)
        )
    assert places is not None
    if padding_idx is not None:
        rows = weight._value.shape[0]
        if not -rows <= padding_idx < rows:
            raise RuntimeError(say("layer.bag_padding", given=padding_idx, rows=rows))
        apart = places != padding_idx % rows
        counted = apart if counted is None else logical_and(counted, apart)
    rows = embedding(places, weight, None, max_norm, norm_type)
    if scale_grad_by_freq and rows.requires_grad:
        often = np.bincount(look(input).reshape(-1))[look(places)]
        shares = wrap((1 / np.maximum(often, 1)).astype(weight._value.dtype)).unsqueeze(-1)
        rows.register_hook(lambda g: g * shares)
    return named(_folded(rows, counted, factors, mode), "EmbeddingBag")


def _check(
    input: Tensor, offsets: Tensor | None, mode: str, by_freq: bool, per_sample_weights: Tensor | None
) -> None:
    shape = input._value.shape
    if mode not in ("sum", "mean", "max"):
        raise ValueError(say("layer.bag_mode", given=mode))
    if per_sample_weights is not None and per_sample_weights._value.shape != shape:
        given = list(per_sample_weights._value.shape)
        raise ValueError(say("layer.bag_weights_shape", given=given, shape=list(shape)))
    if len(shape) not in (1, 2):
        raise ValueError(say("layer.bag_axes", shape=list(shape)))
    if len(shape) == 2 and offsets is not None:
        raise ValueError(say("layer.bag_offsets_none", shape=list(shape)))
    if len(shape) == 1 and (offsets is None or offsets._value.ndim != 1):
        raise ValueError(say("layer.bag_offsets"))
    if mode == "max" and by_freq:
        raise ValueError(say("layer.bag_max_frequency"))
    if per_sample_weights is not None and mode != "sum":
        raise NotImplementedError(say("layer.bag_weights_mode", mode=mode))


def _laid_out(places: int, offsets: Tensor, ends: bool) -> tuple[tuple[int, int], np.ndarray, np.ndarray]:
    """Bags of several lengths as a table: its shape, which place stands where, and which are real."""
    starts = look(offsets)
    if starts.size and starts[0] != 0:
        raise RuntimeError(say("layer.bag_first", given=int(starts[0])))
    if starts.size and starts[-1] > places:
        raise RuntimeError(say("layer.bag_last", given=int(starts[-1]), places=places))
    bounds = starts if ends else np.append(starts, places)
    lengths = np.maximum(np.diff(bounds), 0)
    shape = (len(lengths), int(lengths.max(initial=0)))
    steps = np.arange(shape[1])
    inside = steps < lengths[:, None]
    order = np.where(inside, bounds[:-1, None] + steps, 0)
    return shape, order.reshape(-1), inside


def _spread(x: Tensor, order: np.ndarray, shape: tuple[int, int]) -> Tensor:
    """The elements of `x` in a table, each at the place that `order` says."""
    return x[wrap(order)].reshape(shape) if order.size else x[:0].reshape(shape)


def _folded(rows: Tensor, counted: Tensor | None, factors: Tensor | None, mode: str) -> Tensor:
    """Each bag of rows [bags, length, width] as one row."""
    if factors is not None:
        rows = rows * factors.unsqueeze(-1)
    bags, length, width = rows._value.shape
    if not length:
        return rows.new_zeros((bags, width))
    inside = None if counted is None else counted.unsqueeze(-1)
    if mode == "max":
        largest = (rows if inside is None else pick(inside, rows, float("-inf"))).max(1)[0]
        return largest if inside is None else pick(inside.any(1), largest, 0.0)
    total = (rows if inside is None else pick(inside, rows, 0.0)).sum(1)
    if mode == "sum":
        return total
    kind = rows._value.dtype
    return total / (length if inside is None else clamp(to_dtype(inside.sum(1), kind), min=1.0))

"""Whole numbers into vectors: rows of a table, or ones at their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tidu.functional.operands import demand, known, pick
from tidu.tensor.comparison import eq
from tidu.tensor.handle import look, wrap
from tidu.tensor.promote import INT64, named
from tidu.tensor.ranges import arange
from tidu.tensor.tape import grad_mode
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def padding_row(padding_idx: int | None, rows: int) -> int | None:
    """`padding_idx` counted from the front. AssertionError, as PyTorch has it, if there is no such row.

    >>> padding_row(-1, 10)
    9
    """
    if padding_idx is None:
        return None
    if not -rows <= padding_idx < rows:
        raise AssertionError(say("nn.padding_idx", given=padding_idx, rows=rows))
    return padding_idx % rows


def embedding(
    input: Tensor,
    weight: Tensor,
    padding_idx: int | None = None,
    max_norm: float | None = None,
    norm_type: float = 2.0,
    scale_grad_by_freq: bool = False,
    sparse: bool = False,
) -> Tensor:
    """Row input[...] of weight [rows, width]: the result has the shape of input and one axis more.

    The row `padding_idx` gets no gradient. Rows longer than `max_norm` are first shortened to
    it, in weight itself. `scale_grad_by_freq` divides a row's gradient by how often it occurs.
    `sparse` is accepted; gradients are dense here.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html

    >>> import tidu
    >>> embedding(tidu.tensor([1, 0]), tidu.tensor([[1.0, 2.0], [3.0, 4.0]]))
    tensor([[3., 4.],
            [1., 2.]])
    """
    if input._value.dtype.name not in ("int64", "int32"):
        raise RuntimeError(say("nn.embedding_index", given=input.dtype))
    if weight._value.ndim != 2:
        raise RuntimeError(say("nn.embedding_weight", rank=weight._value.ndim))
    skipped = padding_row(padding_idx, weight._value.shape[0])
    if max_norm is not None:
        _shorten(weight, input, float(max_norm), norm_type)
    rows = weight[input]
    if skipped is not None:
        rows = pick(eq(input, skipped).unsqueeze(-1), rows.detach(), rows)
    if scale_grad_by_freq and rows.requires_grad:
        counts = _counts(input, weight._value.dtype)
        rows.register_hook(lambda g: g / counts)
    return named(rows, "Embedding")


def _counts(input: Tensor, kind: np.dtype) -> Tensor:
    """How often each element of input occurs in it, [..., 1]."""
    _, places, counts = np.unique(look(input), return_inverse=True, return_counts=True)
    return wrap(counts[places].reshape(*input._value.shape, 1).astype(kind))


def _shorten(weight: Tensor, input: Tensor, max_norm: float, norm_type: float) -> None:
    """Brings the rows that input names down to `max_norm`, in place."""
    used = wrap(np.unique(look(input)))
    with grad_mode(False):
        rows = weight[used]
        norms = rows.norm(norm_type, 1, keepdim=True)
        weight[used] = rows * pick(norms > max_norm, max_norm / (norms + 1e-7), 1.0)


def one_hot(tensor: Tensor, num_classes: int = -1) -> Tensor:
    """int64 zeros with a 1 at each class, on a new last axis; −1 counts the classes itself.

    RuntimeError for what is not int64, negative, or beyond `num_classes`.

    >>> import tidu
    >>> one_hot(tidu.tensor([0, 2]))
    tensor([[1, 0, 0],
            [0, 0, 1]])
    """
    if tensor._value.dtype != INT64:
        raise RuntimeError(say("nn.one_hot_type", given=tensor.dtype))
    classes = look(tensor, "mask") if num_classes == -1 else known(tensor)
    if classes is None or not classes.size:
        if num_classes <= 0:
            raise RuntimeError(say("nn.one_hot_empty"))
    else:
        if classes.min() < 0:
            raise RuntimeError(say("nn.one_hot_negative", given=int(classes.min())))
        largest = int(classes.max())
        if num_classes == -1:
            num_classes = largest + 1
        elif num_classes < 1:
            raise RuntimeError(say("nn.one_hot_count", given=num_classes))
        elif largest >= num_classes:
            raise RuntimeError(say("nn.one_hot_range", given=largest, classes=num_classes))
    hot = eq(tensor.unsqueeze(-1), arange(num_classes)).long()
    return hot if classes is not None else demand(hot, (tensor >= 0) & (tensor < num_classes))

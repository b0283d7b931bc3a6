"""How far apart two batches of vectors are, in length and in angle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tidu.tensor.arithmetic import clamp
from tidu.tensor.handle import wrap
from tidu.tensor.movement import broadcast_tensors
from tidu.tensor.promote import named
from tidu.tensor.reduction import norm
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def pairwise_distance(
    x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-06, keepdim: bool = False
) -> Tensor:
    """The p-norm of x1 − x2 + eps along the last axis.

    eps keeps the gradient of two equal vectors finite, as in PyTorch.

    >>> import tidu
    >>> pairwise_distance(tidu.tensor([[3.0, 4.0]]), tidu.zeros(1, 2))
    tensor([5.0000])
    """
    return named(norm(x1 - x2 + eps, p, -1, keepdim), "NormBackward1")


def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-08) -> Tensor:
    """The cosine of the angle between x1 and x2 along `dim`; a length counts as at least eps.

    >>> import tidu
    >>> cosine_similarity(tidu.tensor([[1.0, 0.0]]), tidu.tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """
    x1, x2 = broadcast_tensors(x1, x2)
    first, second = (x / clamp(norm(x, 2, dim, keepdim=True), min=eps) for x in (x1, x2))
    return (first * second).sum(dim)


def pdist(input: Tensor, p: float = 2.0) -> Tensor:
    """The p-norm between every two rows of input [n, width]: [n · (n − 1) / 2], row by row.

    RuntimeError for other axes, whole numbers, or p below 0.

    >>> import tidu
    >>> pdist(tidu.tensor([[0.0], [1.0], [3.0]]))
    tensor([1., 3., 2.])
    """
    if input._value.ndim != 2:
        raise RuntimeError(say("layer.pdist_rank", shape=list(input._value.shape)))
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("layer.pdist_type", given=input.dtype))
    if p < 0:
        raise RuntimeError(say("layer.pdist_power", given=p))
    first, second = (wrap(places) for places in np.triu_indices(input._value.shape[0], 1))
    return named(norm(input[first] - input[second], p, 1), "Pdist")

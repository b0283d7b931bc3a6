"""Dropout: a random part of the elements set aside while training.

The numbers come from the default generator in PyTorch's order.
Source: https://docs.pytorch.org/docs/stable/nn.functional.html#dropout-functions
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from tidu.functional.activation import SELU_ALPHA, SELU_SCALE
from tidu.functional.operands import over
from tidu.ops import random
from tidu.ops.move import inverse
from tidu.tensor.movement import permute
from tidu.tensor.sampling import draw
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def check_probability(p: float) -> None:
    """ValueError unless `p` is in [0, 1].

    >>> check_probability(0.5)
    """
    if not 0 <= p <= 1:
        raise ValueError(say("nn.dropout", given=p))


def kept(input: Tensor, p: float, shape: tuple[int, ...]) -> Tensor:
    """1 for what is kept of `input`, each with probability 1 − p, else 0, in `shape`.

    In the shape of `input` it is drawn in the order in which that lies in memory, as PyTorch does.

    >>> import tidu
    >>> kept(tidu.ones(2), 0.0, (2,))
    tensor([1., 1.])
    """
    kind = input._value.dtype
    if kind.kind != "f":
        raise RuntimeError(say("nn.dropout_whole", given=input.dtype))
    order = axes_in_memory(input) if shape == input._value.shape else tuple(range(len(shape)))
    drawn = draw(random.dropout_mask, tuple(shape[axis] for axis in order), kind, None, keep=1 - p)
    return drawn if order == tuple(range(len(shape))) else permute(drawn, inverse(order))


def axes_in_memory(x: Tensor) -> tuple[int, ...]:
    """The axes of `x` from the slowest to the quickest in memory.

    >>> import tidu
    >>> axes_in_memory(tidu.ones(2, 3, 4).transpose(0, 1))
    (1, 0, 2)
    """
    axes, value = tuple(range(x._value.ndim)), x._value
    if value.flags.c_contiguous or 0 in value.strides:  # what repeats itself is drawn as it is seen
        return axes
    return tuple(sorted(axes, key=lambda axis: -abs(value.strides[axis])))


def self_normalising(input: Tensor, kept: Tensor, p: float) -> Tensor:
    """What `kept` (1 or 0) leaves of `input`, the rest at SELU's lowest value, scaled to variance 1.

    >>> import tidu
    >>> self_normalising(tidu.zeros(2), tidu.tensor([1.0, 0.0]), 0.5)
    tensor([ 0.7792, -0.7792])
    """
    if p == 1:
        return input * kept
    lowest = SELU_ALPHA * SELU_SCALE
    scale = 1 / sqrt((lowest * lowest * p + 1) * (1 - p))
    return input * (kept * scale) + ((kept - 1.0) * (lowest * scale) + lowest * scale * p)


def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Each element set to 0 with probability p, the others divided by 1 − p to keep the mean.

    input itself unless `training`. ValueError if p is not in [0, 1].

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> dropout(tidu.ones(4), 0.5)
    tensor([0., 0., 2., 0.])
    """
    check_probability(p)
    if not training or p == 0:
        return input
    if inplace:
        return over(input, dropout, p)
    mask = kept(input, p, input._value.shape)
    return input * (mask if p == 1 else mask / (1 - p))


def alpha_dropout(input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False) -> Tensor:
    """Dropout for SELU: what is dropped takes SELU's lowest value, mean 0 and variance 1 stay.

    Source: https://arxiv.org/abs/1706.02515

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> alpha_dropout(tidu.zeros(4), 0.5, training=True)
    tensor([-0.7792, -0.7792,  0.7792, -0.7792])
    """
    check_probability(p)
    if not training or p == 0:
        return input
    if inplace:
        return over(input, alpha_dropout, p, True)
    return self_normalising(input, kept(input, p, input._value.shape), p)

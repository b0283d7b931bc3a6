"""Dropout of whole channels: a feature map is kept or set aside as one.

The numbers come from the default generator in PyTorch's order.
Source: https://docs.pytorch.org/docs/stable/nn.functional.html#dropout-functions
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tidu.functional.dropout import check_probability, kept, self_normalising
from tidu.functional.operands import over
from tidu.functional.warn import warn
from tidu.tensor.movement import squeeze, unsqueeze
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _features(
    input: Tensor, p: float, training: bool, apply: Callable[[Tensor, Tensor, float], Tensor]
) -> Tensor:
    """`apply` with what is kept of the channels of input [N, channels, ...]."""
    if not training or p == 0 or not input._value.size:
        return input
    shape = input._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("layer.dropout_features", shape=list(shape)))
    return apply(input, kept(input, p, (*shape[:2], *(1,) * (len(shape) - 2))), p)


def _scaled(input: Tensor, kept: Tensor, p: float) -> Tensor:
    return input * (kept if p == 1 else kept / (1 - p))


def _alone(input: Tensor, rank: int, p: float, training: bool) -> Tensor:
    """Channel dropout of a batch, or of one sample that has one axis less than `rank`."""
    if input._value.ndim == rank:
        return _features(input, p, training, _scaled)
    return squeeze(_features(unsqueeze(input, 0), p, training, _scaled), 0)


def dropout1d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Each channel of [N, channels, length] or [channels, length] set to 0 with probability p.

    The others are divided by 1 − p. ValueError if p is not in [0, 1], RuntimeError for other axes.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> dropout1d(tidu.ones(3, 2))
    tensor([[0., 0.],
            [0., 0.],
            [2., 2.]])
    """
    check_probability(p)
    if input._value.ndim not in (2, 3):
        raise RuntimeError(say("layer.dropout1d", shape=list(input._value.shape)))
    return over(input, dropout1d, p, training) if inplace else _alone(input, 3, p, training)


def dropout2d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Each channel of [N, channels, height, width] set to 0 with probability p, the others / (1 − p).

    As in PyTorch three axes count as [N, channels, length], and others are warned of.

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> dropout2d(tidu.ones(1, 3, 1, 2)).flatten()
    tensor([0., 0., 0., 0., 2., 2.])
    """
    check_probability(p)
    rank = input._value.ndim
    if rank not in (3, 4):
        warn(say("layer.dropout_axes", name="dropout2d", rank=rank, wanted="[N, C, H, W]"))
    if rank == 3:
        warn(say("layer.dropout2d_three"))
    return over(input, dropout2d, p, training) if inplace else _features(input, p, training, _scaled)


def dropout3d(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """Each channel of [N, channels, depth, height, width] set to 0 with probability p, the others / (1 − p).

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> dropout3d(tidu.ones(3, 1, 1, 2)).flatten()
    tensor([0., 0., 0., 0., 2., 2.])
    """
    check_probability(p)
    rank = input._value.ndim
    if rank not in (4, 5):
        warn(say("layer.dropout_axes", name="dropout3d", rank=rank, wanted="[N, C, D, H, W]"))
    return over(input, dropout3d, p, training) if inplace else _alone(input, 5, p, training)


def feature_alpha_dropout(
    input: Tensor, p: float = 0.5, training: bool = False, inplace: bool = False
) -> Tensor:
    """`alpha_dropout` of whole channels of [N, channels, ...].

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> feature_alpha_dropout(tidu.zeros(1, 3, 2), training=True).flatten()
    tensor([-0.7792, -0.7792, -0.7792, -0.7792,  0.7792,  0.7792])
    """
    check_probability(p)
    if inplace:
        return over(input, feature_alpha_dropout, p, training)
    return _features(input, p, training, self_normalising)

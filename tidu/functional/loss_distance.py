"""Losses of a distance between a prediction and a target: squared, absolute, and between the two.

Shapes that differ broadcast, with a warning: [n] against [n, 1] is n × n differences.
Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.functional.loss_reduction import check_reduction, reduced, settled, total, warn_sizes
from tidu.functional.operands import pick
from tidu.tensor.promote import real_type, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _weighted(loss: Tensor, weight: Tensor, input: Tensor, reduction: str, *, by_weight: bool) -> Tensor:
    """The loss with a weight an element; the mean is over the weights if `by_weight`."""
    if weight._value.shape != input._value.shape:
        given, wanted = list(weight._value.shape), list(input._value.shape)
        raise ValueError(say("nn.loss_weight", given=given, wanted=wanted))
    check_reduction(reduction)
    if reduction == "mean" and by_weight:
        return total(loss * weight) / total(weight)
    return reduced(loss * weight, reduction)


def mse_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """(input − target)², as it is, averaged or summed.

    >>> import tidu
    >>> mse_loss(tidu.tensor([1.0, 2.0]), tidu.tensor([1.0, 4.0]))
    tensor(2.)
    """
    warn_sizes(input, target)
    reduction = settled(size_average, reduce, reduction)
    difference = input - target
    squares = difference * difference
    if weight is not None:
        return _weighted(squares, weight, input, reduction, by_weight=True)
    return reduced(squares, reduction, "MseLoss")


def l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    weight: Tensor | None = None,
) -> Tensor:
    """|input − target|, as it is, averaged or summed.

    >>> import tidu
    >>> l1_loss(tidu.tensor([1.0, 2.0]), tidu.tensor([1.0, 4.0]))
    tensor(1.)
    """
    warn_sizes(input, target)
    reduction = settled(size_average, reduce, reduction)
    distance = (input - target).abs()
    if weight is not None:
        return _weighted(distance, weight, input, reduction, by_weight=True)
    return reduced(distance, reduction)


def _bent(input: Tensor, target: Tensor, width: float) -> Tensor:
    """(input − target)² / 2 within `width` of 0, beyond it the tangent line."""
    difference = input - target
    difference = to_dtype(difference, real_type(difference))
    size = difference.abs()
    straight = (size - 0.5 * width) * width
    return pick(size < width, difference * difference * 0.5, straight)


def smooth_l1_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    beta: float = 1.0,
) -> Tensor:
    """The Huber loss divided by beta: half the square over beta near 0, |difference| − beta / 2 beyond.

    ValueError if beta < 0; with beta 0 it is the absolute loss.

    >>> import tidu
    >>> smooth_l1_loss(tidu.tensor([0.5, 3.0]), tidu.zeros(2), reduction="none")
    tensor([0.1250, 2.5000])
    """
    warn_sizes(input, target)
    reduction = settled(size_average, reduce, reduction)
    if beta < 0:
        raise RuntimeError(say("nn.smooth_l1", given=beta))
    if beta == 0:
        return reduced((input - target).abs(), reduction)
    loss = _bent(input, target, float(beta))
    return reduced(loss if beta == 1 else loss / float(beta), reduction, "SmoothL1Loss")


def huber_loss(
    input: Tensor,
    target: Tensor,
    reduction: str = "mean",
    delta: float = 1.0,
    weight: Tensor | None = None,
) -> Tensor:
    """Half the square within delta of 0, delta · (|difference| − delta / 2) beyond.

    RuntimeError unless delta > 0.

    >>> import tidu
    >>> huber_loss(tidu.tensor([0.5, 3.0]), tidu.zeros(2), reduction="none")
    tensor([0.1250, 2.5000])
    """
    warn_sizes(input, target)
    if not delta > 0:
        raise RuntimeError(say("nn.huber", given=delta))
    loss = _bent(input, target, float(delta))
    if weight is not None:
        return _weighted(loss, weight, input, reduction, by_weight=False)
    return reduced(loss, reduction, "HuberLoss")

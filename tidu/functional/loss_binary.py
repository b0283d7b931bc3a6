"""Losses of yes or no: cross entropy of probabilities and of scores, and margins of ±1.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.functional.activation import logsigmoid, tail
from tidu.functional.loss_reduction import check_sizes, reduced, settled
from tidu.functional.operands import check_real, demand, known, pick
from tidu.tensor.arithmetic import clamp
from tidu.tensor.mathematics import log, log1p
from tidu.tensor.promote import named, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

EDGE = 1e-12  # PyTorch's gradient takes p (1 − p) as at least this
LOWEST = -100.0  # and its value takes a logarithm as at least this


def _check_probabilities(x: Tensor, name: str) -> None:
    values = known(x)
    if values is not None and values.size and not (values.min() >= 0 and values.max() <= 1):
        low, high = float(values.min()), float(values.max())
        raise RuntimeError(say("nn.bce_range", name=name, low=low, high=high))


def _inside(input: Tensor) -> bool:
    """Whether all elements are known to be far enough from 0 and 1 for plain logarithms."""
    values = known(input)
    if values is None or not values.size:
        return False
    low, high = float(values.min()), float(values.max())
    return low * (1 - low) >= EDGE and high * (1 - high) >= EDGE


def _plain(input: Tensor, target: Tensor) -> Tensor:
    return -(target * log(input) + (1.0 - target) * log1p(-input))


def _saturated(input: Tensor, target: Tensor) -> Tensor:
    """As `_plain`; at 0 and 1 PyTorch's bounded value and bounded slope (p − target) / 1e-12."""
    fixed, aim = input.detach(), target.detach()
    inside = fixed * (1.0 - fixed) >= EDGE
    yes, no = clamp(log(fixed), min=LOWEST), clamp(log1p(-fixed), min=LOWEST)
    value = -(target * yes + (1.0 - target) * no)
    slope = (input * input * 0.5 - input * aim) / EDGE
    return pick(inside, _plain(pick(inside, input, 0.5), target), value + (slope - slope.detach()))


def _refuse_type(operation: str, input: Tensor, target: Tensor) -> None:
    raise RuntimeError(say("nn.target_type", operation=operation, given=target.dtype, wanted=input.dtype))


def binary_cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """−target · log(input) − (1 − target) · log(1 − input) of probabilities.

    Logarithms count as at least −100. ValueError if the shapes differ, RuntimeError outside [0, 1].

    >>> import tidu
    >>> binary_cross_entropy(tidu.tensor([0.5, 0.0]), tidu.tensor([1.0, 1.0]), reduction="none")
    tensor([  0.6931, 100.0000])
    """
    reduction = settled(size_average, reduce, reduction)
    check_sizes(input, target)
    check_real(input, "binary_cross_entropy")
    _check_probabilities(input, "input")
    _check_probabilities(target, "target")
    if target._value.dtype != input._value.dtype:
        _refuse_type("binary_cross_entropy", input, target)
    loss = _plain(input, target) if _inside(input) else _saturated(input, target)
    loss = reduced(loss if weight is None else loss * weight, reduction, "BinaryCrossEntropy")
    if known(input) is None:
        for x in (input.detach(), target):
            loss = demand(loss, (x >= 0) & (x <= 1))
    return loss


def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Tensor:
    """The binary cross entropy of sigmoid(input), exact for scores of any size.

    `pos_weight` multiplies what a target of 1 costs. ValueError if the shapes differ.

    >>> import tidu
    >>> binary_cross_entropy_with_logits(tidu.tensor([-1000.0]), tidu.tensor([1.0]))
    tensor(1000.)
    """
    reduction = settled(size_average, reduce, reduction)
    check_sizes(input, target)
    check_real(input, "binary_cross_entropy_with_logits")
    if target._value.dtype.kind != "f":
        _refuse_type("binary_cross_entropy_with_logits", input, target)
    input = to_dtype(input, target._value.dtype)  # the loss has the type of the target, as PyTorch's
    positive = input > 0.0
    rest = tail(input, positive)
    if pos_weight is None:
        loss = pick(positive, input, 0.0) - input * target + rest
    else:
        share = (pos_weight - 1.0) * target + 1.0
        loss = (1.0 - target) * input + pick(positive, 0.0, -input) * share + rest * share
    if weight is not None:
        loss = loss * weight
    return reduced(loss, reduction, "BinaryCrossEntropyWithLogits")


def soft_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """log(1 + e^(−target · input)), targets ±1.

    >>> import tidu
    >>> soft_margin_loss(tidu.tensor([0.0]), tidu.tensor([1.0]))
    tensor(0.6931)
    """
    reduction = settled(size_average, reduce, reduction)
    return reduced(-logsigmoid(input * target), reduction, "SoftMarginLoss")


def multilabel_soft_margin_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The binary cross entropy of each class's score, averaged over the classes (the last axis).

    >>> import tidu
    >>> multilabel_soft_margin_loss(tidu.zeros(1, 2), tidu.tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """
    reduction = settled(size_average, reduce, reduction)
    target = to_dtype(target, input._value.dtype)  # here whole numbers may say which classes
    loss = binary_cross_entropy_with_logits(input, target, weight, reduction="none")
    return reduced(named(loss.mean(-1), "Div"), reduction)


def hinge_embedding_loss(
    input: Tensor,
    target: Tensor,
    margin: float = 1.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """input where target is 1, max(0, margin − input) where it is −1, their sum elsewhere.

    >>> import tidu
    >>> hinge_embedding_loss(tidu.tensor([0.5, 0.5]), tidu.tensor([1, -1]), reduction="none")
    tensor([0.5000, 0.5000])
    """
    reduction = settled(size_average, reduce, reduction)
    short = clamp(margin - input, min=0.0)
    loss = pick(target != 1, short, 0.0) + pick(target != -1, input, 0.0)
    return reduced(loss, reduction)

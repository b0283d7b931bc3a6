"""Losses of choosing one class of many: negative log-likelihood and cross entropy.

Scores are [classes], [n, classes] or [n, classes, ...]; inside they become [rows, classes],
and each row's own class is picked by one flat index.
Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.cross_entropy.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tidu.core.mode import mode
from tidu.functional.loss_class_checks import (
    check_classes,
    check_labels,
    check_scores,
    check_targets,
)
from tidu.functional.loss_reduction import check_reduction, reduced, settled, total
from tidu.functional.operands import check_real, known, pick
from tidu.functional.softmax import log_softmax, shifted
from tidu.functional.softmax import total as row_total
from tidu.ops import index as places
from tidu.ops.class_loss import Shares, class_loss
from tidu.tensor.handle import wrap
from tidu.tensor.mathematics import exp, log
from tidu.tensor.promote import named, to_dtype
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def _rows(input: Tensor) -> Tensor:
    """The classes on the last axis of two."""
    rank = input._value.ndim
    if rank > 2:
        input = input.movedim(1, -1)
    return input if rank == 2 else input.reshape(-1, input._value.shape[-1])


def _label(input: Tensor) -> str:
    """What PyTorch prints of the loss's gradient."""
    return "NllLoss" if input._value.ndim < 3 else "NllLoss2D"


class _Labels:
    """The classes of all rows, with those to ignore known, and what each row weighs."""

    def __init__(self, rows: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int):
        classes = rows._value.shape[1]
        labels = target.long() if target._value.ndim == 1 else target.long().reshape(-1)
        values = known(labels)
        ignores = values is None or check_labels(values, classes, ignore_index)
        self.counted = labels != ignore_index if ignores else None
        labels = labels if self.counted is None else pick(self.counted, labels, 0)
        starts = np.arange(labels._value.size, dtype=np.int64) * classes
        self.places = labels + wrap(starts)
        if values is None:  # a class that is not there must not be found in another row
            there = (labels >= 0) & (labels < classes)
            self.places = pick(there, self.places, labels._value.size * classes)
        self.shape = target._value.shape
        self.kind = rows._value.dtype
        self.weights = None if weight is None else self.counting(to_dtype(weight, self.kind)[labels])

    def counting(self, x: Tensor) -> Tensor:
        """`x` of the rows that count, 0 for the others."""
        return x if self.counted is None else pick(self.counted, x, 0.0)

    def own(self, rows: Tensor) -> Tensor:
        """Each row's element of its own class."""
        return mode.bind(places.index, (rows.reshape(-1), self.places), {"key": (places.HERE,)})

    def finish(self, loss: Tensor, reduction: str) -> Tensor:
        """The weighted loss of the rows that count: as it is, summed, or averaged by weight."""
        check_reduction(reduction)
        loss = self.counting(loss if self.weights is None else loss * self.weights)
        if reduction == "none":
            return loss.reshape(self.shape)
        summed = total(loss)
        return summed if reduction == "sum" else summed / self.whole()

    def whole(self) -> Tensor | float:
        """The weight of all rows that count."""
        if self.weights is not None:
            return total(self.weights)
        if self.counted is not None:
            return total(to_dtype(self.counted, self.kind))
        return float(self.places._value.size)


def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """−input at each row's class, for log-probabilities; rows of class `ignore_index` count nothing.

    `weight` [classes] says what a class weighs; the mean is over the weights.
    IndexError for a class that is not there.

    >>> import tidu
    >>> nll_loss(tidu.tensor([[-0.5, -2.0], [-1.0, -3.0]]), tidu.tensor([0, 1]))
    tensor(1.7500)
    """
    reduction = settled(size_average, reduce, reduction)
    check_real(input, "nll_loss")
    check_classes(input, target, weight)
    rows = _rows(input)
    labels = _Labels(rows, target, weight, ignore_index)
    return named(labels.finish(-labels.own(rows), reduction), _label(input))


def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Tensor:
    """−log softmax(input) at each row's class, or its mean under class probabilities.

    target holds classes (whole numbers, the shape of input without its class axis) or
    probabilities (the shape of input). With `label_smoothing` each target gives that share of
    itself evenly to all classes. `weight` [classes] and `ignore_index` are as in `nll_loss`.

    >>> import tidu
    >>> scores = tidu.tensor([[2.0, 0.0], [0.0, 0.0]])
    >>> cross_entropy(scores, tidu.tensor([0, 1]))
    tensor(0.4100)
    >>> cross_entropy(scores, tidu.tensor([[1.0, 0.0], [0.5, 0.5]]))
    tensor(0.4100)
    """
    reduction = settled(size_average, reduce, reduction)
    check_reduction(reduction)
    check_scores(input, target)
    if not 0 <= label_smoothing <= 1:
        raise RuntimeError(say("nn.label_smoothing", given=label_smoothing))
    if target._value.shape == input._value.shape:
        return _of_probabilities(input, target, weight, ignore_index, reduction, label_smoothing)
    check_classes(input, target, weight)
    rows = _rows(input)
    if mode.whole and weight is None and label_smoothing == 0 and rows._value.size:
        flat = target.long() if target._value.ndim == 1 else target.long().reshape(-1)
        if not check_labels(flat._value, rows._value.shape[1], ignore_index):
            losses = mode.bind(class_loss, (rows, flat), {"shares": Shares()})
            if reduction == "none":
                return named(losses.reshape(target._value.shape), _label(input))
            return reduced(losses, reduction, _label(input))
    labels = _Labels(rows, target, weight, ignore_index)
    if label_smoothing > 0:
        return _smoothed(rows, labels, weight, reduction, label_smoothing)
    # log Σ e^x less the picked x: the same digits as picking from log_softmax, in fewer passes.
    moved = shifted(rows, (1,))
    whole = log(row_total(exp(moved), (1,), keepdims=False))
    return named(labels.finish(whole - labels.own(moved), reduction), _label(input))


def _smoothed(rows: Tensor, labels: _Labels, weight: Tensor | None, reduction: str, share: float) -> Tensor:
    """The own class and all classes evenly, in the proportion (1 − share) to share."""
    logs = log_softmax(rows, 1)
    spread = -(logs if weight is None else logs * to_dtype(weight, labels.kind)).sum(1)
    spread = labels.counting(spread)
    own = labels.finish(-labels.own(logs), reduction)
    if reduction == "none":
        every = spread.reshape(labels.shape)
    else:
        every = total(spread) if reduction == "sum" else total(spread) / labels.whole()
    return own * (1 - share) + every * (share / rows._value.shape[1])


def _of_probabilities(
    input: Tensor, target: Tensor, weight: Tensor | None, ignore_index: int, reduction: str, share: float
) -> Tensor:
    check_targets(input, target, weight, ignore_index)
    axis = 0 if input._value.ndim == 1 else 1
    classes = input._value.shape[axis]
    target = to_dtype(target, input._value.dtype)
    if share > 0:
        target = target * (1 - share) + share / classes
    scored = log_softmax(input, axis) * target
    if weight is not None:
        scored = scored * weight.reshape((-1,) + (1,) * (input._value.ndim - axis - 1))
    loss = -scored.sum(axis)
    if reduction == "none":
        return loss
    return named(total(loss), "Neg") if reduction == "sum" else reduced(loss, "mean", "DivBackward1")

"""Losses that ask one number to beat another by a margin.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#loss-functions
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from tidu.functional.distance import pairwise_distance
from tidu.functional.loss_class_checks import check_labels, check_weight_type
from tidu.functional.loss_reduction import check_reduction, reduced, settled
from tidu.functional.operands import known, pick
from tidu.tensor.arithmetic import clamp, minimum
from tidu.tensor.handle import wrap
from tidu.tensor.mathematics import sqrt
from tidu.tensor.picking import along
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def short_of(margin: Tensor) -> Tensor:
    """max(0, margin)."""
    return named(clamp(margin, min=0.0), "ClampMin")


def margin_ranking_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """max(0, −target · (input1 − input2) + margin); target 1 wants input1 larger, −1 input2.

    RuntimeError unless all have as many axes.

    >>> import tidu
    >>> margin_ranking_loss(tidu.tensor([1.0]), tidu.tensor([3.0]), tidu.tensor([1.0]))
    tensor(2.)
    """
    reduction = settled(size_average, reduce, reduction)
    shapes = [list(x._value.shape) for x in (input1, input2, target)]
    if len({len(shape) for shape in shapes}) > 1:
        raise RuntimeError(say("nn.margin_ranking", a=shapes[0], b=shapes[1], target=shapes[2]))
    return reduced(short_of(-target * (input1 - input2) + margin), reduction)


def cosine_embedding_loss(
    input1: Tensor,
    input2: Tensor,
    target: Tensor,
    margin: float = 0.0,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """1 − cosine where target is 1, max(0, cosine − margin) where it is −1.

    input1 and input2 [n, width] with target [n], or [width] with a target of no axis.

    >>> import tidu
    >>> cosine_embedding_loss(tidu.tensor([[1.0, 0.0]]), tidu.tensor([[0.0, 1.0]]), tidu.tensor([1]))
    tensor(1.)
    """
    reduction = settled(size_average, reduce, reduction)
    shapes = [list(x._value.shape) for x in (input1, input2, target)]
    rank = len(shapes[2])
    if rank > 1:
        raise RuntimeError(say("nn.cosine_target", target=shapes[2]))
    if len(shapes[0]) != rank + 1 or len(shapes[1]) != rank + 1:
        raise RuntimeError(say("nn.cosine_inputs", a=shapes[0], b=shapes[1], target=shapes[2], rank=rank + 1))
    tiny = 1e-12  # PyTorch's, under the root
    lengths = ((input1 * input1).sum(rank) + tiny) * ((input2 * input2).sum(rank) + tiny)
    cosine = (input1 * input2).sum(rank) / sqrt(lengths)
    alike = pick(target == 1, 1.0 - cosine, 0.0)
    apart = pick(target == -1, clamp(cosine - margin, min=0.0), 0.0)
    return reduced(alike + apart, reduction)


def triplet_margin_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    margin: float = 1.0,
    p: float = 2.0,
    eps: float = 1e-06,
    swap: bool = False,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """max(0, distance to positive − distance to negative + margin), in the p-norm.

    `swap` takes the distance between positive and negative where that is smaller. ValueError
    unless margin > 0, RuntimeError unless all have as many axes.

    >>> import tidu
    >>> zero, one = tidu.zeros(1, 1), tidu.ones(1, 1)
    >>> triplet_margin_loss(zero, one, zero)
    tensor(2.0000)
    """
    reduction = settled(size_average, reduce, reduction)
    if not margin > 0:
        raise ValueError(say("nn.triplet_margin", given=margin))
    shapes = [list(x._value.shape) for x in (anchor, positive, negative)]
    if len({len(shape) for shape in shapes}) > 1:
        raise RuntimeError(say("nn.triplet_axes", a=shapes[0], b=shapes[1], c=shapes[2]))
    near, far = pairwise_distance(anchor, positive, p, eps), pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = minimum(far, pairwise_distance(positive, negative, p, eps))
    return reduced(short_of(near - far + margin), reduction)


def multi_margin_loss(
    input: Tensor,
    target: Tensor,
    p: int = 1,
    margin: float = 1.0,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The mean over the other classes of max(0, margin − own score + their score) to the power p.

    input [n, classes] with target [n], or [classes] with a target of no axis; the mean divides
    by all classes. ValueError unless p is 1 or 2, IndexError for a class that is not there.

    >>> import tidu
    >>> multi_margin_loss(tidu.tensor([[1.0, 1.5]]), tidu.tensor([0]))
    tensor(0.7500)
    """
    check_reduction(reduction := settled(size_average, reduce, reduction))
    if p not in (1, 2):
        raise ValueError(say("nn.multi_margin_power", given=p))
    shape, given = input._value.shape or (1,), target._value.shape
    one = ((), (1,)) if len(shape) == 1 else ()  # a single row's class, with an axis or without
    if len(shape) not in (1, 2) or given not in (*one, shape[:-1]) or (len(shape) == 2 and not given):
        raise RuntimeError(say("nn.multi_margin_shape", shape=list(shape), given=list(given)))
    if weight is not None and weight._value.ndim != 1:
        raise ValueError(say("nn.class_weight", given=list(weight._value.shape), classes=shape[-1]))
    if target._value.dtype != np.int64:
        raise RuntimeError(say("layer.labels_type", operation="multi_margin_loss", given=target.dtype))
    rows, labels = input.reshape(-1, shape[-1]), target.reshape(-1, 1)
    values = known(labels)
    if values is not None:
        check_labels(values, shape[-1], None)
    else:  # a class that is not there must not be counted from the end
        labels = pick(labels >= 0, labels, shape[-1])
    short = clamp(margin - along(rows, labels, 1) + rows, min=0.0)
    short = short * short if p == 2 else short
    if weight is not None:
        check_weight_type(weight, input)
        short = short * weight[labels]
    own = labels == wrap(np.arange(shape[-1]))
    loss = pick(own, 0.0, short).sum(1) / shape[-1]
    return reduced(loss.reshape(given), reduction, "MultiMarginLoss")


def multilabel_margin_loss(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Tensor:
    """The mean over all pairs of a class named and one not of max(0, 1 − own score + other's score).

    target [n, classes] names classes up to the first −1, input is [n, classes]; or both [classes].
    The sum of the pairs is divided by all classes.

    >>> import tidu
    >>> multilabel_margin_loss(tidu.tensor([[0.1, 0.2, 0.4, 0.8]]), tidu.tensor([[3, 0, -1, 1]]))
    tensor(0.8500)
    """
    check_reduction(reduction := settled(size_average, reduce, reduction))
    shape, given = input._value.shape, target._value.shape
    if given != shape or len(shape) > 2:
        raise RuntimeError(say("layer.labels_shape", shape=list(shape), given=list(given)))
    if target._value.dtype.name != "int64":
        raise RuntimeError(say("layer.labels_type", operation="multilabel_margin_loss", given=target.dtype))
    rows, labels = (x.reshape(-1, shape[-1] if shape else 1) for x in (input, target))
    classes = rows._value.shape[1]
    values = known(labels)
    if values is not None and values.size and not (values.min() >= -1 and values.max() < classes):
        wrong = int(values.min()) if values.min() < -1 else int(values.max())
        raise RuntimeError(say("layer.labels_range", given=wrong, classes=classes))
    named_ones = (labels < 0).long().cumsum(1).eq(0)  # those before the first −1
    places = wrap(np.arange(classes))
    hot = labels.unsqueeze(2).eq(places) & named_ones.unsqueeze(2)
    others = hot.any(1).logical_not()
    own = along(rows, pick(named_ones, labels, 0), 1)
    short = clamp(1.0 - own.unsqueeze(2) + rows.unsqueeze(1), min=0.0)
    counted = named_ones.unsqueeze(2) & others.unsqueeze(1)
    loss = pick(counted, short, 0.0).sum((1, 2)) / classes
    return reduced(loss.reshape(shape[:-1]), reduction, "MultilabelMarginLoss")


def triplet_margin_with_distance_loss(
    anchor: Tensor,
    positive: Tensor,
    negative: Tensor,
    *,
    distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
    margin: float = 1.0,
    swap: bool = False,
    reduction: str = "mean",
) -> Tensor:
    """`triplet_margin_loss` with a distance of one's own; by default `pairwise_distance`.

    >>> import tidu
    >>> zero, one = tidu.zeros(1, 1), tidu.ones(1, 1)
    >>> far = lambda x, y: (x - y).abs().sum(-1)
    >>> triplet_margin_with_distance_loss(zero, one, zero, distance_function=far)
    tensor(2.)
    """
    check_reduction(reduction)
    if not margin > 0:
        raise ValueError(say("nn.triplet_margin", given=margin))
    distance = pairwise_distance if distance_function is None else distance_function
    shapes = [list(x._value.shape) for x in (anchor, positive, negative)]
    if len({len(shape) for shape in shapes}) > 1:
        raise RuntimeError(say("nn.triplet_axes", a=shapes[0], b=shapes[1], c=shapes[2]))
    near, far = distance(anchor, positive), distance(anchor, negative)
    if swap:
        far = minimum(far, distance(positive, negative))
    return reduced(short_of(near - far + margin), reduction)

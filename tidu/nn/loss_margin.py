"""Losses that ask one number to beat another by a margin, as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
"""

from __future__ import annotations

from collections.abc import Callable

from tidu.functional import loss_margin
from tidu.nn.distance import PairwiseDistance
from tidu.nn.loss_base import Loss, WeightedLoss
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Margin(Loss):
    """The base of losses whose only setting beside the reduction is a margin."""

    def __init__(
        self,
        margin: float = 0.0,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin


class MarginRankingLoss(Margin):
    """max(0, −target · (input1 − input2) + margin), targets ±1.

    >>> import tidu
    >>> MarginRankingLoss()(tidu.tensor([1.0]), tidu.tensor([3.0]), tidu.tensor([1.0]))
    tensor(2.)
    """

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return loss_margin.margin_ranking_loss(input1, input2, target, self.margin, reduction=self.reduction)


class CosineEmbeddingLoss(Margin):
    """1 − cosine where target is 1, max(0, cosine − margin) where it is −1.

    >>> import tidu
    >>> CosineEmbeddingLoss()(tidu.tensor([[1.0, 0.0]]), tidu.tensor([[0.0, 1.0]]), tidu.tensor([1]))
    tensor(1.)
    """

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return loss_margin.cosine_embedding_loss(
            input1, input2, target, self.margin, reduction=self.reduction
        )


class TripletMarginLoss(Loss):
    """max(0, distance to positive − distance to negative + margin). ValueError unless margin > 0.

    >>> import tidu
    >>> TripletMarginLoss()(tidu.zeros(1, 1), tidu.ones(1, 1), tidu.zeros(1, 1))
    tensor(2.0000)
    """

    def __init__(
        self,
        margin: float = 1.0,
        p: float = 2.0,
        eps: float = 1e-06,
        swap: bool = False,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(size_average, reduce, reduction)
        if not margin > 0:
            raise ValueError(say("nn.triplet_margin", given=margin))
        self.margin = margin
        self.p = p
        self.eps = eps
        self.swap = swap

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        return loss_margin.triplet_margin_loss(
            anchor, positive, negative, self.margin, self.p, self.eps, self.swap, reduction=self.reduction
        )


class MultiMarginLoss(WeightedLoss):
    """The mean over the other classes of max(0, margin − own score + their score) to the power p.

    >>> import tidu
    >>> MultiMarginLoss()(tidu.tensor([[1.0, 1.5]]), tidu.tensor([0]))
    tensor(0.7500)
    """

    def __init__(
        self,
        p: int = 1,
        margin: float = 1.0,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(weight, size_average, reduce, reduction)
        if p not in (1, 2):
            raise ValueError(say("nn.multi_margin_power", given=p))
        if weight is not None and weight._value.ndim != 1:
            raise ValueError(say("nn.multi_margin_weight", rank=weight._value.ndim))
        self.p = p
        self.margin = margin

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_margin.multi_margin_loss(
            input, target, self.p, self.margin, self.weight, reduction=self.reduction
        )


class MultiLabelMarginLoss(Loss):
    """The mean over all pairs of a class named and one not of max(0, 1 − own score + other's score).

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiLabelMarginLoss.html

    >>> import tidu
    >>> MultiLabelMarginLoss()(tidu.tensor([[0.1, 0.2, 0.4, 0.8]]), tidu.tensor([[3, 0, -1, 1]]))
    tensor(0.8500)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_margin.multilabel_margin_loss(input, target, reduction=self.reduction)


class TripletMarginWithDistanceLoss(Loss):
    """`TripletMarginLoss` with a distance of one's own, a function or a module.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TripletMarginWithDistanceLoss.html

    >>> import tidu
    >>> loss = TripletMarginWithDistanceLoss(distance_function=lambda x, y: (x - y).abs().sum(-1))
    >>> loss(tidu.zeros(1, 1), tidu.ones(1, 1), tidu.zeros(1, 1))
    tensor(2.)
    """

    def __init__(
        self,
        *,
        distance_function: Callable[[Tensor, Tensor], Tensor] | None = None,
        margin: float = 1.0,
        swap: bool = False,
        reduction: str = "mean",
    ):
        super().__init__(reduction=reduction)
        if not margin > 0:
            raise ValueError(say("nn.triplet_margin", given=margin))
        self.distance_function = PairwiseDistance() if distance_function is None else distance_function
        self.margin = margin
        self.swap = swap

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        return loss_margin.triplet_margin_with_distance_loss(
            anchor, positive, negative, distance_function=self.distance_function, margin=self.margin,
            swap=self.swap, reduction=self.reduction,
        )  # fmt: skip

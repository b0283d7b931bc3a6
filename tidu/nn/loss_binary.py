"""Losses of yes or no, as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
"""

from __future__ import annotations

from tidu.functional import loss_binary
from tidu.nn.loss_base import Loss, WeightedLoss
from tidu.tensor.tensor import Tensor


class BCELoss(WeightedLoss):
    """The binary cross entropy of probabilities.

    >>> import tidu
    >>> BCELoss()(tidu.tensor([0.5]), tidu.tensor([1.0]))
    tensor(0.6931)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_binary.binary_cross_entropy(input, target, self.weight, reduction=self.reduction)


class BCEWithLogitsLoss(WeightedLoss):
    """The binary cross entropy of scores; `pos_weight` multiplies what a target of 1 costs.

    >>> import tidu
    >>> BCEWithLogitsLoss()(tidu.tensor([0.0]), tidu.tensor([1.0]))
    tensor(0.6931)
    """

    pos_weight: Tensor | None

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        pos_weight: Tensor | None = None,
    ):
        super().__init__(weight, size_average, reduce, reduction)
        self.register_buffer("pos_weight", pos_weight)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_binary.binary_cross_entropy_with_logits(
            input, target, self.weight, pos_weight=self.pos_weight, reduction=self.reduction
        )


class SoftMarginLoss(Loss):
    """log(1 + e^(−target · input)), targets ±1.

    >>> import tidu
    >>> SoftMarginLoss()(tidu.tensor([0.0]), tidu.tensor([1.0]))
    tensor(0.6931)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_binary.soft_margin_loss(input, target, reduction=self.reduction)


class MultiLabelSoftMarginLoss(WeightedLoss):
    """The binary cross entropy of each class's score, averaged over the classes.

    >>> import tidu
    >>> MultiLabelSoftMarginLoss()(tidu.zeros(1, 2), tidu.tensor([[1.0, 0.0]]))
    tensor(0.6931)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_binary.multilabel_soft_margin_loss(input, target, self.weight, reduction=self.reduction)


class HingeEmbeddingLoss(Loss):
    """input where target is 1, max(0, margin − input) where it is −1.

    >>> import tidu
    >>> HingeEmbeddingLoss()(tidu.tensor([0.5]), tidu.tensor([-1]))
    tensor(0.5000)
    """

    def __init__(
        self,
        margin: float = 1.0,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_binary.hinge_embedding_loss(input, target, self.margin, reduction=self.reduction)

"""Losses of a distance, as modules.

Source: https://docs.pytorch.org/docs/stable/nn.html#loss-functions
"""

from __future__ import annotations

from tidu.functional import loss_distance
from tidu.nn.loss_base import Loss
from tidu.tensor.tensor import Tensor
from tidu.text import say


class MSELoss(Loss):
    """(input − target)².

    >>> import tidu
    >>> MSELoss()(tidu.tensor([1.0, 2.0]), tidu.tensor([1.0, 4.0]))
    tensor(2.)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_distance.mse_loss(input, target, reduction=self.reduction)


class L1Loss(Loss):
    """|input − target|.

    >>> import tidu
    >>> L1Loss()(tidu.tensor([1.0, 2.0]), tidu.tensor([1.0, 4.0]))
    tensor(1.)
    """

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_distance.l1_loss(input, target, reduction=self.reduction)


class SmoothL1Loss(Loss):
    """Half the square over beta within beta of 0, |input − target| − beta / 2 beyond.

    >>> import tidu
    >>> SmoothL1Loss()(tidu.tensor([0.5]), tidu.zeros(1))
    tensor(0.1250)
    """

    def __init__(
        self,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        beta: float = 1.0,
    ):
        super().__init__(size_average, reduce, reduction)
        self.beta = beta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_distance.smooth_l1_loss(input, target, reduction=self.reduction, beta=self.beta)


class HuberLoss(Loss):
    """Half the square within delta of 0, delta · (|input − target| − delta / 2) beyond.

    >>> import tidu
    >>> HuberLoss()(tidu.tensor([3.0]), tidu.zeros(1))
    tensor(2.5000)
    """

    def __init__(self, reduction: str = "mean", delta: float = 1.0):
        if not isinstance(delta, int | float):
            raise TypeError(say("nn.huber_type", given=type(delta).__name__))
        super().__init__(reduction=reduction)
        self.delta = delta

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return loss_distance.huber_loss(input, target, reduction=self.reduction, delta=self.delta)

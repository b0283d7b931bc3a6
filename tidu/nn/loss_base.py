"""What loss modules share: the reduction, in words or in PyTorch's old pair of flags."""

from __future__ import annotations

from tidu.functional.loss_reduction import settled
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class Loss(Module):
    """The base of losses: `reduction` is "none", "mean" or "sum"."""

    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean"):
        super().__init__()
        self.reduction = settled(size_average, reduce, reduction)


class WeightedLoss(Loss):
    """The base of losses with weights, which are a buffer."""

    weight: Tensor | None

    def __init__(
        self,
        weight: Tensor | None = None,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)

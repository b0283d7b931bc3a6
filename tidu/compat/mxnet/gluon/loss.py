"""`mxnet.gluon.loss`: one loss a sample, not their mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.compat.mxnet.array import NDArray, apply
from tidu.compat.mxnet.gluon.nn import Block
from tidu.core.refused import refusing
from tidu.nn import functional
from tidu.tensor.tensor import Tensor

__all__ = [
    "HuberLoss", "L1Loss", "L2Loss", "Loss", "SigmoidBCELoss", "SigmoidBinaryCrossEntropyLoss",
    "SoftmaxCELoss", "SoftmaxCrossEntropyLoss",
]  # fmt: skip

__getattr__ = refusing("mxnet.gluon.loss", __all__)


class Loss(Block):
    """Losses by sample, times `weight`."""

    def __init__(self, weight: float | None = None, batch_axis: int = 0, **names: Any):
        super().__init__(**names)
        self.weight = 1.0 if weight is None else weight

    def sampled(self, function: Callable[[Tensor, Tensor], Tensor], pred: NDArray, label: NDArray) -> NDArray:
        """The mean of a loss over each sample: (N,)."""

        def loss(x: Tensor, y: Tensor) -> Tensor:
            each = function(x, y.reshape(x.shape).to(x.dtype)) * self.weight
            return each.reshape(each.shape[0], -1).mean(1)

        return apply(loss, pred, label)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(batch_axis=0, w={self.weight})"


class L2Loss(Loss):
    """(prediction - label)² / 2.

    >>> from tidu.compat.mxnet import nd
    >>> L2Loss()(nd.array([3, 1]), nd.array([1, 1])).asnumpy()
    array([2., 0.], dtype=float32)
    """

    def forward(self, *args: Any) -> NDArray:
        """pred, label: (N, ...)."""
        return self.sampled(lambda x, y: (x - y).square() / 2, *args)


class L1Loss(Loss):
    """The absolute difference."""

    def forward(self, *args: Any) -> NDArray:
        """pred, label: (N, ...)."""
        return self.sampled(lambda x, y: (x - y).abs(), *args)


class HuberLoss(Loss):
    """Squares for differences up to `rho`, straight beyond."""

    def __init__(self, rho: float = 1, weight: float | None = None, batch_axis: int = 0, **names: Any):
        super().__init__(weight, batch_axis, **names)
        self.rho = rho

    def forward(self, *args: Any) -> NDArray:
        """pred, label: (N, ...)."""
        rho = self.rho
        return self.sampled(lambda x, y: functional.huber_loss(x, y, "none", rho) / rho, *args)


class SigmoidBinaryCrossEntropyLoss(Loss):
    """Cross-entropy of two classes, of logits or with `from_sigmoid` of probabilities."""

    def __init__(
        self, from_sigmoid: bool = False, weight: float | None = None, batch_axis: int = 0, **names: Any
    ):  # fmt: skip
        super().__init__(weight, batch_axis, **names)
        self.from_sigmoid = from_sigmoid

    def forward(self, *args: Any) -> NDArray:
        """pred, label: (N, ...)."""
        real, logits = functional.binary_cross_entropy, functional.binary_cross_entropy_with_logits
        function = real if self.from_sigmoid else logits
        return self.sampled(lambda x, y: function(x, y, reduction="none"), *args)


class SoftmaxCrossEntropyLoss(Loss):
    """Cross-entropy of logits (N, C) with classes (N,), or with `sparse_label=False` probabilities (N, C)."""

    def __init__(
        self, axis: int = -1, sparse_label: bool = True, from_logits: bool = False,
        weight: float | None = None, batch_axis: int = 0, **names: Any,
    ):  # fmt: skip
        super().__init__(weight, batch_axis, **names)
        self.axis, self.sparse_label, self.from_logits = axis, sparse_label, from_logits

    def forward(self, *args: Any) -> NDArray:
        """pred: (N, C); label: (N,), or (N, C)."""

        def loss(x: Tensor, y: Tensor) -> Tensor:
            logs = x if self.from_logits else x.log_softmax(self.axis)
            if self.sparse_label:
                each = -logs.gather(self.axis, y.long().unsqueeze(self.axis))
            else:
                each = -(logs * y).sum(self.axis, keepdim=True)
            return (each * self.weight).reshape(each.shape[0], -1).mean(1)

        return apply(loss, *args)


SigmoidBCELoss, SoftmaxCELoss = SigmoidBinaryCrossEntropyLoss, SoftmaxCrossEntropyLoss

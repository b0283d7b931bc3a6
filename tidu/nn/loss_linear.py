"""An affine layer and its cross entropy as one module."""

from __future__ import annotations

from math import prod
from typing import Any

from tidu.core.dtypes import dtype as Dtype
from tidu.functional.loss_linear import LinearCrossEntropyOptions, linear_cross_entropy
from tidu.nn.linear import Linear
from tidu.nn.loss_base import WeightedLoss
from tidu.tensor.tensor import Tensor
from tidu.text import say


class LinearCrossEntropyLoss(WeightedLoss):
    """The cross entropy of the scores that its own `linear` layer gives for input [N, in_features].

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LinearCrossEntropyLoss.html

    >>> import tidu
    >>> LinearCrossEntropyLoss(3, 5)(tidu.ones(2, 3), tidu.tensor([0, 4])).shape
    torch.Size([])
    """

    def __init__(
        self,
        in_features: int,
        num_classes: int,
        *,
        out_features: tuple[int, ...] = (),
        bias: bool = False,
        device: Any = None,
        dtype: Dtype | None = None,
        reduction: str = "mean",
        weight: Tensor | None = None,
        ignore_index: int | None = None,
        label_smoothing: float = 0.0,
        options: LinearCrossEntropyOptions | None = None,
    ):
        if weight is not None and weight._value.shape != (num_classes,):
            given = list(weight._value.shape)
            raise RuntimeError(say("layer.linear_loss_weight", given=given, classes=num_classes))
        if not 0 <= label_smoothing <= 1:
            raise RuntimeError(say("layer.linear_loss_smoothing", given=label_smoothing))
        super().__init__(weight, None, None, reduction)
        self.num_classes = num_classes
        self.out_features = out_features
        self.ignore_index = ignore_index
        self.label_smoothing = label_smoothing
        self.linear = Linear(in_features, num_classes * prod(out_features), bias, device, dtype)
        self.options = options

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        classes = (self.num_classes, *self.out_features)
        bias = self.linear.bias
        return linear_cross_entropy(
            input,
            self.linear.weight.reshape(*classes, self.linear.in_features),
            target,
            linear_bias=None if bias is None else bias.reshape(classes),
            weight=self.weight,
            reduction=self.reduction,
            ignore_index=self.ignore_index,
            label_smoothing=self.label_smoothing,
            options=self.options,
        )

    def extra_repr(self) -> str:
        return (
            f"in_features={self.linear.in_features}, num_classes={self.num_classes}, "
            f"out_features={self.out_features}, bias={self.linear.bias is not None}, "
            f"reduction={self.reduction}, ignore_index={self.ignore_index}, "
            f"label_smoothing={self.label_smoothing}, options={self.options}"
        )

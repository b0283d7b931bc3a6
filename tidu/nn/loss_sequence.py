"""The loss of an unaligned sequence, as a module."""

from __future__ import annotations

from typing import Any

from tidu.functional.loss_sequence import ctc_loss
from tidu.nn.loss_base import Loss
from tidu.tensor.tensor import Tensor


class CTCLoss(Loss):
    """−log of the probability of a sequence of labels, over every way to align it with the steps.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html

    >>> import tidu
    >>> steps = tidu.full((2, 1, 2), 0.5).log()
    >>> CTCLoss()(steps, tidu.tensor([[1]]), [2], [1]).exp()
    tensor(1.3333)
    """

    def __init__(self, blank: int = 0, reduction: str = "mean", zero_infinity: bool = False):
        super().__init__(reduction=reduction)
        self.blank = blank
        self.zero_infinity = zero_infinity

    def forward(self, log_probs: Tensor, targets: Tensor, input_lengths: Any, target_lengths: Any) -> Tensor:
        return ctc_loss(
            log_probs, targets, input_lengths, target_lengths, self.blank, self.reduction, self.zero_infinity
        )

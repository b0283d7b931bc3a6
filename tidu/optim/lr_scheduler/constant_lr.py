"""A smaller learning rate for the first steps."""

from __future__ import annotations

from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class ConstantLR(LRScheduler):
    """Multiplies the learning rate by `factor` until `total_iters` steps are done.

    ValueError unless 0 ≤ `factor` ≤ 1.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = ConstantLR(optimizer, factor=0.5, total_iters=2)
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.05, 0.05, 0.1, 0.1, 0.1]
    """

    def __init__(
        self, optimizer: Optimizer, factor: float = 1.0 / 3, total_iters: int = 5, last_epoch: int = -1
    ):
        if not 0 <= factor <= 1.0:
            raise ValueError(say("schedule.constant_factor", given=factor))
        self.factor = factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)

    def _rates(self) -> list[Any]:
        if self.last_epoch == 0:
            return self._times(self.factor)
        if self.last_epoch != self.total_iters:
            return self._current()
        return self._times(1.0 / self.factor)

    def _get_closed_form_lr(self) -> list[Any]:
        over = self.last_epoch >= self.total_iters
        return [lr * (self.factor + over * (1 - self.factor)) for lr in self.base_lrs]

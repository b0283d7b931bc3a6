"""A fall by a factor at every step."""

from __future__ import annotations

from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.optimizer import Optimizer


class ExponentialLR(LRScheduler):
    """Multiplies the learning rate by `gamma` at every step.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = ExponentialLR(optimizer, gamma=0.5)
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.05, 0.025, 0.0125, 0.0063]
    """

    def __init__(self, optimizer: Optimizer, gamma: float, last_epoch: int = -1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _rates(self) -> list[Any]:
        return self._current() if self._is_initial else self._times(self.gamma)

    def _get_closed_form_lr(self) -> list[Any]:
        return [lr * self.gamma**self.last_epoch for lr in self.base_lrs]

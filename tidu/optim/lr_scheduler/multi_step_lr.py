"""A fall by a factor at given steps."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.optimizer import Optimizer


class MultiStepLR(LRScheduler):
    """Multiplies the learning rate by `gamma` at each of the steps `milestones`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = MultiStepLR(optimizer, milestones=[1, 3])
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.01, 0.01, 0.001, 0.001]
    """

    def __init__(
        self, optimizer: Optimizer, milestones: Iterable[int], gamma: float = 0.1, last_epoch: int = -1
    ):
        self.milestones = Counter(milestones)
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def _rates(self) -> list[Any]:
        if self.last_epoch not in self.milestones:
            return self._current()
        return self._times(self.gamma ** self.milestones[self.last_epoch])

    def _get_closed_form_lr(self) -> list[Any]:
        passed = bisect_right(sorted(self.milestones.elements()), self.last_epoch)
        return [lr * self.gamma**passed for lr in self.base_lrs]

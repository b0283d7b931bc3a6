"""Cosine waves down, each beginning at the full learning rate again."""

from __future__ import annotations

import math
from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler, flag
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class CosineAnnealingWarmRestarts(LRScheduler):
    """Moves the learning rate to `eta_min` along a cosine in `T_0` steps, then starts again at the top.

    Each round takes `T_mult` times as many steps as the one before. `step(epoch)` takes fractions
    of an epoch. ValueError for a `T_0` or `T_mult` that is no positive integer.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = CosineAnnealingWarmRestarts(optimizer, T_0=2, T_mult=2)
    >>> seen = []
    >>> for epoch in range(7):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.05, 0.1, 0.0854, 0.05, 0.0146, 0.1]
    """

    def __init__(
        self, optimizer: Optimizer, T_0: int, T_mult: int = 1, eta_min: float = 0.0, last_epoch: int = -1
    ):
        if not isinstance(T_0, int) or T_0 <= 0:
            raise ValueError(say("schedule.positive", name="T_0", given=T_0))
        if not isinstance(T_mult, int) or T_mult < 1:
            raise ValueError(say("schedule.multiplier", given=T_mult))
        if not isinstance(eta_min, float | int):
            raise ValueError(say("schedule.eta_min", given=eta_min, kind=type(eta_min)))
        self.T_0 = T_0
        self.T_i = T_0
        self.T_mult = T_mult
        self.eta_min = eta_min
        self.T_cur: float = last_epoch
        super().__init__(optimizer, last_epoch)

    def _rates(self) -> list[Any]:
        height = 1 + math.cos(math.pi * self.T_cur / self.T_i)
        return [self.eta_min + (lr - self.eta_min) * height / 2 for lr in self.base_lrs]

    def step(self, epoch: float | None = None) -> None:
        """Goes on by one step, or to `epoch`, of which 3.5 is half-way through the fourth."""
        if epoch is None and self.last_epoch < 0:
            epoch = 0
        if epoch is None:
            epoch = self.last_epoch + 1
            self.T_cur += 1
            if self.T_cur >= self.T_i:
                self.T_cur %= self.T_i
                self.T_i *= self.T_mult
        elif epoch < 0:
            raise ValueError(say("schedule.negative_epoch", given=epoch))
        else:
            self._go_to(epoch)
        self.last_epoch = math.floor(epoch)
        with flag(self, "_get_lr_called_within_step"):
            self._set(self.get_lr())

    def _go_to(self, epoch: float) -> None:
        """Finds the round that `epoch` falls into, and how far it is in it."""
        if epoch < self.T_0:
            self.T_i, self.T_cur = self.T_0, epoch
        elif self.T_mult == 1:
            self.T_cur = epoch % self.T_0
        else:
            rounds = int(math.log(epoch / self.T_0 * (self.T_mult - 1) + 1, self.T_mult))
            self.T_cur = epoch - self.T_0 * (self.T_mult**rounds - 1) / (self.T_mult - 1)
            self.T_i = self.T_0 * self.T_mult**rounds

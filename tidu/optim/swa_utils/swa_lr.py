"""A fall or rise to the learning rate at which weights are averaged."""

from __future__ import annotations

import math
from typing import Any, Literal

from tidu.optim.lr_scheduler.scheduler import LRScheduler, a_group_each
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class SWALR(LRScheduler):
    """Goes from the learning rate to `swa_lr` (one, or one a group) in `anneal_epochs` steps, and stays.

    Along half a cosine, or with `anneal_strategy="linear"` a line. ValueError for other
    strategies and negative steps.
    Source: https://docs.pytorch.org/docs/stable/optim.html#swa-learning-rate-schedules

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = SWALR(optimizer, swa_lr=0.5, anneal_epochs=2, anneal_strategy="linear")
    >>> seen = []
    >>> for epoch in range(4):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.3, 0.5, 0.5]
    """

    def __init__(
        self,
        optimizer: Optimizer,
        swa_lr: Any,
        anneal_epochs: int = 10,
        anneal_strategy: Literal["cos", "linear"] = "cos",
        last_epoch: int = -1,
    ):
        rates = a_group_each("swa_lr", optimizer, swa_lr)
        for rate, group in zip(rates, optimizer.param_groups, strict=True):
            group["swa_lr"] = rate
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(say("optim.anneal_strategy", given=anneal_strategy))
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(say("optim.anneal_epochs", given=anneal_epochs))
        self._anneal_strategy = anneal_strategy
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)

    def anneal_func(self, part: float) -> float:
        """How much of the way is gone after `part` of the steps."""
        return (1 - math.cos(math.pi * part)) / 2 if self._anneal_strategy == "cos" else part

    def _rates(self) -> list[Any]:
        step, steps = self._step_count - 1, max(1, self.anneal_epochs)
        step = max(1, step) if self.anneal_epochs == 0 else step
        before, now = (self.anneal_func(max(0, min(1, count / steps))) for count in (step - 1, step))
        rates = []
        for group in self.optimizer.param_groups:
            last = group["swa_lr"]
            # Where the way began, whatever the rate is now: another scheduler may have changed it.
            start = last if before == 1 else (group["lr"] - before * last) / (1 - before)
            rates.append(last * now + start * (1 - now))
        return rates

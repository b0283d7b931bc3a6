"""Several schedulers one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler, set_option
from tidu.optim.lr_scheduler.several import SeveralSchedulers
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class SequentialLR(SeveralSchedulers):
    """Steps the first of `schedulers` until the first of the steps `milestones`, then the next.

    ValueError unless there is one milestone fewer than schedulers.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=1.0)
    >>> from tidu.optim.lr_scheduler import ConstantLR, ExponentialLR
    >>> parts = [ConstantLR(optimizer, 0.1, 9), ExponentialLR(optimizer, 0.9)]
    >>> scheduler = SequentialLR(optimizer, parts, [2])
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.1, 1.0, 0.9, 0.81]
    """

    def __init__(
        self,
        optimizer: Optimizer,
        schedulers: Sequence[LRScheduler],
        milestones: list[int],
        last_epoch: int = -1,
    ):
        self._hold(schedulers, optimizer, "")
        if len(milestones) != len(schedulers) - 1:
            given, points = len(schedulers), len(milestones)
            raise ValueError(say("schedule.milestones", schedulers=given, milestones=points))
        self._milestones = milestones
        self.last_epoch = last_epoch + 1
        # Each part has set its first learning rate when it was made: that is taken back.
        for group in optimizer.param_groups:
            set_option(group, "lr", group["initial_lr"])
        take_back(self)
        first = schedulers[bisect_right(milestones, 0)]
        first._initial_step()
        self._last_lr = first.get_last_lr()

    def step(self) -> None:  # pyright: ignore
        """Steps the one whose turn it is; its first step starts it from its own step 0."""
        self.last_epoch += 1
        index = bisect_right(self._milestones, self.last_epoch)
        part = self._schedulers[index]
        if index > 0 and self._milestones[index - 1] == self.last_epoch:
            part._update_lr(0)
        else:
            part.step()
        self._last_lr = part.get_last_lr()


def take_back(scheduler: Any) -> None:
    """Undoes the step that making a scheduler took, in all parts of one that has parts."""
    if hasattr(scheduler, "_schedulers"):
        for part in scheduler._schedulers:
            take_back(part)
    else:
        scheduler.last_epoch -= 1

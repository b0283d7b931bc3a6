"""A fall by a factor when a metric stops getting better."""

from __future__ import annotations

import math
import warnings
from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler, check_optimizer, set_option
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class ReduceLROnPlateau(LRScheduler):
    """Multiplies the learning rate by `factor` after more than `patience` steps without a better metric.

    Better is lower (`mode` "min") or higher ("max") by `threshold`, as a part of the best so far
    ("rel") or as it is ("abs"). After a fall, `cooldown` steps are not counted; no group falls
    below `min_lr`, nor by less than `eps`. ValueError for `factor` ≥ 1 or an unknown mode.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = ReduceLROnPlateau(optimizer, patience=1)
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step(1.0)
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.1, 0.1, 0.01, 0.01]
    """

    def __init__(
        self,
        optimizer: Optimizer,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        threshold_mode: str = "rel",
        cooldown: int = 0,
        min_lr: float | list[float] = 0,
        eps: float = 1e-8,
    ):
        if factor >= 1.0:
            raise ValueError(say("schedule.plateau_factor", given=factor))
        check_optimizer(optimizer)
        count = len(optimizer.param_groups)
        several = isinstance(min_lr, list | tuple)
        if several and len(min_lr) != count:
            raise ValueError(say("schedule.minimums", wanted=count, given=len(min_lr)))
        if mode not in ("min", "max"):
            raise ValueError(say("schedule.mode", given=mode))
        if threshold_mode not in ("rel", "abs"):
            raise ValueError(say("schedule.threshold_mode", given=threshold_mode))
        self.optimizer = optimizer
        self.mode, self.factor, self.patience, self.cooldown = mode, factor, patience, cooldown
        self.threshold, self.threshold_mode, self.eps = threshold, threshold_mode, eps
        self.default_min_lr = None if several else min_lr
        self.min_lrs = list(min_lr) if several else [min_lr] * count
        self.mode_worse = math.inf if mode == "min" else -math.inf
        self.last_epoch = 0
        self._last_lr = self._current()
        self._reset()

    def _reset(self) -> None:
        self.best = self.mode_worse
        self.cooldown_counter = 0
        self.num_bad_epochs = 0

    def step(self, metrics: Any, epoch: int | None = None) -> None:  # pyright: ignore
        """Counts `metrics` as better or not, and lowers the learning rates when it is time."""
        current = float(metrics)
        if epoch is None:
            epoch = self.last_epoch + 1
        else:
            warnings.warn(say("schedule.epoch"), UserWarning, stacklevel=2)
        self.last_epoch = epoch
        if self._is_better(current, self.best):
            self.best = current
            self.num_bad_epochs = 0
        else:
            self.num_bad_epochs += 1
        if self.in_cooldown:
            self.cooldown_counter -= 1
            self.num_bad_epochs = 0
        if self.num_bad_epochs > self.patience:
            self._reduce_lr()
            self.cooldown_counter = self.cooldown
            self.num_bad_epochs = 0
        self._last_lr = self._current()

    def _reduce_lr(self) -> None:
        groups = self.optimizer.param_groups
        if len(groups) != len(self.min_lrs):
            if self.default_min_lr is None:
                given, wanted = len(groups), len(self.min_lrs)
                raise RuntimeError(say("schedule.minimums_changed", given=given, wanted=wanted))
            self.min_lrs = [self.default_min_lr] * len(groups)
        for group, least in zip(groups, self.min_lrs, strict=True):
            before = float(group["lr"])
            after = max(before * self.factor, least)
            if before - after > self.eps:
                set_option(group, "lr", after)

    @property
    def in_cooldown(self) -> bool:
        """Whether steps without a better metric are not counted now."""
        return self.cooldown_counter > 0

    def _is_better(self, metric: float, best: float) -> bool:
        down, part = self.mode == "min", self.threshold_mode == "rel"
        threshold = -self.threshold if down else self.threshold
        limit = best * (1.0 + threshold) if part else best + threshold
        return metric < limit if down else metric > limit

"""One rise and one long fall of the learning rate over a whole training."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from tidu.optim.lr_scheduler.momentum import set_momentum, start_momentum, uses_beta
from tidu.optim.lr_scheduler.scheduler import LRScheduler, a_group_each, check_optimizer
from tidu.optim.optimizer import Optimizer
from tidu.text import say

# The way from one value to another, from the part of it that is done.
ANNEALS: dict[str, Callable[[Any, Any, float], Any]] = {
    "cos": lambda start, end, part: end + (start - end) / 2.0 * (math.cos(math.pi * part) + 1),
    "linear": lambda start, end, part: (end - start) * part + start,
}


class OneCycleLR(LRScheduler):
    """Moves the learning rate from `max_lr` / `div_factor` up to `max_lr`, then far below the start.

    The rise takes `pct_start` of the `total_steps` (or `epochs` × `steps_per_epoch`); the end is
    the start divided by `final_div_factor`; `three_phase` falls to the start first, as steeply as
    it rose. The way is a cosine or a line (`anneal_strategy`). With `cycle_momentum` the momentum
    (or beta1) moves the other way. Step it after every batch; ValueError past the last step.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = OneCycleLR(optimizer, max_lr=1.0, total_steps=6, cycle_momentum=False)
    >>> seen = []
    >>> for epoch in range(6):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.04, 0.9944, 0.8117, 0.4626, 0.1335, 0.0]
    """

    def __init__(
        self,
        optimizer: Optimizer,
        max_lr: float | list[float],
        total_steps: int | None = None,
        epochs: int | None = None,
        steps_per_epoch: int | None = None,
        pct_start: float = 0.3,
        anneal_strategy: str = "cos",
        cycle_momentum: bool = True,
        base_momentum: float | list[float] = 0.85,
        max_momentum: float | list[float] = 0.95,
        div_factor: float = 25.0,
        final_div_factor: float = 1e4,
        three_phase: bool = False,
        last_epoch: int = -1,
    ):
        check_optimizer(optimizer)
        self.total_steps = total_of(total_steps, epochs, steps_per_epoch)
        if not isinstance(pct_start, float) or not 0 <= pct_start <= 1:
            raise ValueError(say("schedule.part", given=pct_start))
        if anneal_strategy not in ANNEALS:
            raise ValueError(say("schedule.anneal", given=anneal_strategy))
        self._schedule_phases = phases(self.total_steps, pct_start, three_phase)
        self._anneal_func_type = anneal_strategy
        self.cycle_momentum = cycle_momentum
        if cycle_momentum:
            self.use_beta1 = uses_beta(optimizer)
        if last_epoch == -1:
            tops = a_group_each("max_lr", optimizer, max_lr)
            for group, top in zip(optimizer.param_groups, tops, strict=True):
                group["initial_lr"], group["max_lr"] = top / div_factor, top
                group["min_lr"] = group["initial_lr"] / final_div_factor
            if cycle_momentum:
                start_momentum(optimizer, base_momentum, max_momentum, self.use_beta1)
        super().__init__(optimizer, last_epoch)

    def _rates(self) -> list[Any]:
        if self.last_epoch > self.total_steps:
            raise ValueError(say("schedule.over", given=self.last_epoch, total=self.total_steps))
        start, phase = self._phase()
        part = (self.last_epoch - start) / (phase["end_step"] - start)
        anneal = ANNEALS[self._anneal_func_type]
        rates = []
        for group in self.optimizer.param_groups:
            rates.append(anneal(group[phase["start_lr"]], group[phase["end_lr"]], part))
            if self.cycle_momentum:
                first, last = group[phase["start_momentum"]], group[phase["end_momentum"]]
                set_momentum(group, anneal(first, last, part), self.use_beta1)
        return rates

    def _phase(self) -> tuple[float, dict[str, Any]]:
        """Where the phase of this step started, and the phase."""
        start = 0.0
        for phase in self._schedule_phases[:-1]:
            if self.last_epoch <= phase["end_step"]:
                return start, phase
            start = phase["end_step"]
        return start, self._schedule_phases[-1]


def total_of(total_steps: int | None, epochs: int | None, steps_per_epoch: int | None) -> int:
    """The number of steps, given as such or as epochs and steps in each.

    >>> total_of(None, 3, 4)
    12
    """
    given = {"total_steps": total_steps}
    if total_steps is None:
        given = {"epochs": epochs, "steps_per_epoch": steps_per_epoch}
        if None in given.values():
            raise ValueError(say("schedule.total"))
    for name, count in given.items():
        if not isinstance(count, int) or count <= 0:
            raise ValueError(say("schedule.positive", name=name, given=count))
    return math.prod(given.values())  # pyright: ignore


def phases(total: int, part: float, three: bool) -> list[dict[str, Any]]:
    """Where each phase ends, and the options of a group that it leads from and to.

    >>> [phase["end_step"] for phase in phases(10, 0.3, False)]
    [2.0, 9]
    """
    rise = phase_of(float(part * total) - 1, ("initial_lr", "max_lr"), ("max_momentum", "base_momentum"))
    if not three:
        return [rise, phase_of(total - 1, ("max_lr", "min_lr"), ("base_momentum", "max_momentum"))]
    back = ("max_lr", "initial_lr"), ("base_momentum", "max_momentum")
    rest = ("initial_lr", "min_lr"), ("max_momentum", "max_momentum")
    return [rise, phase_of(float(2 * part * total) - 2, *back), phase_of(total - 1, *rest)]


def phase_of(end: float, lr: tuple[str, str], momentum: tuple[str, str]) -> dict[str, Any]:
    """One phase under PyTorch's names."""
    rates = {"start_lr": lr[0], "end_lr": lr[1]}
    return {"end_step": end, **rates, "start_momentum": momentum[0], "end_momentum": momentum[1]}

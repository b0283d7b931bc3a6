"""What the cyclic schedulers share: momentum that moves against the learning rate."""

from __future__ import annotations

from typing import Any

from tidu.optim.lr_scheduler.scheduler import a_group_each
from tidu.optim.optimizer import Optimizer
from tidu.text import say


def uses_beta(optimizer: Optimizer) -> bool:
    """Whether its momentum is the first of `betas`; ValueError if it has none at all.

    >>> import tidu
    >>> uses_beta(Optimizer([tidu.zeros(1)], {"lr": 0.1, "betas": (0.9, 0.99)}))
    True
    """
    if "momentum" not in optimizer.defaults and "betas" not in optimizer.defaults:
        raise ValueError(say("schedule.no_momentum"))
    return "betas" in optimizer.defaults


def set_momentum(group: dict[str, Any], momentum: float, use_beta: bool) -> None:
    """Sets the momentum of a parameter group.

    >>> group = {"betas": (0.9, 0.99)}
    >>> set_momentum(group, 0.8, True); group
    {'betas': (0.8, 0.99)}
    """
    if use_beta:
        group["betas"] = (momentum, *group["betas"][1:])
    else:
        group["momentum"] = momentum


def start_momentum(optimizer: Optimizer, base: Any, top: Any, use_beta: bool) -> None:
    """Enters both ends in every parameter group, and sets the momentum to the upper one."""
    bases = a_group_each("base_momentum", optimizer, base)
    tops = a_group_each("max_momentum", optimizer, top)
    for group, low, high in zip(optimizer.param_groups, bases, tops, strict=True):
        set_momentum(group, high, use_beta)
        group["max_momentum"], group["base_momentum"] = high, low

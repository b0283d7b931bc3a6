"""What the schedulers by functions of the step share: one function a group, kept out of the state."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class LambdaScheduler(LRScheduler):
    """Holds `lr_lambda`, a function of the steps so far, or a list with one a parameter group.

    >>> import tidu
    >>> optimizer = Optimizer([tidu.zeros(1)], {"lr": 0.4})
    >>> LambdaScheduler(optimizer, [abs, abs])
    Traceback (most recent call last):
    ValueError: Expected 1 lr_lambdas, but got 2. ...
    """

    def __init__(
        self,
        optimizer: Optimizer,
        lr_lambda: Callable[[int], float] | list[Callable[[int], float]],
        last_epoch: int = -1,
    ):
        count = len(optimizer.param_groups)
        given = list(lr_lambda) if isinstance(lr_lambda, list | tuple) else [lr_lambda] * count
        if len(given) != count:
            raise ValueError(say("schedule.lambdas", wanted=count, given=len(given)))
        for function in given:
            if not callable(function):
                raise TypeError(say("schedule.lambda_kind", given=type(function).__name__))
        self.lr_lambdas = given
        super().__init__(optimizer, last_epoch)

    def state_dict(self) -> dict[str, Any]:
        """As for the others. Functions are not saved; callable objects are, by their attributes."""
        saved = [None if isinstance(f, types.FunctionType) else f.__dict__.copy() for f in self.lr_lambdas]
        return {**super().state_dict(), "lr_lambdas": saved}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """As for the others. Functions stay; callable objects get their attributes back."""
        super().load_state_dict({k: v for k, v in state_dict.items() if k != "lr_lambdas"})
        for function, saved in zip(self.lr_lambdas, state_dict["lr_lambdas"], strict=True):
            if saved is not None:
                function.__dict__.update(saved)

"""The last learning rate times a function of the step."""

from __future__ import annotations

from typing import Any

from tidu.optim.lr_scheduler.lambdas import LambdaScheduler


class MultiplicativeLR(LambdaScheduler):
    """Multiplies the learning rate by `lr_lambda(step)` at each step.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiplicativeLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = MultiplicativeLR(optimizer, lambda step: 0.5)
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.05, 0.025, 0.0125, 0.0063]
    """

    def _rates(self) -> list[Any]:
        if self._is_initial:
            return self._current()
        pairs = zip(self.lr_lambdas, self.optimizer.param_groups, strict=True)
        return [group["lr"] * function(self.last_epoch) for function, group in pairs]

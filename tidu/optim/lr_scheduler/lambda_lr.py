"""The first learning rate times a function of the step."""

from __future__ import annotations

from typing import Any

from tidu.optim.lr_scheduler.lambdas import LambdaScheduler


class LambdaLR(LambdaScheduler):
    """Sets the learning rate to the first one times `lr_lambda(step)`.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=0.1)
    >>> scheduler = LambdaLR(optimizer, lambda step: 1 / (1 + step))
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.05, 0.0333, 0.025, 0.02]
    """

    def _rates(self) -> list[Any]:
        pairs = zip(self.lr_lambdas, self.base_lrs, strict=True)
        return [lr * function(self.last_epoch) for function, lr in pairs]

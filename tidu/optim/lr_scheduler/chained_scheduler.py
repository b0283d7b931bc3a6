"""Several schedulers at once."""

from __future__ import annotations

from collections.abc import Sequence

from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.lr_scheduler.several import SeveralSchedulers
from tidu.optim.optimizer import Optimizer


class ChainedScheduler(SeveralSchedulers):
    """Steps each of `schedulers`, so that their factors multiply.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ChainedScheduler.html

    >>> import tidu
    >>> from tidu.optim import SGD
    >>> optimizer = SGD([tidu.zeros(1)], lr=1.0)
    >>> from tidu.optim.lr_scheduler import ConstantLR, ExponentialLR
    >>> parts = [ConstantLR(optimizer, 0.1, 2), ExponentialLR(optimizer, 0.9)]
    >>> scheduler = ChainedScheduler(parts)
    >>> seen = []
    >>> for epoch in range(5):
    ...     seen += scheduler.get_last_lr()
    ...     optimizer.step(); scheduler.step()
    >>> [round(lr, 4) for lr in seen]
    [0.1, 0.09, 0.81, 0.729, 0.6561]
    """

    def __init__(self, schedulers: Sequence[LRScheduler], optimizer: Optimizer | None = None):
        self._hold(schedulers, optimizer, " to be chained")
        self._last_lr = self._current()

    def step(self) -> None:  # pyright: ignore
        """Steps all of them."""
        for part in self._schedulers:
            part.step()
        self._last_lr = self._current()

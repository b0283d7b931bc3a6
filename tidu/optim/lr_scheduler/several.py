"""What the schedulers made of schedulers share: the checks of their parts, and saving them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.optim.lr_scheduler.reduce_lr_on_plateau import ReduceLROnPlateau
from tidu.optim.lr_scheduler.scheduler import LRScheduler
from tidu.optim.optimizer import Optimizer
from tidu.text import say


class SeveralSchedulers(LRScheduler):
    """Holds schedulers of one optimizer; its state is theirs.

    ValueError for none at all, for two optimizers, and for a `ReduceLROnPlateau`, whose step
    needs a metric; TypeError for what is no scheduler.
    """

    _schedulers: Sequence[LRScheduler]

    def _hold(self, schedulers: Sequence[LRScheduler], optimizer: Optimizer | None, chained: str) -> None:
        name = type(self).__name__
        if len(schedulers) < 1:
            raise ValueError(say("schedule.none", name=name, chained=chained))
        optimizer = optimizer or getattr(schedulers[0], "optimizer", None)
        for index, part in enumerate(schedulers):
            if not hasattr(part, "optimizer"):
                raise TypeError(say("schedule.no_optimizer", name=name, index=index))
            if isinstance(part, ReduceLROnPlateau):
                raise ValueError(say("schedule.plateau_inside", name=name, index=index))
            if part.optimizer is not optimizer:
                pair = {"given": part.optimizer, "wanted": type(optimizer).__name__}
                kind = type(part).__name__
                raise ValueError(say("schedule.optimizers", name=name, part=kind, index=index, **pair))
        assert optimizer is not None
        self._schedulers, self.optimizer = schedulers, optimizer

    def state_dict(self) -> dict[str, Any]:
        """As for the others, with the states of the parts."""
        return {**super().state_dict(), "_schedulers": [part.state_dict() for part in self._schedulers]}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """As for the others, parts included."""
        super().load_state_dict({k: v for k, v in state_dict.items() if k != "_schedulers"})
        for part, saved in zip(self._schedulers, state_dict["_schedulers"], strict=True):
            part.load_state_dict(saved)

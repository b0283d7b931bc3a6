"""Everything that a training run is made of, at this moment: what callbacks are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from os import PathLike
from typing import Any

from tidu.fit.best import Best
from tidu.fit.callbacks import Listeners
from tidu.fit.choices import Loss
from tidu.fit.feed import Feed
from tidu.fit.history import Ending, History
from tidu.fit.interrupt import Interrupt
from tidu.fit.measures import Measures
from tidu.fit.patience import Patience
from tidu.fit.tally import Tally
from tidu.nn.module import Module
from tidu.optim import Optimizer
from tidu.optim.lr_scheduler import LRScheduler
from tidu.tensor.tensor import Tensor
from tidu.text import say


@dataclass
class State:
    """A training run. Callbacks read it, and end the run by `state.stop()`.

    `epoch` and `batch` count from 1 (0: none yet); `batches` is None if the loader has no
    length; `batch_loss` is the loss of the newest batch.
    """

    model: Module
    feed: Feed
    loss: Loss
    optimizer: Optimizer
    scheduler: LRScheduler | None
    measures: Measures
    epochs: int
    patience: Patience
    clip: float | None
    listeners: Listeners
    checkpoint: str | PathLike[str] | None
    report: Callable[[str], Any] | None
    random_at_start: Tensor
    history: History = field(default_factory=History)
    best: Best = field(default_factory=Best)
    interrupt: Interrupt = field(default_factory=Interrupt)
    engine: Any = None
    epoch: int = 0
    batch: int = 0
    batch_loss: float | None = None

    @property
    def batches(self) -> int | None:
        """How many batches an epoch has, if that is known."""
        loader: Any = self.feed.train
        try:
            return len(loader)
        except TypeError:  # a stream
            return None

    @property
    def learning_rate(self) -> float:
        """The learning rate of the first parameter group."""
        return float(self.optimizer.param_groups[0]["lr"])

    @property
    def watched(self) -> bool:
        """Whether anybody but the history wants to know of every epoch."""
        told = self.listeners.awaits("on_epoch_start", "on_epoch_end")
        others = (self.feed.validation, self.scheduler, self.report, self.checkpoint)
        return told or any(other is not None for other in others)

    @property
    def column_names(self) -> list[str]:
        """The columns of the history of such a run."""
        parts = ["train"] if self.feed.validation is None else ["train", "validation"]
        names = ["epoch", *(f"{part}_loss" for part in parts), "learning_rate", "seconds"]
        return names + [f"{part}_{name}" for part in parts for name in self.measures]

    @property
    def ended(self) -> bool:
        """Whether the run should take no further step."""
        if self.interrupt.asked and self.history.stopped is None:
            between = len(self.history) == self.epoch
            key = "fit.end_interrupted_after" if between else "fit.end_interrupted"
            self.end("interrupted", say(key, epoch=self.epoch, batch=self.batch))
        return self.history.stopped is not None

    def stop(self, message: str | None = None) -> None:
        """Ends the run after the current step; `message` says why, in the history."""
        self.end("callback", message or say("fit.end_callback", epoch=self.epoch, batch=self.batch))

    def end(self, ending: Ending, message: str) -> None:
        """Notes why the run ends; the first reason stands."""
        if self.history.stopped is None:
            self.history.stopped, self.history.message = ending, message

    def tally(self) -> Tally:
        """An empty tally of this run's loss and metrics."""
        return Tally(self.measures, summed=getattr(self.loss, "reduction", "mean") == "sum")

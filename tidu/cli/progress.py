"""The library's progress, said on a screen."""

from __future__ import annotations

import math
import time

from tidu.cli.screen import Screen
from tidu.cli.sheets import columns_sheet
from tidu.tabular.numbers import duration, number
from tidu.tabular.progress import Progress
from tidu.tabular.results import ColumnSummary
from tidu.text import say


class Spoken(Progress):
    """Stages, notes, inferred columns and epochs on `screen`.

    >>> import sys
    >>> Spoken(Screen(sys.stdout)).epoch(1, 20, 0.5, 0.75)
    Epoch 1/20: training 0.5, validation 0.75 (best 0.75 at 1), 0.0 s
    """

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.start = time.monotonic()
        self.best, self.best_epoch = math.inf, 0
        self.which = ""

    def stage(self, sentence: str) -> None:
        """Say what has begun, and measure time from here."""
        self.start = time.monotonic()
        self.screen.stage(sentence)

    def note(self, sentence: str) -> None:
        """Say it on a line that stays."""
        self.screen.line(sentence, "warn")

    def inferred(self, columns: list[ColumnSummary]) -> None:
        """Show the table of columns."""
        self.screen.table(columns_sheet(columns))
        self.screen.line(say("report.columns_hint"), "soft")

    def network(self, place: int, count: int) -> None:
        """Remember which network the epochs are of; its best is its own."""
        self.best, self.best_epoch = math.inf, 0
        self.which = say("cli.network", place=place, count=count) if count > 1 else ""

    def epoch(self, done: int, total: int, train_loss: float, validation_loss: float) -> None:
        """Say the losses when it is time to."""
        if validation_loss < self.best:
            self.best, self.best_epoch = validation_loss, done
        if self.screen.due(done, total):
            self.screen.status(
                self.which
                + say(
                    "cli.epoch",
                    done=done,
                    total=total,
                    train=number(train_loss),
                    validation=number(validation_loss),
                    best=number(self.best if self.best_epoch else math.nan),
                    epoch=self.best_epoch,
                    time=duration(time.monotonic() - self.start),
                )
            )

    def run(self, done: int, total: int, sentence: str) -> None:
        """Say how a run of a sweep ended when it is time to."""
        if self.screen.due(done, total):
            self.screen.status(sentence)

    def rows(self, done: int, total: int | None) -> None:
        """Say how many rows are predicted when it is time to."""
        if self.screen.due(done, total):
            key = "cli.rows" if total is None else "cli.rows_of"
            self.screen.status(say(key, done=f"{done:,}", total=f"{total or 0:,}"))

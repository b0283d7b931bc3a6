"""TD003: training that stopped while the loss still fell, or went on long after the best epoch."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.core.mode import mode
from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.facts import mean_error
from tidu.fit.doctor.statistics.seen import Statistic, kind_of

FALLING, SURE, LEAST = 0.15, 5.0, 8  # of the whole fall, in the last fifth; deviations; losses
OLD, WORSE, ROWS, MOST = 10, 1.1, 20, 1 << 20


class Length(Statistic):
    """Looks at the curves when training is over."""

    code = "TD003"
    causes: ClassVar[Causes] = {"few": "hint", "many": "hint"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.run: Any = None
        self.judged: dict[tuple, list[float]] = {}

    def begin(self, run: Any) -> None:
        """Of a fit the history is looked at."""
        self.run = run

    def forward(self, module: Any, args: tuple) -> None:
        """Notes what a loss module is given where nothing is learned: a validation."""
        if mode.grad or self.run is not None or len(args) != 2 or not type(module).__name__.endswith("Loss"):
            return
        output, target = (getattr(x, "_value", None) for x in args)
        if not (isinstance(output, np.ndarray) and isinstance(target, np.ndarray)):
            return
        if target.ndim and len(target) >= ROWS and output.size <= MOST:
            error = mean_error(kind_of(target), output, target)
            if error is not None:
                self.judged.setdefault(output.shape, []).append(error)

    def end(self, history: Any) -> None:
        """Looks at the curves, which say little where something certain was found."""
        if self.doctor.certain:
            return
        if self.run is None and self.seen.optimizers < 2:
            self.few(self.seen.curve)
            for judged in self.judged.values():
                self.many(judged)
        elif self.run is not None and history is not None and history.stopped == "epochs":
            self.few(history.columns.get("train_loss", []))
            if self.run.patience.limit is None:
                self.many(history.columns.get("validation_loss", []))

    def few(self, losses: list[float]) -> None:
        """Tells where the last fifth still fell much."""
        share = falling(losses)
        if share > FALLING:
            self.tell("few", place=self.seen.place, share=share, steps=len(losses), last=losses[-1])

    def many(self, losses: list[float]) -> None:
        """Tells where the best validation loss is old, and much lower than the last."""
        if len(losses) <= 2 * OLD:
            return
        best = int(np.argmin(losses))
        last = float(np.mean(losses[-3:]))
        if len(losses) - 1 - best >= max(OLD, len(losses) / 2) and last > WORSE * losses[best]:
            self.tell("many", best=best + 1, lowest=losses[best], epochs=len(losses), last=last)


def falling(losses: list[float]) -> float:
    """The part of its whole way down that a loss still fell in its last fifth; 0 where chance explains it.

    The fall is that of a line through the later half; a loss that fell by less than a twentieth in
    all has another trouble than its length.

    >>> round(falling([1 - i / 100 for i in range(100)]), 2), falling([0.5**i for i in range(100)]) < 1e-3
    (0.2, True)
    """
    values = np.asarray(losses, np.float64)
    if len(values) < LEAST or not np.isfinite(values).all():
        return 0.0
    late = values[len(values) // 2 :]
    first, place = float(values[: max(1, min(5, len(values) // 40))].mean()), np.arange(len(late))
    slope, start = np.polyfit(place, late, 1)
    chance = (late - start - slope * place).std() / (place.std() * len(late) ** 0.5)
    whole = first - (start + slope * place[-1])
    if whole < abs(first) / 20 or -slope < SURE * chance:
        return 0.0
    return float(-slope * len(values) / 5 / whole)


__all__ = ["Length", "falling"]

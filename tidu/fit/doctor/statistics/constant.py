"""TD006: a model that gives all rows the same answer, though their targets differ and can be learned."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.labels import unrelated
from tidu.fit.doctor.statistics.seen import Statistic
from tidu.fit.doctor.tape import Tape

FROM, EPOCHS = 50, 5  # steps of a loop, epochs of a fit, before a constant is no mere beginning
RELATED = 4.0  # deviations beyond chance by which near rows must have targets in common


class Constant(Statistic):
    """Looks at the answers of the last batches when all is over and nothing else was told.

    Silent: where near rows have no more in common than far ones, so that a constant is the best answer.
    """

    code = "TD006"
    causes: ClassVar[Causes] = {"constant": "hint", "one_class": "hint"}
    late = True

    def backward(self, tape: Tape) -> None:
        """Lets the answers be seen."""
        self.seen.take(tape)

    def end(self, history: Any) -> None:
        """What the model answers, in the end, to all rows."""
        self.seen.probe(history)
        last = self.seen.constant()
        if not last or self.doctor.alerts or self.seen.optimizers > 1 or self.is_early(history):
            return
        if self.can_be_learned():
            rows, label, place = sum(each.rows for each in last), last[-1].label, self.seen.place
            wanted = float(np.mean([each.wanted for each in last]))
            if label is None:
                self.tell("constant", place=place, rows=rows, spread=last[-1].spread, wanted=wanted)
            else:
                self.tell("one_class", place=place, rows=rows, label=label, share=wanted)

    def is_early(self, history: Any) -> bool:
        """Whether there was too little training to judge it."""
        steps = max(map(len, self.seen.losses.values()), default=0)
        return steps < FROM if history is None else len(history) < EPOCHS

    def can_be_learned(self) -> bool:
        """Whether near rows have targets nearer than chance has; taken to be so where that is not known."""
        x, y = self.seen.table()
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            return False
        score = unrelated(x, y, self.seen.kind != "real")
        return score is None or score > RELATED


__all__ = ["Constant"]

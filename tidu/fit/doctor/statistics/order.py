"""TD015: batches that have each its own part of the targets, because rows are sorted and not shuffled."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.seen import Statistic, prints
from tidu.fit.doctor.tape import Tape

APART, LEAST, ROWS = 0.5, 3, 4  # of all variance lies between the batches; batches; rows of each


class Order(Statistic):
    """How much of the targets' variance lies between batches instead of within them."""

    code = "TD015"
    causes: ClassVar[Causes] = {"": "likely"}

    def begin(self, run: Any) -> None:
        """A fit that takes its rows as they lie."""
        if self.seen.straight and len(self.seen.batches) >= LEAST:
            self.judge()

    def backward(self, tape: Tape) -> None:
        """The batches so far; looked at from the third on."""
        self.seen.take(tape)
        if tape.nth >= 4 and not self.seen.known:
            self.judge()

    def judge(self) -> None:
        """Tells where batches differ much more than chance lets them."""
        parts = [y for _, y in self.seen.batches if len(y) >= ROWS]
        if len(parts) < LEAST:
            return
        share, chance = between(parts, self.seen.kind == "classes")
        if share > APART and share > 3 * chance and not self.moves():
            what = describe(parts[0], parts[-1], self.seen.kind == "classes")
            self.tell(place=self.seen.place, share=share, chance=chance, batches=len(parts), what=what)


    def moves(self) -> bool:
        """Whether a row has other targets in another batch: the model's own, which drift as it learns."""
        if self.seen.known or self.seen.kind != "real":
            return False
        had: dict[bytes, np.ndarray] = {}
        for x, y in self.seen.batches:
            for row, target in zip(prints(x), y, strict=True):
                before = had.setdefault(row, target)
                if before is not target and (np.abs(before - target) > 1e-3 * np.abs(target) + 1e-6).any():
                    return True
        return False


def between(parts: list[np.ndarray], classes: bool) -> tuple[float, float]:
    """The share of the variance between batches, and what it is by chance.

    >>> rows = np.arange(40.0).reshape(4, 10, 1)
    >>> share, chance = between(list(rows), False)
    >>> round(share, 2), round(chance, 2)
    (0.94, 0.08)
    """
    if classes:
        known = np.unique(np.concatenate(parts))
        parts = [(part == known).astype(np.float64) for part in parts]
    whole = np.concatenate(parts).astype(np.float64)
    total = float(((whole - whole.mean(0)) ** 2).sum())
    within = sum(float(((part - part.mean(0)) ** 2).sum()) for part in parts)
    chance = (len(parts) - 1) / max(len(whole) - 1, 1)
    return (1 - within / total if total > 0 else 0.0), chance


def describe(first: np.ndarray, last: np.ndarray, classes: bool) -> str:
    """What two batches hold, as `0, 1 / 2` or as ranges."""
    if classes:
        return " / ".join(", ".join(map(str, np.unique(part).tolist()[:5])) for part in (first, last))
    return " / ".join(f"{part.min():.3g}…{part.max():.3g}" for part in (first, last))


__all__ = ["Order"]

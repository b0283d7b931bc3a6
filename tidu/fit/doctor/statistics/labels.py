"""TD006: labels that are all the same, or have nothing to do with the rows; leaks and repeated rows."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.core.mode import mode
from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.seen import Statistic, prints
from tidu.fit.doctor.tape import Tape
from tidu.tensor.handle import Handle

LEAK, RARE, ALMOST_ALL = 0.999, 0.05, 0.9
LEAST_ROWS, MOST_ROWS, UNRELATED = 60, 400, 2.0
WHOLE, MOST_OF = 0.98, 0.9
EQUAL = 20  # rows of a batch that are one
MOST_KNOWN, MOST_JUDGED, ENOUGH = 4096, 3, 3
YES_OR_NO = "nn.BCEWithLogitsLoss(pos_weight=(len(y) - y.sum()) / y.sum())"
CLASSES = "nn.CrossEntropyLoss(weight=len(y) / torch.bincount(y))"
"""Losses that weigh rare classes as much as common ones."""


class Labels(Statistic):
    """Looks at the rows and targets that were seen."""

    code = "TD006"
    causes: ClassVar[Causes] = {
        "leak": "likely",
        "repeated": "likely",
        "same": "likely",
        "equal": "likely",
        "rare": "hint",
        "unrelated": "hint",
    }

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.judged: list[np.ndarray] = []
        self.known: set[bytes] = set()
        self.old = 0  # batches of training in a row that brought nothing new
        self.fed = 0  # rows of training; new ones each time are made up (mixed, turned, noisy)

    def begin(self, run: Any) -> None:
        """Everything of a fit is known before its first step."""
        if self.seen.known:
            self.judged = [x for x, _ in self.seen.held]
            x, y = self.seen.table()
            self.known = set(prints(x))
            self.look(x, y)

    def forward(self, module: Any, args: tuple) -> None:
        """Notes the rows of a model's first judgements."""
        if mode.grad or len(self.judged) >= MOST_JUDGED or self.seen.known:
            return
        rows = rows_in(args)
        if rows is not None and len(rows) >= 10:
            self.judged.append(np.array(rows[:MOST_ROWS]))

    def taped(self, module: Any, args: tuple) -> None:
        """Notes the rows that a model is trained on."""
        if self.old >= ENOUGH or len(self.known) >= MOST_KNOWN or self.seen.known:
            self.doctor.leave(self, "taped")
            return
        rows = rows_in(args)
        if rows is not None:
            before = len(self.known)
            self.known.update(prints(rows))
            self.fed += len(rows)
            self.old = self.old + 1 if len(self.known) == before else 0

    def backward(self, tape: Tape) -> None:
        """Lets the rows be seen."""
        self.seen.take(tape)

    def end(self, history: Any) -> None:
        """Looks at what was seen of a plain loop."""
        if self.seen.known:
            return
        x, y = self.seen.table()
        if len(x) == 1 and self.seen.rows >= EQUAL and self.seen.optimizers < 2:
            self.tell("equal", place=self.seen.place, rows=self.seen.rows)
        self.look(x, y)

    def look(self, x: np.ndarray, y: np.ndarray) -> None:
        """All of the checks."""
        rows = len(x)
        if rows < 20 or not (np.isfinite(x).all() and np.isfinite(y).all()):
            return
        place = self.seen.place
        kinds, counts = np.unique(y[:, 0], return_counts=True)
        if len(kinds) == 1 and y.shape[1] == 1:
            if self.seen.optimizers > 1:  # a critic's, which are so by intention
                return
            self.tell("same", place=place, value=f"{kinds[0]:g}", rows=rows)
            return
        rare = self.seen.kind != "real" and y.shape[1] == 1 and counts.max() > ALMOST_ALL * rows
        if rare:
            self.few(kinds, counts, place)
        column = leak(x, y)
        if column is not None:
            self.tell("leak", place=place, column=column[0], correlation=column[1], rows=rows)
        self.repeats(x, place)
        chance = None if rare else unrelated(x, y, self.seen.kind != "real")
        if chance is not None and chance < UNRELATED:
            self.tell("unrelated", place=place, rows=min(rows, MOST_ROWS), score=chance)

    def few(self, kinds: np.ndarray, counts: np.ndarray, place: Any) -> None:
        """Tells of a class that hardly occurs beside one that nearly always does."""
        rows, least, most = int(counts.sum()), int(counts.argmin()), int(counts.argmax())
        if rows >= LEAST_ROWS and counts[least] < RARE * rows:
            names = {"label": f"{kinds[least]:g}", "common": f"{kinds[most]:g}", "most": counts[most] / rows}
            names["fix"] = YES_OR_NO if self.seen.kind == "binary" else CLASSES
            self.tell("rare", place=place, count=int(counts[least]), rows=rows, **names)

    def repeats(self, x: np.ndarray, place: Any) -> None:
        """Tells of rows that the model is trained on and judged by, which are not all of one of them."""
        within = 1 - len(set(prints(x))) / len(x)
        for rows in self.judged:
            again = sum(row in self.known for row in prints(rows))
            share = again / len(rows)
            if share > 3 * within + 0.02 and again > 2 and not self.is_training(again, len(rows)):
                self.tell("repeated", place=place, again=again, rows=len(rows), share=share)


    def is_training(self, again: int, rows: int) -> bool:
        """Whether what is judged, as far as a plain loop shows, is all that the model is trained on."""
        if self.seen.known:
            return False
        share, made_up = again / rows, self.fed > 5 * rows and len(self.known) > MOST_OF * self.fed
        return share > WHOLE or min(share, again / max(len(self.known), 1)) > MOST_OF or made_up


def rows_in(args: tuple) -> np.ndarray | None:
    """The table of numbers that a model is given; None where it is none, or computed."""
    x = args[0] if args else None
    rows = x._value if isinstance(x, Handle) and x._node is None else None
    return rows if rows is not None and rows.ndim >= 2 and rows.dtype.kind == "f" else None


def leak(x: np.ndarray, y: np.ndarray) -> tuple[int, float] | None:
    """The column that is the target but for scale and shift, and its correlation."""
    if x.dtype.kind != "f" or len(x) < 20 or x.shape == y.shape:  # what learns itself is no leak
        return None
    x, y = x.astype(np.float64), y.astype(np.float64)
    x, y = x - x.mean(0), y - y.mean(0)
    scale = np.sqrt((x**2).sum(0))[:, None] * np.sqrt((y**2).sum(0))
    related = np.abs(x.T @ y) / np.where(scale > 0, scale, np.inf)
    column, _ = np.unravel_index(related.argmax(), related.shape)
    return (int(column), float(related.max())) if related.max() > LEAK else None


def unrelated(x: np.ndarray, y: np.ndarray, classes: bool) -> float | None:
    """How far the targets of nearest rows agree beyond chance, in deviations; None for few rows.

    Columns are standardised, so that no unit counts more. Labels of other rows give about 0.
    """
    if x.dtype.kind != "f" or len(x) < LEAST_ROWS:
        return None
    x, y = x[:MOST_ROWS], y[:MOST_ROWS].astype(np.float64)
    x = x[:, x.std(0) > 0].astype(np.float64)
    if not x.shape[1]:
        return None
    x = (x - x.mean(0)) / x.std(0)
    squares = (x**2).sum(1)
    apart = squares[:, None] + squares - 2 * x @ x.T
    np.fill_diagonal(apart, np.inf)
    nearest = y[np.argpartition(apart, 3, axis=1)[:, :3]]
    if classes:
        shares = np.unique(y, return_counts=True)[1] / len(y)
        if len(shares) > len(y) / 5:  # numbers of rows, as in contrastive losses
            return None
        agree = float((nearest == y[:, None]).mean())
        same = float((shares**2).sum())
        return (agree - same) / max(np.sqrt(same * (1 - same) / len(y)), 1e-9)
    guess = nearest.mean(1)
    varied = [i for i in range(y.shape[1]) if y[:, i].std() > 0 and guess[:, i].std() > 0]
    related = [float(np.corrcoef(guess[:, i], y[:, i])[0, 1]) for i in varied]
    return max(related) * len(y) ** 0.5 if related else None


__all__ = ["Labels", "leak", "unrelated"]

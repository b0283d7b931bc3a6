"""TD007: a learning rate so large that the loss grows, or so small that nothing is learned."""

from __future__ import annotations

import math
from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.byhand import ByHand
from tidu.fit.doctor.statistics.curvature import sharpness
from tidu.fit.doctor.statistics.seen import Statistic, ended
from tidu.fit.doctor.tape import Tape, parameters_of
from tidu.optim.sgd import SGD

GROWN, STEEPER, FROM, NO_BETTER, LOOKS = 3.0, 2.0, 16, 0.97, 4
LARGE, AT_ONCE, ROW = 0.1, 3.0, 3  # parts of the weights: in looks in a row, and in one that erases the start
LEAST = 0.1  # of the usual start's size: smaller ones grow by any step
EXPLAINING = ("TD002-scale", "TD006-unrelated")  # what makes steps large, or weights small, by itself
SMALL = 5e-5  # no step ever moved the weights by more of their size
CUT = 10.0  # times that a gradient is larger before it was clipped than after
FAR = 100.0  # root mean square of targets that weights of the usual size do not reach
MOST = 2_000_000  # parameters to compare before and after a step


class Rate(Statistic):
    """Looks at the losses of all steps, and at the size of some steps against the weights."""

    code = "TD007"
    causes: ClassVar[Causes] = {
        "unstable": "likely", "grows": "likely", "worse": "likely", "small": "likely", "large": "likely",
        "ascent": "likely", "clipped": "likely", "targets": "hint", "momentum": "certain",
    }  # fmt: skip

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.before: list[tuple[Any, np.ndarray]] = []
        self.steps: list[float] = []
        self.looks: list[float] = []  # how far steps moved all weights
        self.first = 0.0
        self.rate: float | None = None
        self.run: Any = None
        self.momentum: float | None = None  # of plain gradient steps
        self.bent = False
        self.hand = ByHand()
        self.arrived = 0.0  # the size of all gradients as they came
        self.clips: list[tuple[float, float]] = []  # that, and what a step was given
        self.start: list[tuple[Any, np.ndarray]] = []

    def begin(self, run: Any) -> None:
        """Of a fit the history is looked at, and how far a native run moved the weights in all."""
        self.run = run
        self.rate, self.steps, self.looks, self.bent = run.learning_rate, [], [], False
        self.start = [(p, p._value.copy()) for p in parameters_of(run.optimizer) if p._value.ndim > 1]

    def loss(self, root: Any, value: float) -> None:
        """Notes a loss; one that is no number after others that grew is told at once."""
        self.hand.read()
        losses = self.seen.losses_like(root)
        losses.append(value)
        if not math.isfinite(value) and grew(losses[:-1]) and not self.told:
            self.tell(self.way_up, first=losses[0], last=value, steps=len(losses), rate=self.spelled)

    def backward(self, tape: Tape) -> None:
        """Where plain steps make the loss grow, once: what rate the loss would bear."""
        self.seen.take(tape)
        losses = self.seen.losses_like(tape.root)
        if self.momentum is None or self.rate is None or len(losses) < 2 or self.bent:
            return
        if not 0 < STEEPER * losses[0] < losses[-1] < math.inf:
            return
        self.bent = True
        bend = sharpness(tape)
        bound = math.inf if bend is None else 2 * (1 + self.momentum) / bend
        if self.rate > bound:
            way = {"first": losses[0], "last": losses[-1], "steps": len(losses)}
            rates = {"rate": self.rate, "bound": bound, "safe": safe(self.rate, bound)}
            self.tell("unstable", node=tape.root, **rates, **way)

    def gradients(self, tape: Tape) -> None:
        """How large gradients are, and what a step by hand begins with."""
        if not self.doctor.steps:
            self.hand.note(tape)
        self.arrived = size_of([leaf.tensor() for leaf in tape.leaves])

    def changes(self, optimizer: Any) -> None:
        """Counts optimizers."""
        self.seen.count(optimizer)

    def chosen_step(self, optimizer: Any) -> None:
        """Remembers the weights."""
        parameters = [p for p in parameters_of(optimizer) if p._grad is not None]
        self.rate = float(optimizer.param_groups[0]["lr"])
        self.clips.append((self.arrived, size_of(parameters)))
        kept = max(float(group.get("momentum") or 0) for group in optimizer.param_groups)
        if kept >= 1 and not self.doctor.has_told("TD007-momentum"):
            kind = type(optimizer).__name__
            self.tell("momentum", momentum=f"{kept:g}", optimizer=kind, rate=f"{self.rate:.3g}")
        self.momentum = float(optimizer.param_groups[0]["momentum"]) if type(optimizer) is SGD else None
        matrices = [p for p in parameters if p._value.ndim > 1] or parameters
        if sum(p._value.size for p in matrices) <= MOST:
            self.before = [(p, p._value.copy()) for p in matrices]

    def chosen_stepped(self, optimizer: Any) -> None:
        """How far they were moved."""
        sizes = [moved(old, p._value) for p, old in self.before]
        if sizes:
            self.steps.append(max(sizes))
            self.looks.append(self.moved_in_all())
        self.before = []

    def moved_in_all(self) -> float:
        """The size of a step against that of all weights together, as they are or as they began.

        0 for the first step of weights that began smaller than layers are drawn.
        """
        sizes = [(np.linalg.norm(old), np.linalg.norm(p._value - old)) for p, old in self.before]
        whole, step = np.sqrt(np.square(np.asarray(sizes, np.float64)).sum(0))
        if not self.looks:
            self.first = float(whole)
            if not is_usual(self.before):
                return 0.0
        whole = max(whole, self.first)
        return float(step / whole) if whole > 0 and np.isfinite(step) else 0.0

    def end(self, history: Any) -> None:
        """Looks at the whole curve, and at what was learned."""
        if self.seen.probe(history) is not None and len(history) > 1:
            steps = (history.best_epoch or len(history)) * (self.run.batches or 1)
            sizes = [moved(old, p._value) / steps for p, old in self.start]
            self.steps = [max(sizes)] * LOOKS if sizes else []
        if self.told or self.seen.optimizers > 1:
            return
        place, known = self.seen.place, [step for step in self.steps if step > 0]
        values = {"rate": self.spelled, "steps": self.count}
        if len(self.steps) >= LOOKS and known and max(known) < SMALL:
            if (clip := clipped(self.clips)) is not None:
                before, after = clip
                sizes = {"before": f"{before:.3g}", "after": f"{after:.3g}"}
                self.tell("clipped", place=place, size=max(known), **sizes, **values)
            else:
                self.tell("small", place=place, size=max(known), **values)
            return
        if is_large(self.looks) and not self.doctor.has_told(*EXPLAINING):
            looks = {"looks": sum(size > LARGE for size in self.looks), "of": len(self.looks)}
            targets = self.size_of_targets()
            if targets > FAR and not grew(self.seen.curve):
                self.tell("targets", place=place, size=max(self.looks), targets=f"{targets:.3g}", **values)
            else:
                self.tell("large", place=place, size=max(self.looks), **looks, **values)
            return
        if self.seen.constant():  # told by what it is, where nothing else explains it
            return
        # Of a native run only some batches before its first step were seen one by one.
        losses = self.seen.curve
        if history is not None and history.engine == "native" and len(history) > 1:
            losses = list(history.columns["train_loss"])
        excess = self.seen.excess()
        if excess is not None and self.count >= FROM and not excess < NO_BETTER and not self.doctor.alerts:
            if grew(losses) and self.way_up == "ascent":
                self.tell("ascent", place=place, first=losses[0], last=ended(losses), **values)
            else:
                self.tell("worse", place=place, excess=excess, **values)
        elif grew(losses):
            self.tell(self.way_up, place=place, first=losses[0], last=ended(losses), **values)

    def size_of_targets(self) -> float:
        """The root mean square of real targets; 0 where they are not known."""
        target = self.seen.table()[1]
        return float(np.sqrt(np.square(target, dtype=np.float64).mean())) if self.seen.kind == "real" else 0.0

    @property
    def way_up(self) -> str:
        """What made the loss grow: steps along the gradient, or too long ones against it."""
        return "ascent" if self.rate is None and (self.hand.rate or 0) < 0 else "grows"

    @property
    def spelled(self) -> str:
        """The learning rate, an optimizer's or that of plain steps by hand; `lr` where it is not known."""
        rate = self.hand.rate if self.rate is None else self.rate
        return "lr" if rate is None else f"{abs(rate):.3g}"

    @property
    def told(self) -> bool:
        """Whether something was said of the rate."""
        return self.doctor.has_told(self.code)

    @property
    def count(self) -> int:
        """Steps, as far as losses tell; of a native run its epochs."""
        epochs = 0 if self.run is None else len(self.run.history) * (self.run.batches or 1)
        return max(epochs, *(len(losses) for losses in self.seen.losses.values()), 0)


def moved(old: np.ndarray, new: np.ndarray) -> float:
    """The size of a step against the weight."""
    size = float(np.linalg.norm(old))
    return float(np.linalg.norm(new - old)) / size if size > 0 else math.nan


def size_of(parameters: list[Any]) -> float:
    """The length of all gradients together."""
    found = [x._grad._value for x in parameters if x._grad is not None]
    return math.sqrt(sum(float(np.square(g, dtype=np.float64).sum()) for g in found))


def clipped(sizes: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Gradients as they came, the middle one, and the one small size that all were cut to; None else.

    >>> clipped([(3.0, 0.01), (2.0, 0.01), (1.0, 0.01)]), clipped([(3.0, 3.0), (2.0, 2.0), (1.0, 1.0)])
    ((2.0, 0.01), None)
    """
    before, after = (sorted(each) for each in zip(*sizes, strict=True)) if sizes else ([], [])
    if not before or not 0 < after[-1] < 1.01 * after[0] or before[0] < CUT * after[-1]:
        return None
    return before[len(before) // 2], after[-1]


def safe(rate: float, bound: float) -> float:
    """A rate well below the bound that was told, of one digit, and at most a tenth of the one that failed.

    >>> safe(0.1, 0.00132), safe(0.1, 0.09)
    (0.0006, 0.01)
    """
    goal = min(bound / 2, rate / 10)
    unit = 10.0 ** math.floor(math.log10(goal))
    return float(f"{math.floor(goal / unit * (1 + 1e-9)) * unit:.1g}")


def is_usual(before: list[tuple[Any, np.ndarray]]) -> bool:
    """Whether weights are about as large as layers are drawn, each 1 / sqrt(inputs) at most."""
    matrices = [old for _, old in before if old.ndim > 1]
    known = [(float(np.square(old, dtype=np.float64).mean()), old[0].size) for old in matrices]
    return bool(known) and all(mean * inputs > LEAST**2 for mean, inputs in known)


def is_large(looks: list[float]) -> bool:
    """Whether steps stayed above a tenth of the weights to the end, or erased their start and went on so.

    >>> is_large([0.4, 0.3, 0.05, 0.02]), is_large([0.5, 0.4] * 3), is_large([40.0, 0.7, 0.3, 0.01])
    (False, True, True)
    """
    late = looks[len(looks) // 2 :]
    row = max((min(looks[i : i + ROW]) for i in range(len(looks) - ROW + 1)), default=0.0)
    to_the_end = len(late) >= ROW and min(late) > LARGE
    return to_the_end or (max(looks, default=0.0) > AT_ONCE and row > LARGE)


def grew(losses: list[float]) -> bool:
    """Whether losses ended above three times their first.

    >>> grew([1.0, 2.0, 9.0]), grew([1.0, 0.5]), grew([1.0] * 30 + [9.0])
    (True, False, False)
    """
    return len(losses) > 1 and losses[0] > 0 and ended(losses) > GROWN * losses[0]


__all__ = ["Rate", "grew"]

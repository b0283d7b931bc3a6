"""What a visit has seen of the data so far, shared by the checks that ask for it."""

from __future__ import annotations

from statistics import median_low
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary, WeakSet

import numpy as np

from tidu.core.mode import mode
from tidu.fit.doctor.check import Check
from tidu.fit.doctor.statistics.answers import Answers, answers_of
from tidu.fit.doctor.statistics.facts import Facts, Kind, constant_error, error_of, facts_of
from tidu.fit.doctor.tape import Tape
from tidu.fit.rows import NotInMemory, rows_of_loader
from tidu.tensor.generator import get_rng_state, set_rng_state
from tidu.tensor.handle import wrap
from tidu.tensor.tape import grad_mode, place

SOME = 3  # losses of which the middle says more than the largest
MOST_ROWS, MOST_COLUMNS, PROBED = 1024, 4096, 256
CONSTANT_ROWS = 32  # that must get one answer before that is said


class Look(NamedTuple):
    """The error and the answers of a batch that was looked at; `step` losses had been seen then."""

    error: float
    step: int
    answers: Answers


class Seen:
    """Rows and targets of the batches that were looked at, or all of them where `fit` has them in memory.

    `batches`: (rows, targets) of each batch; `known` says that a whole table is known, so that batches
    add nothing; `straight` is the size of the batches that are taken in the table's own order.
    """

    def __init__(self) -> None:
        self.kind: Kind | None = None
        self.batches: list[tuple[np.ndarray, np.ndarray]] = []
        self.held: list[tuple[np.ndarray, np.ndarray]] = []  # validation rows of a fit
        self.looks: list[Look] = []
        self.losses: dict[Any, list[float]] = {}  # of all steps, by the operation that gave them
        self.optimizers = 0
        self._known: WeakSet[Any] = WeakSet()
        self._keys: set[int] = set()
        self._table: tuple[np.ndarray, np.ndarray] | None = None
        self.rows = self.turn = 0
        self.known = False
        self.straight: int | None = None
        self.place: Any = None
        self.facts = Facts()
        self.run: Any = None
        self.columns: list[np.ndarray] = []
        self._probe: Tape | None = None

    def take(self, tape: Tape) -> Facts:
        """Reads a tape, once for all checks."""
        if tape.turn == self.turn:
            return self.facts
        self.turn, self.facts = tape.turn, facts_of(tape)
        facts = self.facts
        if self.place is None:
            self.place = tape.place(tape.root)
        error = error_of(facts) if facts.alone else None
        if error is not None:
            self.looks.append(Look(error, len(self.losses_like(tape.root)), answers_of(facts)))
        x = facts.x
        if not self.known and x is not None and facts.target is not None and facts.kind is not None:
            self.add(x, facts.target, facts.kind)
        return facts

    def add(self, x: np.ndarray, target: np.ndarray, kind: Kind) -> None:
        """Keeps a batch, where it is new, like the others, and there is room."""
        if not x.ndim or len(x) != len(target) or self.rows >= MOST_ROWS:
            return
        x, target = x.reshape(len(x), -1), target.reshape(len(target), -1)
        first = self.batches[0] if self.batches else (x, target)
        alike = x.shape[1] == first[0].shape[1] <= MOST_COLUMNS and target.shape[1] == first[1].shape[1]
        if not alike or self.kind not in (None, kind):
            return
        key = hash(x.tobytes())
        if key in self._keys:
            return
        self._keys.add(key)
        self.kind = kind
        self.rows += len(x)
        self.batches.append((np.array(x), np.array(target)))
        self._table = None

    def losses_like(self, root: Any) -> list[float]:
        """The losses so far that came from the same operation as this one."""
        return self.losses.setdefault((getattr(root, "primitive", None), getattr(root, "label", None)), [])

    def count(self, optimizer: Any) -> None:
        """Counts the optimizers that take steps."""
        if optimizer not in self._known:
            self._known.add(optimizer)
            self.optimizers += 1

    @property
    def curve(self) -> list[float]:
        """The losses of all steps; none where they are of several kinds."""
        return next(iter(self.losses.values())) if len(self.losses) == 1 else []

    def begin(self, run: Any) -> None:
        """Takes the tables of a `fit`, where they are in memory; what was seen before belongs to others."""
        self.__init__()
        self.run = run
        try:
            rows = rows_of_loader(run.feed.train)
        except NotInMemory:
            return
        self.known, self.columns = True, rows.columns
        self.straight = rows.batch if rows.order == "straight" else None
        x, target = rows.columns[0], rows.columns[-1]
        self.kind = kind_of(target)
        self.rows = len(x)
        size = rows.batch if self.straight else len(x)
        self.batches = split(x, target, size)
        try:
            held = None if run.feed.validation is None else rows_of_loader(run.feed.validation)
        except NotInMemory:
            return
        if held is not None:
            self.held = split(held.columns[0], held.columns[-1], len(held.columns[0]))

    def probe(self, history: Any) -> Tape | None:
        """After native steps, which leave no tape: that of some rows through the model as it is now."""
        if self._probe is None and history is not None and history.engine == "native" and self.known:
            self._probe = probed(self.run, self.columns)
            self.take(self._probe)
        return self._probe

    @property
    def latest(self) -> list[Look]:
        """The last three looks, or the one at the end of a native run; none where there were fewer."""
        count = 1 if self._probe is not None else 3
        return self.looks[-count:] if len(self.looks) >= count else []

    def excess(self) -> float | None:
        """The error of the latest looks over that of the best constant; None where it is not known."""
        if self.kind is None or not self.latest or not self.batches:
            return None
        base = constant_error(self.table()[1], self.kind)
        error = float(np.mean([look.error for look in self.latest]))
        return self.fallen() * error / base if base > 1e-6 else None

    def fallen(self) -> float:
        """How far the loss has fallen since the latest looks: the last of 100 steps looked at is the 64th."""
        curve = self.curve
        then = [curve[look.step - 1] for look in self.latest if 0 < look.step <= len(curve)]
        if self._probe is not None or len(then) < len(self.latest) or not np.mean(then) > 0:
            return 1.0
        share = ended(curve) / float(np.mean(then))
        return min(1.0, share) if share >= 0 else 1.0

    def constant(self) -> list[Answers]:
        """The latest answers, where one was given in all looks though targets differ; else none."""
        last = [look.answers for look in self.latest]
        if sum(each.rows for each in last) < CONSTANT_ROWS:
            return []
        return last if all(each.same and each.label == last[0].label for each in last) else []

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """Everything that was seen, one row each; a row seen in two batches counts once."""
        if self._table is None:
            self._table = self._joined()
        return self._table

    def _joined(self) -> tuple[np.ndarray, np.ndarray]:
        if not self.batches:
            return np.zeros((0, 1)), np.zeros((0, 1))
        x, y = (np.concatenate(parts) for parts in zip(*self.batches, strict=True))
        if self.known:
            return x, y
        pairs = zip(prints(x), prints(y), strict=True)
        places = list({pair: place for place, pair in enumerate(pairs)}.values())
        return x[places], y[places]


def ended(losses: list[float]) -> float:
    """Where losses ended: the larger of the last two, or of many steps the middle of the last tenth.

    The last batch of an epoch may have a single row, whose loss is anything.

    >>> ended([3.0, 1.0, 2.0]), ended([1.0] * 30 + [9.0])
    (2.0, 1.0)
    """
    if len(losses) < 10 * SOME:
        return max(losses[-2:])
    return median_low(losses[-(len(losses) // 10) :])


def prints(x: np.ndarray) -> list[bytes]:
    """Each row as bytes.

    >>> len(set(prints(np.array([[1.0, 2.0], [1.0, 2.0], [3.0, 4.0]]))))
    2
    """
    flat = np.ascontiguousarray(x).reshape(len(x), -1)
    return flat.view(f"V{flat.shape[1] * flat.itemsize}").ravel().tolist()


def probed(run: Any, columns: list[np.ndarray]) -> Tape:
    """A forward pass of at most `PROBED` rows, taped, in eval mode; it changes nothing and draws nothing."""
    step = -(-len(columns[0]) // PROBED)
    modes = [(module, module.training) for module in run.model.modules()]
    random, visit = get_rng_state(), mode.doctor
    mode.doctor = None
    try:
        run.model.eval()
        with grad_mode(True):
            *inputs, target = [wrap(np.ascontiguousarray(column[::step])) for column in columns]
            loss = run.loss(run.model(*inputs), target)
    finally:
        mode.doctor = visit
        set_rng_state(random)
        for module, training in modes:
            module.training = training
    return Tape(place(loss), float(loss._value), -1, 1, [(run.model, tuple(inputs))], None)


def kind_of(target: np.ndarray) -> Kind:
    """What kind of targets these are."""
    if target.dtype.kind in "iub":
        return "classes"
    return "binary" if bool(np.isin(target, (0, 1)).all()) else "real"


def split(x: np.ndarray, target: np.ndarray, size: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Batches of `size` rows, each row flat."""
    x, target = x.reshape(len(x), -1), target.reshape(len(target), -1)
    return [(x[i : i + size], target[i : i + size]) for i in range(0, len(x), size)]


_of_doctor: WeakKeyDictionary[Any, Seen] = WeakKeyDictionary()


class Statistic(Check):
    """A check that goes by what was seen; all of a visit share one `seen`."""

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.seen = _of_doctor.setdefault(doctor, Seen())


__all__ = ["Seen", "Statistic", "ended", "kind_of", "prints"]

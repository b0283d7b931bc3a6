"""How a fault is written down: which item, which line or part is wrong, and in which job and loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from typing import Any

from benchmarks.doctor.case import Case, is_fit
from benchmarks.doctor.job import job
from benchmarks.doctor.loops import LOOPS

Loop = str | Callable[..., Any]


class Faults:
    """The faults of one item, numbered on: even numbers are for choosing thresholds.

    `ground` has (table, network, loss, optimizer) to go through where a fault names none.
    """

    def __init__(self, item: int, ground: list[tuple[str, str, str, str]]):
        self.item, self.ground = item, ground
        self.cases: list[Case] = []
        self.places, self.turn = count(), 0

    def add(
        self,
        text: str,
        loop: Loop,
        *parts: str,
        lr: float | None = None,
        also: tuple[str, ...] = (),
        **chosen: Any,
    ):
        """One fault: in the job of `parts`, or of the next in `ground`."""
        if not parts:
            parts = self.ground[self.turn % len(self.ground)]
            self.turn += 1
        seed = 10_000 * self.item + next(self.places)
        run = LOOPS[loop] if isinstance(loop, str) else loop
        named = loop if isinstance(loop, str) else getattr(loop, "__name__", "loop").replace("_", " ")
        name = f"{text} ({named}: {', '.join(parts)})"
        prepare = partial(job, *parts, lr, seed, **chosen)
        self.cases.append(
            Case(name, self.item, seed, prepare, run, table=parts[0], fits=is_fit(run), also=also)
        )

    def each(self, text: str, loops: Sequence[Loop], **chosen: Any) -> None:
        """The same fault in several loops, each on the next ground."""
        for loop in loops:
            self.add(text, loop, **chosen)


REAL = [
    ("friedman", "relu 32", "mse", "Adam"),
    ("penguins: mass", "tanh 24", "mse by hand", "SGD"),
    ("prices", "relu 64-32", "mse", "momentum"),
    ("time", "gelu 32-32", "huber", "AdamW"),
    ("linear", "linear", "mse", "SGD"),
]
CHOSEN = [
    ("iris", "relu 32", "cross entropy", "Adam"),
    ("wine", "tanh 24", "cross entropy", "SGD"),
    ("digits", "convolution", "cross entropy", "Adam"),
    ("penguins: species", "gelu 32-32", "nll", "momentum"),
    ("moons", "relu 64-32", "cross entropy", "RMSprop"),
]
MIXED = [one for pair in zip(REAL, CHOSEN, strict=True) for one in pair]

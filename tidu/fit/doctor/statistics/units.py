"""TD017: units that are 0 for every row, and gradients that vanish on their way back."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes
from tidu.fit.doctor.statistics.seen import Statistic
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import walk
from tidu.tensor.handle import Leaf, tensor_of

DEAD, ROWS, UNITS, LOOKS = 0.6, 60, 8, 4
VANISHED, LAYERS = 1e-4, 4


class Units(Statistic):
    """Follows which units of each ReLU were ever above 0 lately, and how gradients differ by layer."""

    code = "TD017"
    causes: ClassVar[Causes] = {"dead": "hint", "vanishing": "hint", "dropped": "certain"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.rows: dict[int, list[tuple[int, np.ndarray]]] = {}
        self.places: dict[int, Any] = {}
        self.ratios: list[tuple[float, int]] = []

    def begin(self, run: Any) -> None:
        """What was seen before belongs to another model."""
        self.rows, self.ratios = {}, []

    def backward(self, tape: Tape) -> None:
        """Which units this batch wakes, unless a dropout lets none through."""
        if tape.nth == 1:
            parts = (part for module, _ in tape.calls for part in module.modules() if part.training)
            name = next((type(part).__name__ for part in parts if drops_all(part)), None)
            if name is not None:
                self.tell("dropped", name=name)
        for place, node in enumerate(tape.named("relu")):
            out = tape.array(node)
            if out is None or out.ndim < 2:
                continue
            axis = 1 if out.ndim in (3, 4) else out.ndim - 1
            awake = np.any(out, axis=tuple(i for i in range(out.ndim) if i != axis))
            self.rows.setdefault(place, []).append((len(out), awake))
            self.places[place] = tape.place(node)

    def gradients(self, tape: Tape) -> None:
        """How large the gradients of the first and the last layer are."""
        self.compare([getattr(leaf.tensor(), "_grad", None) for leaf in matrices(tape)])

    def compare(self, gradients: list[Any]) -> None:
        """The first layer's gradient against the last one's, of networks of some depth."""
        layers = [g for g in gradients if g is not None]
        if len(layers) >= LAYERS:
            first, last = (float(np.sqrt(np.mean(np.square(np.asarray(g))))) for g in (layers[0], layers[-1]))
            if last > 0:
                self.ratios.append((first / last, len(layers)))

    def look_again(self, tape: Tape) -> None:
        """A native run's end, as if every look had shown it."""
        self.rows = {}
        self.backward(tape)
        self.rows = {place: [(0, looks[0][1])] * (LOOKS - 1) + looks for place, looks in self.rows.items()}
        start = {tape.root: np.ones((), tape.root.dtype)}
        arrived = walk(start, goals=set(tape.leaves), keep=True, lift=None, wrap=tensor_of)
        self.ratios = []
        for _ in range(3):
            self.compare([arrived.get(leaf) for leaf in matrices(tape)])

    def end(self, history: Any) -> None:
        """Units that were dead in every batch of the later half of the looks."""
        tape = self.seen.probe(history)
        if tape is not None:
            self.look_again(tape)
        for place, looks in self.rows.items():
            widths = {len(awake) for _, awake in looks}
            late = looks[len(looks) // 2 :]
            if len(widths) > 1 or len(looks) < LOOKS or sum(rows for rows, _ in late) < ROWS:
                continue
            woken = np.any([awake for _, awake in late], axis=0)
            dead, units = int((~woken).sum()), len(woken)
            if dead >= DEAD * units and units >= UNITS and not self.doctor.has_told("TD017-dropped"):
                counts = {"dead": dead, "units": units, "rows": sum(rows for rows, _ in late)}
                self.tell("dead", place=self.places[place], share=dead / units, **counts)
        if len(self.ratios) >= 3:
            ratio = float(np.median([ratio for ratio, _ in self.ratios]))
            if ratio < VANISHED:
                self.tell("vanishing", place=self.seen.place, ratio=ratio, layers=self.ratios[-1][1])


def drops_all(module: Any) -> bool:
    """Whether a module is a dropout with a probability of 1."""
    return "Dropout" in type(module).__name__ and getattr(module, "p", 0) == 1


def matrices(tape: Tape) -> list[Any]:
    """The weight matrices in the order of their use; the tape knows none among leaves themselves."""
    used = [edge for node in tape.nodes for edge in node.edges if isinstance(edge, Leaf)]
    return [leaf for leaf in dict.fromkeys(used) if len(leaf.shape) > 1]


__all__ = ["Units"]

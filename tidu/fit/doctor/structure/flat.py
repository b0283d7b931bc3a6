"""TD011: gradients that are all exactly 0: a flat operation on every way, or a loss of 0 from the start."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import name_of
from tidu.fit.doctor.tape import Tape
from tidu.tensor.handle import Leaf

FLAT = frozenset({"ceil", "floor", "floor_divide", "round", "sign", "trunc"})
LOOKS, PASSES = 3, 8


class Flat(Check):
    """Looks until one gradient is not 0.

    Silent: straight-through estimators, and losses that have become 0 because all is learned.
    """

    code = "TD011"
    causes: ClassVar[Causes] = {"flat": "certain", "zero": "likely"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.looks = 0
        self.place: Any = None
        self.zero = True

    def loss(self, root: Any, value: float) -> None:
        """Whether it has ever been another than 0."""
        if value != 0:
            self.zero = False
            self.doctor.leave(self, "loss")

    def gradients(self, tape: Tape) -> None:
        """Whether one has ever been another than 0."""
        found = [x._grad for leaf in tape.leaves if (x := leaf.tensor())._grad is not None]  # pyright: ignore
        if not found:
            return
        if any(gradient._value.any() for gradient in found):
            self.looks, self.zero = 0, False
            self.doctor.leave(self, "gradients")
            return
        self.looks += 1
        self.place = self.place or tape.place(tape.root)
        if self.looks >= LOOKS and tape.value != 0 and (node := flat_way(tape)) is not None:
            self.tell("flat", node=node, name=name_of(node), passes=tape.turn)

    def end(self, history: Any) -> None:
        """A loss that was 0 from the first pass to the last."""
        if self.zero and self.looks >= LOOKS and self.doctor.turns >= PASSES:
            self.tell("zero", place=self.place, passes=self.doctor.turns)


def flat_way(tape: Tape) -> Any:
    """The flat operation nearest the loss, if no leaf is reached but through such; None else."""
    waiting, seen, met = [tape.root], {tape.root}, []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            return None
        if name_of(node) in FLAT:
            met.append(node)
            continue
        for edge in node.edges:
            if edge is not None and edge not in seen:
                seen.add(edge)
                waiting.append(edge)
    return max(met, key=lambda node: node.order, default=None)

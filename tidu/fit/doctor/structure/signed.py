"""TD005: errors summed with their signs: a loss without a bottom, or one that sees only their mean."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import VIEWS, behind, constants, name_of
from tidu.fit.doctor.tape import Tape

STRAIGHT = VIEWS | {"sum", "neg", "mul", "div"}
BENDING = ("pow", "abs", "sqrt", "mul")
OUTPUTS = ("matmul", "add", "addmm")
LOOKS = 3


class Signed(Check):
    """Follows the loss back to the difference between output and target, through sums and factors alone.

    Silent: scores without a target, as critics and policies have them, outputs that were bent on the way,
    and such a mean as one part of a loss.
    """

    code = "TD005"
    causes: ClassVar[Causes] = {"signed": "certain", "mean_first": "likely"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.falling = 0
        self.last = 0.0

    def backward(self, tape: Tape) -> None:
        """Looks for the difference; a loss of it must fall below 0, and further, to be told."""
        if tape.value is None:
            return
        start, bent = tape.root, name_of(tape.root) in BENDING and bends(tape.root)
        if bent:
            start = next(edge for edge in tape.root.edges if edge is not None)
        node = difference(start)
        if node is None:
            return
        if bent:
            self.tell("mean_first", node=tape.root, rows=int(np.prod(node.shape)), loss=f"{tape.value:.4g}")
            return
        self.falling = self.falling + 1 if tape.value < min(self.last, 0) else 0
        self.last = tape.value
        if self.falling >= LOOKS:
            self.tell("signed", node=node, loss=f"{tape.value:.4g}", passes=tape.turn)


def bends(root: Any) -> bool:
    """Whether a number is squared, or stripped of its sign."""
    first, *others = root.edges
    return first is not None and (name_of(root) != "mul" or others[0] is first)


def difference(node: Any) -> Any:
    """The raw output less a target, where sums and factors of one number are all that follows; else None."""
    summed = False
    while name_of(node) in STRAIGHT:
        edges = [edge for edge in node.edges if edge is not None]
        if len(edges) != 1 or any(x.size > 1 for x in constants(node) if x.dtype.kind == "f"):
            return None
        summed = summed or name_of(node) == "sum"
        node = edges[0]
    if name_of(node) != "sub" or not summed or np.prod(node.shape) < 2:
        return None
    edges = [edge for edge in node.edges if edge is not None]
    alike = [x for x in constants(node) if x.shape == node.shape]
    return node if len(edges) == 1 and alike and name_of(behind(edges[0])) in OUTPUTS else None

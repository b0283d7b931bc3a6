"""TD011: layers made inside forward(), whose weights are gone before their gradients arrive."""

from __future__ import annotations

from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import name_of, weight_of
from tidu.fit.doctor.tape import Tape
from tidu.nn.parameter import Parameter

LOOKS, STEPS = 3, 3


class Inside(Check):
    """Weights on the tape of which nobody holds the tensor, at look after look, beside parameters that live.

    Silent: weights that are computed, and copies that are kept until their gradients are there.
    """

    code = "TD011"
    causes: ClassVar[Causes] = {"inside": "likely"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.row = 0

    def backward(self, tape: Tape) -> None:
        """Is there a weight that is gone?"""
        node = orphan(tape)
        self.row = 0 if node is None else self.row + 1
        if self.row >= LOOKS and self.doctor.steps >= STEPS:
            living = [leaf for leaf in tape.leaves if isinstance(leaf.tensor(), Parameter)]
            if living:
                self.tell("inside", node=node, shape=list(orphaned(node).shape), passes=tape.turn)


def orphan(tape: Tape) -> Any:
    """The first product with a weight of which the tensor is gone."""
    nodes = [node for node in tape.nodes if name_of(node) in ("matmul", "convolve")]
    return next((node for node in nodes if orphaned(node) is not None), None)


def orphaned(node: Any) -> Any:
    """That weight."""
    weight = None if node.edges[1] is None else weight_of(node.edges[1])
    return weight if weight is not None and weight.tensor() is None else None

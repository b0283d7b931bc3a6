"""TD008: (N,) against (N, 1) in a loss, which compares every row with every other."""

from __future__ import annotations

from math import prod
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import feeds_loss, name_of, shape_of
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node

LOGARITHMS = ("log", "log1p", "logsigmoid", "log_softmax")


class Broadcast(Check):
    """A difference bigger than what it is the difference of, on its way to the loss.

    Silent where the axis was put in on purpose: by `unsqueeze`, `[:, None]`, or as (N, 1) against (1, N).
    """

    code = "TD008"
    causes: ClassVar[Causes] = {"": "certain"}

    def backward(self, tape: Tape) -> None:
        """Looks at every difference, and at every logarithm that is multiplied by a target."""
        for node in tape.nodes:
            if name_of(node) in ("sub", "mul") and crossed(node) and (name_of(node) == "sub" or logged(node)):
                if on_purpose(tape, node) or not feeds_loss(tape, node):
                    continue
                target, output = (1, 0) if node.edges[0] is not None else (0, 1)
                shapes = {"a": list(node.edges[output].shape), "b": list(shape_of(node, target) or ())}
                fix = ", ".join(map(str, node.edges[output].shape)) or "()"
                pairs: dict[str, Any] = {"pairs": prod(node.shape), "rows": prod(node.edges[output].shape)}
                self.tell(node=node, out=list(node.shape), fix=fix, **shapes, **pairs)
                return


def crossed(node: Node) -> bool:
    """Whether two operands with as many elements but another number of axes became a larger result."""
    a, b = shape_of(node, 0), shape_of(node, 1)
    if a is None or b is None or len(a) == len(b) or min(len(a), len(b)) == 0:
        return False
    return prod(a) == prod(b) < prod(node.shape)


def logged(node: Node) -> bool:
    """Whether one operand is a logarithm and the other a constant."""
    return None in node.edges and any(name_of(edge) in LOGARITHMS for edge in node.edges)


def on_purpose(tape: Tape, node: Node) -> bool:
    """Whether somebody wanted every pair: an axis put in on the tape, or pairs of outputs beside it."""
    inserted = any(getattr(edge, "label", None) == "Unsqueeze" or is_inserted(edge) for edge in node.edges)
    return inserted or any(
        other is not node and other.shape == node.shape and is_pairs(other) for other in tape.named("sub")
    )


def is_inserted(node: Any) -> bool:
    """Whether a node only has a new axis that its operand did not have."""
    return name_of(node) == "slice" and "new" in node.params["key"]


def is_pairs(node: Node) -> bool:
    """Whether both operands are on the tape and the result is larger than either."""
    return None not in node.edges and all(prod(edge.shape) < prod(node.shape) for edge in node.edges)

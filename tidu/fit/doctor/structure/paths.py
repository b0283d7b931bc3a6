"""Ways through a tape that several checks ask for: behind views, and from an operation to the loss."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node
from tidu.tensor.handle import Leaf

VIEWS = frozenset({"reshape", "permute", "slice", "expand", "copy", "cast"})
POINTWISE = frozenset({
    "abs", "add", "addcmul", "clamp_above", "clamp_below", "clamped", "cosh", "div", "expm1", "lerp", "log",
    "log1p", "logaddexp", "logsigmoid", "maximum", "minimum", "mul", "neg", "pow", "reciprocal", "relu",
    "sign", "softplus", "sqrt", "sub", "tanh", "where", "xlogy", "xlog1py",
})  # fmt: skip
"""What losses do to a difference. Not `exp`, which makes a kernel of it."""


def name_of(node: Any) -> str:
    """The primitive of a node; "" of a leaf or an own operation."""
    return node.primitive.name if isinstance(node, Node) else ""


def shape_of(node: Node, position: int) -> tuple[int, ...] | None:
    """The shape of an operand; None where it is not known."""
    edge = node.edges[position]
    if edge is not None:
        return edge.shape
    return None if node.given is None else np.shape(node.given[position])


def behind(node: Any, through: frozenset[str] = VIEWS) -> Any:
    """What a node is a view of: the first one that does more than reorder or reshape."""
    while name_of(node) in through:
        inside = [edge for edge in node.edges if edge is not None]
        if len(inside) != 1 or prod(inside[0].shape) != prod(node.shape):
            return node
        node = inside[0]
    return node


def constants(node: Node) -> list[np.ndarray]:
    """The arrays among the operands that are no part of the tape."""
    return [x for x in node.given or () if isinstance(x, np.ndarray)]


def feeds_loss(tape: Tape, node: Any) -> bool:
    """Whether all that becomes of a node is a loss: pointwise operations and sums, down to one number."""
    waiting, seen = [node], {node}
    while waiting:
        for user in tape.users[waiting.pop()]:
            if name_of(user) not in POINTWISE and name_of(user) not in VIEWS and name_of(user) != "sum":
                return False
            if user not in seen:
                seen.add(user)
                waiting.append(user)
    return tape.root in seen and prod(tape.root.shape) == 1


def weight_of(node: Any) -> Leaf | None:
    """The leaf that an operand is, as it is or seen otherwise; None for what was computed."""
    node = behind(node)
    return node if isinstance(node, Leaf) else None

"""TD004: a head that cannot give what the loss asks for, and layers that are one layer."""

from __future__ import annotations

from math import prod
from typing import Any, ClassVar, NamedTuple

import numpy as np

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.structure.paths import behind, constants, feeds_loss, name_of, weight_of
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node
from tidu.tensor.handle import Leaf

REACH = {
    "relu": (0.0, np.inf), "sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0), "softmax": (0.0, 1.0),
    "softplus": (0.0, np.inf), "hard_sigmoid": (0.0, 1.0),
}  # fmt: skip
"""What an activation can give at all."""
MUCH = 0.05  # the share of targets outside that before it is said
MARGIN = 0.01  # how far outside, in parts of the targets' own range


class Head(Check):
    """The last layers against the loss and its targets."""

    code = "TD004"
    causes: ClassVar[Causes] = {
        "linear": "certain",
        "range": "certain",
        "single": "certain",
        "relu": "likely",
    }

    def backward(self, tape: Tape) -> None:
        """Looks at every product, every difference and every softmax."""
        for node in tape.nodes:
            name = name_of(node)
            if name == "matmul":
                self.collapse(tape, node)
            elif name == "sub":
                self.reach(tape, node)
            elif name in ("softmax", "log_softmax"):
                self.one_share(tape, node)
            elif name == "class_loss":
                self.scores(node)

    def collapse(self, tape: Tape, node: Node) -> None:
        """A layer whose only input is a layer, with nothing that bends between them."""
        second = layer(node)
        if second is None or second.input is None:
            return
        below = straight(tape, second.input)
        first = layer(below) if name_of(below) == "matmul" else None
        if first is None or first.weight is second.weight:
            return
        hidden = second.inputs
        if hidden >= min(first.inputs, second.outputs) and len(tape.users[below]) == 1:
            sizes: dict[str, Any] = {"inputs": first.inputs, "hidden": hidden, "outputs": second.outputs}
            self.tell("linear", node=node, **sizes)

    def reach(self, tape: Tape, node: Node) -> None:
        """An output that an activation keeps from its targets."""
        edge = next((edge for edge in node.edges if edge is not None), None)
        activation = behind(edge)
        if None not in node.edges or name_of(activation) not in REACH:
            return
        for target in constants(node):
            low, high = REACH[name_of(activation)]
            if target.size < 2 or target.dtype.kind != "f" or not np.isfinite(target).all():
                continue
            slack = MARGIN * float(np.ptp(target))
            share = float(np.mean((target < low - slack) | (target > high + slack)))
            if share >= MUCH and feeds_loss(tape, node):
                numbers = {
                    "low": f"{target.min():.4g}",
                    "high": f"{target.max():.4g}",
                    "share": f"{share:.0%}",
                }
                reach = f"[{low:g}, {high:g}]" if high < np.inf else "[0, ∞)"
                self.tell("range", node=activation, name=name_of(activation), reach=reach, **numbers)

    def one_share(self, tape: Tape, node: Node) -> None:
        """The share of one class among one."""
        alone = prod(node.shape[axis] for axis in node.params["axis"]) == 1
        if alone and prod(node.shape) > 1 and feeds_loss(tape, node):
            self.tell("single", node=node, shape=list(node.shape), name=name_of(node))

    def scores(self, node: Node) -> None:
        """What a cross entropy is given."""
        scores = behind(node.edges[0])
        if node.edges[0].shape[1] == 1:
            self.tell("single", node=node, shape=list(node.edges[0].shape), name="cross_entropy")
        elif name_of(scores) == "relu":
            self.tell("relu", node=scores, classes=node.edges[0].shape[1])


class Layer(NamedTuple):
    """A product with a weight: what goes in (None: a constant), and the sizes."""

    weight: Leaf
    input: Any
    inputs: int
    outputs: int


def layer(node: Node) -> Layer | None:
    """A matmul with a leaf on one side and something else on the other."""
    left, right = node.edges
    if min(len(edge.shape) for edge in node.edges if edge is not None) < 2:
        return None
    if (weight := weight_of(right)) is not None and weight_of(left) is None:
        return Layer(weight, left, *right.shape[-2:])
    if (weight := weight_of(left)) is not None and weight_of(right) is None:
        return Layer(weight, right, left.shape[-1], left.shape[-2])
    return None


def straight(tape: Tape, node: Any) -> Any:
    """What is below additions of a leaf and dropout, each of which nothing else uses."""
    while len(tape.users[node]) == 1:
        below = behind(node, frozenset({"reshape", "copy"}))
        if below is not node:
            node = below
            continue
        if name_of(node) == "add" and None not in node.edges:
            inner = [edge for edge in node.edges if weight_of(edge) is None]
        elif name_of(node) == "mul" and None in node.edges and is_mask(node):
            inner = [edge for edge in node.edges if edge is not None]
        else:
            return node
        if len(inner) != 1:
            return node
        node = inner[0]
    return node


def is_mask(node: Node) -> bool:
    """Whether a product is with zeros and one other number, as dropout makes it."""
    return any(len(np.unique(x)) == 2 and not x.min() for x in constants(node))

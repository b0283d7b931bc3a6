"""What the checks see of one backward pass: the tape behind its root, with numbers, names and lines."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from tidu.fit.doctor.naming import name_here
from tidu.fit.doctor.place import Place, Spot, place_at, place_here
from tidu.read.grad import Node, reachable
from tidu.tensor.handle import Handle, Leaf


class Tape:
    """One computation, from its leaves to `root`, as long as its backward pass lasts.

    `nodes` has operands before results: `Leaf`, `Node` (`primitive`, `params`, `edges`, `given`,
    `saved`, `out`), and the two nodes of an own operation; `root`, too, may be any of these.
    `calls` are the outermost modules that were called with a tape since the last backward pass, with
    their arguments. `turn` counts the backward passes of the visit, `nth` those of this kind (as many
    operations), both from 1.
    """

    def __init__(
        self, root: Any, value: float | None, turn: int, nth: int, calls: list[tuple[Any, tuple]],
        spots: list[Spot | None] | None,
    ):  # fmt: skip
        self.root, self.value, self.turn, self.nth, self.calls = root, value, turn, nth, calls
        self.nodes: list[Any] = reachable([root])[::-1]
        self._spots = spots if spots is not None and len(spots) == len(self.nodes) else None
        self._arrays: dict[Any, np.ndarray | None] = {}

    @cached_property
    def leaves(self) -> list[Leaf]:
        """The ends of the tape whose tensors live: what gradients will arrive at."""
        return [node for node in self.nodes if isinstance(node, Leaf) and node.tensor() is not None]

    @cached_property
    def users(self) -> dict[Any, list[Any]]:
        """Node -> the nodes that have it as an operand."""
        found: dict[Any, list[Any]] = {node: [] for node in self.nodes}
        for node in self.nodes:
            for edge in node.edges:
                if edge is not None:
                    found[edge].append(node)
        return found

    def name(self, leaf: Leaf) -> str:
        """What the user's code calls a leaf, such as `model.0.weight`. It takes time: for an alert only."""
        return name_here(leaf.tensor())

    def named(self, name: str) -> list[Node]:
        """The operations of a primitive of that name, in order."""
        return [node for node in self.nodes if isinstance(node, Node) and node.primitive.name == name]

    def place(self, node: Any) -> Place | None:
        """The user's line of an operation; that of the backward pass where it is not known."""
        spot = getattr(node, "spot", None)
        if spot is None and self._spots is not None:
            spot = self._spots[self.nodes.index(node)]
        return place_here() if spot is None else place_at(spot)

    def operand(self, node: Node, position: int) -> np.ndarray | Any:
        """The array (or number) of an operand; None where it is not known."""
        edge = node.edges[position]
        if edge is None:
            return None if node.given is None else node.given[position]
        if node.saved is not None and node.saved[position] is not None:
            return node.saved[position]
        return self.array(edge)

    def array(self, node: Any) -> np.ndarray | None:
        """What a node computed: kept by it, or computed again; None where that cannot be done."""
        if node not in self._arrays:
            self._fill(node)
        return self._arrays[node]

    def _fill(self, goal: Any) -> None:
        for node in self.nodes:
            if node not in self._arrays:
                self._arrays[node] = self._again(node)
            if node is goal:
                return

    def _again(self, node: Any) -> np.ndarray | None:
        if isinstance(node, Leaf):
            tensor = node.tensor()
            return None if tensor is None else tensor._value
        if not isinstance(node, Node):
            return None
        if node.out is not None:
            return node.out
        operands = []
        for position in range(len(node.edges)):
            operand = self.operand(node, position)
            if operand is None:
                return None
            operands.append(operand)
        with np.errstate(all="ignore"):
            return np.asarray(node.primitive.run(*operands, **node.params))


def parameters_of(optimizer: Any) -> list[Handle]:
    """Everything that an optimizer holds, in order."""
    return [parameter for group in optimizer.param_groups for parameter in group["params"]]


__all__ = ["Tape", "parameters_of"]

"""The gradient reading: the tape of what was computed, walked backward.

The walk is iterative, so a chain of 100,000 operations is no deeper than one. The rules are
written in our own operations: given arrays they compute at NumPy's speed, given tensors they
are taped in their turn, which is all there is to a gradient of a gradient.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import numpy as np

from tidu.core.primitive import Primitive
from tidu.ops.convert import cast, kind_of
from tidu.ops.move import reshape
from tidu.ops.reduce import sum_
from tidu.text import say

next_order = itertools.count().__next__
Lift = Callable[[Any, Any], Any]  # (array, node) -> a tensor that continues from that node


class Node:
    """One taped operation: where its operands came from, and what its rules need of them."""

    __slots__ = (
        "__weakref__", "checks", "dtype", "edges", "hooks", "label", "order", "out", "params",
        "primitive", "saved", "shape",
    )  # fmt: skip

    def __init__(self, primitive: Primitive, params: dict, edges: list, value: np.ndarray):
        self.primitive = primitive
        self.params = params
        self.edges = edges
        self.shape = value.shape
        self.dtype = value.dtype
        self.order = next_order()
        self.label: str | None = None
        self.hooks: list | None = None
        self.saved: list | None = None
        self.out: np.ndarray | None = None
        self.checks: list | None = None

    @property
    def name(self) -> str:
        """What PyTorch prints as `grad_fn`."""
        label = self.label or self.primitive.name.title().replace("_", "")
        return f"{label}Backward0"

    def pull(self, g: Any, lift: Lift | None) -> list:
        """The cotangents of the operands, None where there is none, from that of the result."""
        self.check()
        saved, out = self.saved, self.out
        if lift is not None:
            out = None if out is None else lift(out, self)
            saved = saved and [
                lift(x, edge) if isinstance(x, np.ndarray) else x
                for x, edge in zip(saved, self.edges, strict=True)
            ]
        pulled = []
        for position, edge in enumerate(self.edges):
            rule = None if edge is None else self.primitive.rule(position)
            if rule is None:
                pulled.append(None)
                continue
            result = rule.call(g, saved, self.params, out, edge.shape, position)
            pulled.append(fold(result, edge))
        return pulled

    def check(self) -> None:
        """Raises where what the rules need was freed, or changed in place since."""
        if self.checks is None:
            return
        if not self.checks:
            raise RuntimeError(say("errors.freed", operation=self.primitive.name))
        for counter, version in self.checks:
            if counter[0] != version:
                raise RuntimeError(
                    say(
                        "errors.changed_in_place",
                        operation=self.primitive.name,
                        shape=list(self.shape),
                        version=counter[0],
                        expected=version,
                    )
                )

    def release(self) -> None:
        """Lets go of what the rules needed; a node that needed nothing stays usable."""
        if self.checks:
            self.saved, self.out, self.checks = None, None, []


def fold(g: Any, edge: Any) -> Any:
    """`g` in the shape and type of the operand that it belongs to: broadcasting undone."""
    shape = edge.shape
    if g.shape != shape:
        surplus = len(g.shape) - len(shape)
        stretched = (
            surplus + axis for axis, n in enumerate(shape) if n == 1 and g.shape[surplus + axis] != 1
        )
        g = sum_(g, axes=(*range(surplus), *stretched), keepdims=False)
        if g.shape != shape:
            g = reshape(g, shape=shape)
    if kind_of(g) is not edge.dtype:
        g = cast(g, dtype=edge.dtype)
    return g


def reachable(nodes: Iterable[Any]) -> list[Any]:
    """Every node behind `nodes`, results before what they were computed from."""
    found = set()
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend([edge for edge in node.edges if edge is not None])
    return sorted(found, key=attrgetter("order"), reverse=True)


def leading_to(nodes: list[Any], goals: set[Any]) -> list[Any]:
    """Those of `nodes` (sorted as by `reachable`) from which a goal can be reached."""
    useful = set(goals)
    for node in reversed(nodes):
        if node not in useful and any(edge in useful for edge in node.edges):
            useful.add(node)
    return [node for node in nodes if node in useful]


def walk(
    roots: dict[Any, Any], *, goals: set[Any] | None, keep: bool, lift: Lift | None, wrap: Callable
) -> dict[Any, Any]:
    """Carries the cotangents of `roots` backward.

    With `goals` it returns the cotangent that arrived at each of them; without, leaves
    accumulate theirs. `keep` leaves the tape usable, `lift` makes the walk itself taped,
    `wrap` turns a cotangent into the tensor that a hook is handed.
    """
    nodes = reachable(roots)
    if goals is not None:
        nodes = leading_to(nodes, goals)
    useful = set(nodes) if goals is not None else None
    cotangents = dict(roots)
    arrived = {}
    for node in nodes:
        g = cotangents.pop(node, None)
        if g is None:
            continue
        if node.hooks is not None:
            for hook in list(node.hooks):
                g = hook(g, wrap)
        if goals is not None and node in goals:
            arrived[node] = g
        if not node.edges:
            if goals is None:
                node.accumulate(g, lift)
            continue
        for edge, pulled in zip(node.edges, node.pull(g, lift), strict=True):
            if pulled is None or (useful is not None and edge not in useful):
                continue
            present = cotangents.get(edge)
            cotangents[edge] = pulled if present is None else present + pulled
        if not keep:
            node.release()
    return arrived

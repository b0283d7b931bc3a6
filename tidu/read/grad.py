"""The gradient reading: the tape of what was computed, walked backward.

The walk is iterative, so a chain of 100,000 operations is no deeper than one. The rules are
written in our own operations: given arrays they compute at NumPy's speed, given tensors they
are taped in their turn, which is all there is to a gradient of a gradient.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from math import prod
from operator import attrgetter
from typing import Any

import numpy as np

from tidu.core.errors import REMARKS
from tidu.core.primitive import Plan, Primitive
from tidu.ops.convert import cast, kind_of
from tidu.ops.move import reshape
from tidu.ops.reduce import sum_
from tidu.text import say

TOLD = 65536  # the results up to which a computation can be told after its backward pass
next_order = itertools.count().__next__
Lift = Callable[[Any, Any], Any]  # (array, node) -> a tensor that continues from that node


class Node:
    """One taped operation: where its operands came from, and what its rules need of them.

    `checks` holds the version counters of what was saved: None where nothing was, empty once
    it was let go. `given` holds the operands that are no part of the tape (targets, constants,
    numbers; None for the others), so that the whole computation can be told later: it goes with
    what was saved where it is large.
    """

    label: str | None = None
    hooks: list | None = None
    given: Sequence | None = None
    saved: list | None = None
    out: np.ndarray | None = None
    checks: list | None = None

    def __init__(self, primitive: Primitive, params: dict, edges: Sequence, plan: Plan, value: np.ndarray):
        self.primitive = primitive
        self.params = params
        self.edges = edges
        self.plan = plan
        self.shape = value.shape
        self.dtype = value.dtype
        self.order = next_order()

    @property
    def name(self) -> str:
        """What PyTorch prints as `grad_fn`."""
        label = self.label or self.primitive.name.title().replace("_", "") + "Backward0"
        # A label is a whole name, or one without PyTorch's usual ending.
        return label if label[-1].isdigit() or label.startswith("Copy") else f"{label}Backward0"

    def lifted(self, lift: Lift) -> tuple[list | None, Any]:
        """What was saved, as tensors that continue from where they were made."""
        saved = self.saved and [
            lift(x, edge) if hasattr(x, "shape") else x
            for x, edge in zip(self.saved, self.edges, strict=True)
        ]
        return saved, None if self.out is None else lift(self.out, self)

    def check(self) -> None:
        """Raises where what the rules need was freed, or changed in place since."""
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
            if self.given is not None and prod(self.shape) > TOLD:
                self.given = None


class Pulled(Node):
    """A node whose cotangents are asked for by `pull`, so that somebody can look on.

    A node becomes one by `node.__class__ = Pulled`; ordinary nodes are pulled in the walk itself.
    """

    def pull(self, g: Any, lift: Lift | None) -> list[tuple[Any, Any]]:
        """(edge, cotangent) of each operand that needs one."""
        if self.checks is not None:
            self.check()
        saved, out = (self.saved, self.out) if lift is None else self.lifted(lift)
        parts = []
        for position, rule in self.plan.rules:
            edge = self.edges[position]
            parts.append((edge, fold(rule(g, saved, self.params, out, edge.shape, position), edge)))
        return parts

    def release(self) -> None:
        """As of any node: nothing, where nothing was kept."""
        if self.checks is not None:
            super().release()


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
    if kind_of(g) != edge.dtype:
        g = cast(g, dtype=edge.dtype)
    return g


def reachable(nodes: Iterable[Any]) -> list[Any]:
    """Every node behind `nodes`, results before what they were computed from; the same order every time."""
    found = dict.fromkeys(nodes)
    waiting = list(found)
    while waiting:
        for edge in waiting.pop().edges:
            if edge is not None and edge not in found:
                found[edge] = None
                waiting.append(edge)
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
    useful = None
    if goals is not None:
        nodes = leading_to(nodes, goals)
        useful = set(nodes)
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
        if node.__class__ is not Node:  # an operation of the user's own
            with np.errstate(all="ignore"):
                for edge, part in node.pull(g, lift):
                    if useful is None or edge in useful:
                        cotangents[edge] = cotangents[edge] + part if edge in cotangents else part
            if not keep:
                node.release()
            continue
        if node.checks is not None:
            node.check()
        saved, out, params = node.saved, node.out, node.params
        if lift is not None:
            saved, out = node.lifted(lift)
        for position, rule in node.plan.rules:
            edge = node.edges[position]
            if useful is not None and edge not in useful:
                continue
            try:
                part = rule(g, saved, params, out, edge.shape, position)
                if part.shape != edge.shape or part.dtype is not edge.dtype:
                    part = fold(part, edge)
                if edge in cotangents:
                    part = cotangents[edge] + part
            except REMARKS:
                with np.errstate(all="ignore"):
                    part = fold(rule(g, saved, params, out, edge.shape, position), edge)
                    part = cotangents[edge] + part if edge in cotangents else part
            cotangents[edge] = part
        if not keep and node.checks:
            node.release()
    return arrived

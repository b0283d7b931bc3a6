"""TD014: a state that is carried from step to step with its graph, until backward() finds it freed."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from math import prod
from types import FrameType
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import frame_of, variables_here
from tidu.fit.doctor.place import place_at, place_of
from tidu.fit.doctor.structure.crash import said_by
from tidu.fit.doctor.structure.paths import name_of
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import next_order, reachable
from tidu.tensor.handle import Handle, Leaf

ERRORS = ("errors.freed", "errors.changed_in_place")
PARTS = 4  # of a state in a tuple
LOOKS, GROWN = 3, 1.5  # times in a row that the old part of a tape grew by so much


class CarriedGraphs(Check):
    """Operations of earlier steps in the tape of this one: an error, or with `retain_graph` a longer tape.

    Silent: states that are detached, and steps that are differentiated themselves (`create_graph`).
    """

    code = "TD014"
    causes: ClassVar[Causes] = {
        "carried": "certain", "added": "certain", "longer": "certain", "twice": "certain",
    }  # fmt: skip

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.root: Any = lambda: None
        self.since = self.grown = self.old = 0
        self.again = False

    def starts(self, root: Any) -> None:
        """Remembers what a backward pass begins at, and whether the one before began there too."""
        self.again = self.root() is root
        self.root = weakref.ref(root)

    def passed(self) -> None:
        """What is older than the next backward pass was there at the end of this one."""
        self.since = next_order()

    def backward(self, tape: Tape) -> None:
        """Is the part of the tape that earlier steps made longer at every look?"""
        if tape.turn < 2:
            return
        old = len(older(tape.nodes, self.since))
        self.grown = self.grown + 1 if old > GROWN * self.old and old else 0
        self.old = old
        if self.grown > LOOKS and len(tape.nodes) - old < 2 * old:
            name, fix, spot, _ = carrier(tape.nodes, self.since, None)
            size = {"old": old, "all": len(tape.nodes), "turn": tape.turn}
            self.tell("longer", place=place_at(spot), name=name, fix=fix, **size)

    def error(self, error: BaseException) -> None:
        """A backward pass that went back into an earlier step."""
        root, key = self.root(), said_by(error)[0]
        if root is None or key not in ERRORS or root.order < self.since:
            if root is not None and self.again and key == "errors.freed":
                self.tell("twice", place=place_of(error), turn=self.doctor.turns)
            return
        nodes = reachable([root])
        old = older(nodes, self.since)
        if old:
            name, fix, spot, adds = carrier(nodes, self.since, frame_of(error))
            place = place_at(spot) or place_of(error)
            self.tell("added" if adds else "carried", place=place, name=name, fix=fix, turn=self.doctor.turns)


def older(nodes: list[Any], since: int) -> list[Any]:
    """The operations that were there when the last backward pass ended."""
    return [node for node in nodes if not isinstance(node, Leaf) and node.order < since]


def carrier(nodes: list[Any], since: int, frame: FrameType | None) -> tuple[str, str, Any, bool]:
    """(what carries old operations on, its fix, the line where new ones meet them, whether that adds)."""
    borders = [
        (node, edge)
        for node in nodes
        for edge in node.edges
        if edge is not None and node.order >= since and not isinstance(edge, Leaf) and edge.order < since
    ]
    meeting = min((node for node, _ in borders), key=lambda node: node.order)
    alikes = [node for node in nodes if node is meeting or alike(node, meeting)]
    spot = next((node.spot for node in reversed(alikes) if hasattr(node, "spot")), None)
    old = list(dict.fromkeys(edge for _, edge in borders))
    adds = name_of(meeting) == "add" and prod(old[0].shape) == 1
    named = list(variables_here(frame))
    for wanted in (lambda node: node in old, lambda node: any(alike(node, each) for each in old)):
        found: dict[int, tuple[str, str]] = {}
        for name, held in named:
            for kind, node in nodes_of(held):
                if wanted(node):
                    found.setdefault(id(node), (name, kind))
        if found:
            chosen = list(dict.fromkeys(found.values()))[: len(old)]
            return chosen[0][0], fix_for(chosen), spot, adds
    return "h", fix_for([("h", "one")]), spot, adds


def alike(node: Any, old: Any) -> bool:
    """Whether a node is of the kind of an older one: the same variable a step later."""
    one, other = (getattr(each, "label", None) or type(each).__name__ for each in (node, old))
    same = one == other and getattr(node, "primitive", None) is getattr(old, "primitive", None)
    return node is not old and same and node.shape == old.shape


def nodes_of(held: Any) -> Iterator[tuple[str, Any]]:
    """What a variable was computed by: itself, or the parts of a small tuple, as LSTM gives its state."""
    parts = held if isinstance(held, tuple | list) and len(held) <= PARTS else ()
    for kind, each in [("one", held), *(("several", x) for x in parts)]:
        if isinstance(each, Handle) and each._node is not None:
            yield kind, each._node


def fix_for(carriers: list[tuple[str, str]]) -> str:
    """The line that cuts them off.

    >>> fix_for([("h", "one"), ("c", "one")]), fix_for([("state", "several")])
    ('h, c = h.detach(), c.detach()', 'state = tuple(each.detach() for each in state)')
    """
    name, kind = carriers[0]
    if kind == "several":
        return f"{name} = tuple(each.detach() for each in {name})"
    names = [name for name, kind in carriers if kind == "one"]
    return f"{', '.join(names)} = {', '.join(f'{name}.detach()' for name in names)}"

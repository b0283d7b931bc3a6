"""What there is to draw: boxes and what they were computed from, read off the tape behind tensors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidu.read.computation import Computation
from tidu.read.draw.once import Call
from tidu.read.grad import reachable
from tidu.tensor.application import Application, Output
from tidu.tensor.handle import Handle, Leaf
from tidu.tensor.tape import place

KINDS = ("leaf", "input", "constant", "operation", "module", "result")

STATES = {3: "h0", 4: "c0"}
"""Arguments of a recurrence that it starts from, zeros where nobody gave them."""


@dataclass(eq=False)
class Box:
    """One thing that is drawn.

    `kind` is one of KINDS; `name` what people call it, `title` the operation or class, `shape`
    the result's (None where nobody knows). `operands` are boxes and numbers in the operation's
    order. `calls` are the module calls that it happened in, the outermost first. `node` is its
    place on the tape; `value` and `gradient` are arrays where they are asked for. `count` is how
    many parameters lie in it, `turn` how often its module was called before. `same` are other
    places on the tape with the same value.
    """

    kind: str
    title: str = ""
    name: str = ""
    shape: tuple[int, ...] | None = None
    operands: list[Any] = field(default_factory=list, repr=False)
    calls: tuple[Call, ...] = ()
    node: Any = None
    value: np.ndarray | None = None
    gradient: np.ndarray | None = None
    count: int = 0
    turn: int = 0
    same: list[Any] = field(default_factory=list, repr=False)

    @property
    def sources(self) -> list[Box]:
        """The boxes among the operands, each once."""
        return list(dict.fromkeys(x for x in self.operands if isinstance(x, Box)))


def graph_of(
    roots: Sequence[Any],
    names: Mapping[str, Any] | None = None,
    inputs: Mapping[str, Any] | None = None,
    calls: Sequence[Call] = (),
) -> list[Box]:
    """The boxes behind the tape's nodes `roots`, in the order of computing.

    `names` are tensors and arrays by name; what `inputs` names is where the drawing begins.

    >>> import tidu
    >>> w = tidu.tensor(3.0, requires_grad=True)
    >>> for box in graph_of([place(1 - w * w)], {"w": w}):
    ...     print(box.kind, box.title, box.name, [x if x == 1 else x.title or x.name for x in box.operands])
    leaf  w []
    operation mul  ['w', 'w']
    operation sub  [1, 'mul']
    """
    reader = _Reader(names or {}, inputs or {}, calls)
    return reader.read(roots)


class _Reader:
    """Goes through the tape from the oldest node on."""

    def __init__(self, names: Mapping[str, Any], inputs: Mapping[str, Any], calls: Sequence[Call]):
        both = {**names, **inputs}
        self.by_node = {place(x): name for name, x in both.items() if isinstance(x, Handle)}
        self.by_array = {id(x._value if isinstance(x, Handle) else x): name for name, x in both.items()}
        self.by_node.pop(None, None)
        self.inputs = {place(x) for x in inputs.values() if isinstance(x, Handle)} - {None}
        self.given = {id(x._value) for x in inputs.values() if isinstance(x, Handle)}
        self.calls = calls
        self.boxes: dict[Any, Box] = {}  # by node, or by the id of a constant's array
        self.kept: list[Any] = []  # arrays whose ids are in use

    def read(self, roots: Sequence[Any]) -> list[Box]:
        inside = _Inside(self.calls)
        for root in roots:
            if isinstance(root, Leaf) and root not in self.boxes:
                self.end(root)
        for node in sorted(self.behind(roots), key=lambda node: node.order):
            box, calls = self.operation(node), inside.at(node.order)
            if node not in box.same:
                box.calls = calls
        return list(dict.fromkeys(self.boxes.values()))

    def behind(self, roots: Sequence[Any]) -> Iterator[Any]:
        """The operations behind the roots, up to the inputs, each application once."""
        for node in reachable(roots):
            if node in self.inputs:
                self.boxes[node] = Box("input", name=self.by_node[node], shape=node.shape, node=node)
            elif node.edges and not isinstance(node, Application):
                yield node

    def operation(self, node: Any) -> Box:
        """The box of an operation; results of one application of an own function share theirs."""
        if isinstance(node, Output):
            box = self.application(node)
        elif (joined := self.joined(node)) is not None:
            box = joined
        else:
            operands = [self.operand(edge, k, node.given) for k, edge in enumerate(node.edges)]
            box = Box("operation", node.primitive.name, shape=node.shape, operands=operands, node=node)
        box.name = box.name or self.by_node.get(node, "")
        self.boxes[node] = box
        return box

    def joined(self, node: Any) -> Box | None:
        """The box of the one operation that a concatenation joins to nothing else, which says it all."""
        box = self.boxes.get(node.edges[0]) if len(node.edges) == 1 else None
        if node.primitive.name != "concatenate" or box is None or box.kind != "operation":
            return None
        box.same.append(node)
        return box

    def application(self, node: Output) -> Box:
        whole = node.whole
        if whole in self.boxes:
            return self.boxes[whole]
        arguments = whole.arguments or (None,) * len(whole.edges)
        given = [x._value if isinstance(x, Handle) else None for x in arguments]
        operands = [
            self.operand(edge, k, given)
            for k, edge in enumerate(whole.edges)
            if edge is not None or isinstance(arguments[k], Handle)
        ]
        box = Box(
            "operation",
            whole.label or whole.function.__name__,
            shape=node.shape,
            operands=operands,
            node=node,
        )
        for place_in, title in STATES.items() if whole.function.__name__ == "Recurrence" else ():
            start = self.boxes.get(id(given[place_in]))
            if start is not None and start.kind == "constant":
                start.title = title
        self.boxes[whole] = box
        return box

    def operand(self, edge: Any, position: int, given: Sequence | None) -> Any:
        """The box, or number, at one place of an operation."""
        if edge is not None:
            return self.boxes[edge] if edge in self.boxes else self.end(edge)
        value = None if given is None else given[position]
        if value is not None and not isinstance(value, np.ndarray):
            return value
        return self.constant(value)

    def end(self, leaf: Leaf) -> Box:
        """The box of a leaf."""
        made = Box("leaf", name=self.by_node.get(leaf, ""), shape=leaf.shape, node=leaf)
        made.count = int(np.prod(leaf.shape))
        self.boxes[leaf] = made
        return made

    def constant(self, value: np.ndarray | None) -> Box:
        """The box of an array that asks for no gradient; of one that was let go nothing is known."""
        if value is None:
            made = Box("constant")
            self.boxes[made] = made
            return made
        known = next((x for x in _origins(value) if id(x) in self.by_array), value)
        if id(known) not in self.boxes:
            self.kept.append(known)
            kind = "input" if id(known) in self.given else "constant"
            name = self.by_array.get(id(known), "")
            self.boxes[id(known)] = Box(kind, name=name, shape=known.shape, value=known)
        return self.boxes[id(known)]


def _origins(value: np.ndarray) -> Iterator[np.ndarray]:
    """An array and those that it is a view of."""
    array: Any = value
    while isinstance(array, np.ndarray):
        yield array
        array = array.base


class _Inside:
    """Which calls are on at a place of the tape, asked for in order."""

    def __init__(self, calls: Sequence[Call]):
        self.waiting = sorted(calls, key=lambda call: call.start, reverse=True)
        self.on: list[Call] = []

    def at(self, order: int) -> tuple[Call, ...]:
        while self.waiting and self.waiting[-1].start < order:
            self.on.append(self.waiting.pop())
            self.on = [call for call in self.on if call.end > self.on[-1].start]
        self.on = [call for call in self.on if call.end > order]
        return tuple(self.on)


def fill(boxes: Sequence[Box], told: Computation) -> None:
    """Enters the numbers of a computation, and their gradients, into the boxes.

    >>> import tidu
    >>> from tidu.read.computation import computation
    >>> w = tidu.tensor(3.0, requires_grad=True)
    >>> loss = w * w
    >>> boxes = graph_of([place(loss)])
    >>> fill(boxes, computation(loss))
    >>> [(box.value.item(), box.gradient.item()) for box in boxes]
    [(3.0, 6.0), (9.0, 1.0)]
    """
    for box in boxes:
        variable = told.nodes.get(box.node)
        if variable is not None:
            box.value = told.values[variable]
            box.gradient = told.cotangents.get(variable)

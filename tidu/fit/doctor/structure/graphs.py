"""TD014: graphs of earlier steps that something keeps alive, such as `total += loss`."""

from __future__ import annotations

import gc
import weakref
from collections import deque
from collections.abc import Iterator
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import variables_here
from tidu.fit.doctor.place import Place, place_at, place_here
from tidu.fit.doctor.tape import Tape
from tidu.read.grad import reachable
from tidu.tensor.handle import Handle, Leaf

ROW = 4  # roots in a row that live on: an epoch may be short, and the sum begin anew
LOOKS = 4  # looks, each twice as many steps after the last, whose operations all live on
NEAR = 64  # operations before the root among which a model's output is


class KeptGraphs(Check):
    """The roots of the last steps all live, or what led to them: each step adds its graph to the memory."""

    code = "TD014"
    causes: ClassVar[Causes] = {"sum": "certain", "list": "certain", "outputs": "certain"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.roots: deque[weakref.ref] = deque(maxlen=ROW + 2)
        self.looks: deque[list[weakref.ref]] = deque(maxlen=LOOKS)
        self.wait = self.turn = 0
        self.done = False

    def starts(self, root: Any) -> None:
        """Before a backward pass: are those before it still there?"""
        known, before, self.turn = self.roots, self.turn, self.doctor.turns
        if self.done or self.turn != before + 1:
            known.clear()
            return
        if len(known) == known.maxlen and known[0]() is not None and self.doctor.turns >= self.wait:
            living = [node for each in list(known)[:-1] if (node := each()) is not None and node is not root]
            self.wait = self.doctor.turns + ROW  # to be looked at again, if it is garbage only
            if len(set(living)) > ROW:
                self.judge(living)
        if root.edges and not (known and known[-1]() is root):
            known.append(weakref.ref(root))

    def judge(self, living: list[Any]) -> None:
        """Who holds them? Garbage that waits to be collected does not count."""
        count, oldest = len(living), [weakref.ref(node) for node in living[:3]]
        newest = weakref.ref(living[-1])
        living.clear()
        gc.collect()
        if any(each() is None for each in oldest):
            return
        name, kind, place = holder(newest(), oldest[0]())
        fix = f"{name} += loss.item()" if kind == "sum" else f"{name}.append(loss.item())"
        self.done = True
        self.tell(kind, place=place, name=name, count=count, fix=fix)
        self.roots.clear()

    def backward(self, tape: Tape) -> None:
        """Do operations of all the last looks live, which this tape has no part in?"""
        if self.done:
            return
        now = set(tape.nodes)
        if len(self.looks) == LOOKS and all(any_alive(look, now) for look in self.looks):
            gc.collect()
            if all(any_alive(look, now) for look in self.looks):
                living = (each() for look in self.looks for each in look)
                self.outputs({id(node) for node in living if node is not None})
        last = [node for node in tape.nodes[-NEAR:] if not isinstance(node, Leaf)]
        self.looks.append([weakref.ref(node) for node in last])

    def outputs(self, living: set[int]) -> None:
        """Who holds them?"""
        for name, inside in containers():
            nodes = [x._node for x in inside]
            if len(living & set(map(id, nodes))) >= LOOKS:
                self.done = True
                self.tell("outputs", place=place_here(), name=name, count=len(nodes))
                return


def any_alive(look: list[weakref.ref], now: set[Any]) -> bool:
    """Whether an operation of an earlier step is still there, and none of this step's."""
    return any((node := each()) is not None and node not in now for each in look)


def holder(newest: Any, oldest: Any) -> tuple[str, str, Place | None]:
    """(the variable that holds the graphs, "sum" or "list", the line that knows it best)."""
    for name, held in variables_here():
        if isinstance(held, Handle) and held._node is not None and held._node is not newest:
            tape = reachable([held._node])
            if newest in tape and oldest in tape:
                spot = next((spot for node in tape if (spot := getattr(node, "spot", None))), None)
                return name, "sum", place_at(spot) or place_here()
    for name, inside in containers():
        if any(x._node is newest for x in inside):
            return name, "list", place_here()
    return "losses", "list", place_here()


def containers() -> Iterator[tuple[str, list[Any]]]:
    """Lists and dicts that the running code sees, by name, with the computed tensors in them."""
    for name, held in variables_here():
        named = [(name, held)]
        if isinstance(held, dict):
            named = [(name, held.values()), *((f"{name}[{key!r}]", x) for key, x in list(held.items()))]
        for path, inside in named:
            if isinstance(inside, list | tuple | deque) or inside is not held:
                yield path, list(tensors_in(inside))


def tensors_in(inside: Any) -> Iterator[Any]:
    """The tensors with a graph in a container, or in the pairs that it has."""
    if isinstance(inside, list | tuple | deque) or type(inside).__name__ == "dict_values":
        for each in inside:
            for x in each if isinstance(each, tuple | list) and len(each) <= 4 else (each,):
                if isinstance(x, Handle) and x._node is not None:
                    yield x

"""TD014: graphs of earlier steps that something keeps alive, such as `total += loss`."""

from __future__ import annotations

import gc
import weakref
from collections import deque
from typing import Any, ClassVar

from tidu.fit.doctor.check import Causes, Check
from tidu.fit.doctor.naming import variables_here
from tidu.fit.doctor.place import Place, place_at, place_here
from tidu.read.grad import reachable
from tidu.tensor.handle import Handle

ROW = 4  # roots in a row that live on: an epoch may be short, and the sum begin anew


class KeptGraphs(Check):
    """The roots of the last steps all live: each step adds its graph to what is in memory."""

    code = "TD014"
    causes: ClassVar[Causes] = {"sum": "certain", "list": "certain"}

    def __init__(self, doctor: Any):
        super().__init__(doctor)
        self.roots: deque[weakref.ref] = deque(maxlen=ROW + 2)
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


def holder(newest: Any, oldest: Any) -> tuple[str, str, Place | None]:
    """(the variable that holds the graphs, "sum" or "list", the line that knows it best)."""
    for name, held in variables_here():
        if isinstance(held, Handle) and held._node is not None and held._node is not newest:
            tape = reachable([held._node])
            if newest in tape and oldest in tape:
                spot = next((spot for node in tape if (spot := getattr(node, "spot", None))), None)
                return name, "sum", place_at(spot) or place_here()
        elif isinstance(held, list | tuple | deque | dict):
            inside = held.values() if isinstance(held, dict) else held
            nodes = {id(x._node) for x in list(inside)[-64:] if isinstance(x, Handle)}
            if id(newest) in nodes:
                return name, "list", place_here()
    return "losses", "list", place_here()

"""Folding: all that happened in one call of a module becomes one box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tidu.read.draw.graph import Box
from tidu.read.draw.once import Call

READABLE = 48
"""The boxes that a drawing has at most, where folding can bring that about."""


def folded(boxes: Sequence[Box], fold: str | bool | int) -> list[Box]:
    """The boxes with calls at depth `fold` (1: directly in the whole) folded; False folds nothing.

    "auto" shows as much as is readable: everything, else the deepest folding with at most READABLE
    boxes, else the one with the fewest.
    """
    if fold is False:
        return list(boxes)
    if not isinstance(fold, str):
        return _at_depth(boxes, int(fold))
    if len(boxes) <= READABLE:
        return list(boxes)
    deepest = max((len(box.calls) for box in boxes), default=0) - 1
    made = [_at_depth(boxes, depth) for depth in range(deepest, 0, -1)]
    fitting = [each for each in made if len(each) <= READABLE]
    return fitting[0] if fitting else min([list(boxes), *made], key=len)


def _at_depth(boxes: Sequence[Box], depth: int) -> list[Box]:
    """Every call at `depth` as one box; what happened outside of such a call stays as it is."""
    parents = {id(call) for box in boxes for call in box.calls[:-1]}
    group: dict[Box, Any] = {box: _group(box, depth, parents) for box in boxes}
    users: dict[Box, list[Any]] = {box: [] for box in boxes}
    for box in boxes:
        for source in box.sources:
            users[source].append(group[box])
    for box in boxes:
        if box.kind in ("leaf", "constant"):
            group[box] = _home(box, users[box])
    made: dict[Any, Box] = {}
    for box in boxes:
        key = group[box]
        if isinstance(key, Call) and key not in made:
            made[key] = _module(key)
        elif key is not None and key not in made:
            made[key] = Box(**{**vars(box), "operands": []})
    _connect(boxes, group, made)
    _results(boxes, group, made)
    _count(boxes, users, made)
    return [made[key] for key in dict.fromkeys(group[box] for box in boxes) if key is not None]


def _group(box: Box, depth: int, parents: set[int]) -> Any:
    """The call that a box is folded into: the one at `depth`, or one above it that calls no other."""
    calls = box.calls[: depth + 1]
    if len(calls) > depth or (len(calls) > 1 and id(calls[-1]) not in parents):
        return calls[-1]
    return box


def _home(box: Box, users: list[Any]) -> Any:
    """Where a parameter or constant goes: into the calls that use it (None) if it is theirs alone.

    A parameter that several calls use is theirs if each is of the module that holds it; else it
    is drawn, so that one sees that it is shared.
    """
    calls = [user for user in users if isinstance(user, Call)]
    if not users or len(calls) < len(users):
        return box
    owner = box.name.rpartition(".")[0]
    own = all(box.kind == "leaf" and f"{owner}.".startswith(f"{call.path}.") for call in calls)
    return None if own or len(set(calls)) == 1 else box


def _module(call: Call) -> Box:
    return Box("module", type(call.module).__name__, call.path, calls=(call,), turn=call.turn)


def _connect(boxes: Sequence[Box], group: dict[Box, Any], made: dict[Any, Box]) -> None:
    """Operands of the folded: what comes into a module from outside, each once."""
    for box in boxes:
        if group[box] is None:
            continue
        target = made[group[box]]
        for x in box.operands:
            source = made.get(group[x]) if isinstance(x, Box) else x
            known = source is target or source is None or source in target.operands
            if target.kind != "module" or (isinstance(source, Box) and not known):
                target.operands.append(source)


def _results(boxes: Sequence[Box], group: dict[Box, Any], made: dict[Any, Box]) -> None:
    """Number and gradient of a module's result, where one box of it is used outside."""
    used: dict[Any, set[Box]] = {}
    for box in boxes:
        for x in box.sources:
            if isinstance(group[x], Call) and group[x] is not group[box]:
                used.setdefault(group[x], set()).add(x)
    for call, ends in used.items():
        if len(ends) == 1:
            (end,) = ends
            made[call].value, made[call].gradient = end.value, end.gradient


def _count(boxes: Sequence[Box], users: dict[Box, list[Any]], made: dict[Any, Box]) -> None:
    """How many parameters lie in each module."""
    for box in boxes:
        if box.kind == "leaf":
            for user in dict.fromkeys(users[box]):
                if isinstance(user, Call) and box not in made:
                    made[user].count += box.count

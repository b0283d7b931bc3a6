"""Where every kept value lies: in an array that is handed over, or in the arena."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from tidu.read.native.graph import Graph
from tidu.read.native.groups import Group, Root, straight
from tidu.read.native.layout import Affine
from tidu.read.native.rewrite import LINE
from tidu.read.variable import Variable


@dataclass
class Memory:
    """A place for every kept value.

    `handed` are the values in arrays of their own, in the order of the table of pointers:
    inputs, state, constants, outputs. `offsets` (in bytes) are those in the arena, which needs
    `size` bytes, of which those from `scratch` on are for packing. `same` says whose place a
    value takes over. `late` are (state, value) pairs that must be copied at the end, because the
    old state was still being read.
    """

    handed: list[Variable] = field(default_factory=list)
    offsets: dict[Variable, int] = field(default_factory=dict)
    same: dict[Variable, Variable] = field(default_factory=dict)
    late: list[tuple[Variable, Variable]] = field(default_factory=list)
    size: int = 0
    scratch: int = 0

    def home(self, x: Variable) -> Variable:
        """The value whose place `x` has."""
        while x in self.same:
            x = self.same[x]
        return x


def memory_of(
    graph: Graph, groups: list[Group], constants: dict[Variable, np.ndarray], quiet: set[Variable],
    checked: Collection[Variable] = (), loss: Variable | None = None, learned: Collection[Variable] = (),
) -> Memory:  # fmt: skip
    """Plans the memory of a program whose loops are in order; what is `quiet` needs none.

    After what is `checked` the program may end, so that until then no state is written over; after
    `loss` it may too, so that until then nothing `learned` is.
    """
    first, watched = _last(groups, checked), _last(groups, [] if loss is None else [loss])
    program = graph.program
    memory = Memory(list(dict.fromkeys([*program.inputs, *program.state, *constants])))
    memory.handed += [x for x in program.outputs if isinstance(x, Variable)]
    for state, value in zip(program.state, program.after, strict=True):
        if value is state or not isinstance(value, Variable):
            continue
        if in_place(groups, state, value, max(first, watched) if value in learned else first):
            memory.same[value] = state
        else:
            memory.late.append((state, value))
    for group in groups:
        _overlay(memory, graph, group, quiet)
    _allot(memory, groups, quiet)
    return memory


def _last(groups: list[Group], results: Collection[Variable]) -> int:
    """The place of the last group that computes one of `results`, -1 if there is none."""
    makes = [any(root.result in results for root in group.roots) for group in groups]
    return max((place for place, made in enumerate(makes) if made), default=-1)


def in_place(groups: list[Group], state: Variable, value: Variable, first: int) -> bool:
    """Whether `value` can be written over `state`: nobody reads the old numbers afterwards.

    It must be written after the group `first`.
    """
    writer = next(place for place, group in enumerate(groups) if any(r.result is value for r in group.roots))
    if writer <= first:
        return False
    for place, group in enumerate(groups):
        for root in group.roots:
            if state not in root.reads or place < writer:
                continue
            if place > writer or not _safe(group, root, state, value):
                return False
    return True


def _safe(group: Group, root: Root, state: Variable, value: Variable) -> bool:
    """Whether `root` reads, in the very loop that writes `value`, only what is not yet overwritten."""
    own = next(r for r in group.roots if r.result is value)
    if group.kind == "kernel" or "product" in (own.kind, root.kind):
        return False
    if own not in group.body and root not in group.ending:
        return _read_before_the_end(group, root.reads[state])
    if own in group.folds or (own in group.body and root in group.ending):
        return False
    # One turn: what was loaded before the store stays in a register for all that follow.
    section = group.body if own in group.body else group.ending
    here = {straight(own.extents)}
    before = section[: section.index(own) + 1]
    return root.reads[state] == here and (root in before or any(r.reads.get(state) == here for r in before))


def _read_before_the_end(group: Group, places: set[Affine]) -> bool:
    """Whether turns read just the element that their ending will write."""
    left = [var for var in range(len(group.extents)) if var not in group.folded]
    if left and group.across:
        return False
    steps, step = {}, 1
    for var in reversed(left):
        steps[var] = step
        step *= group.extents[var]
    return places == {Affine(0, tuple(sorted(steps.items())))}


def _overlay(memory: Memory, graph: Graph, group: Group, quiet: set[Variable]) -> None:
    """A product that only its own loop reads lies where one of that loop's results will."""
    if group.kind != "product":
        return
    product = group.body[0].result
    inside = {root.equation.result for root in group.ending}
    if product in memory.handed or product in memory.same:
        return
    users = {u.result for u in graph.users[product]}
    reads = [r for r in group.ending if product in r.reads]
    if not reads or _read_elsewhere(graph, product, inside):
        return
    for root in group.ending[group.ending.index(reads[0]) :]:  # those before would write over it unread
        value = root.result
        if value.dtype == product.dtype and value not in memory.same and value not in quiet and users:
            memory.same[product] = value
            return


def _read_elsewhere(graph: Graph, x: Variable, inside: set[Variable]) -> bool:
    """Whether anything but the values `inside` is computed from `x`."""
    for user in graph.users[x]:
        if user.result in inside:
            continue
        if user.result in graph.kept or _read_elsewhere(graph, user.result, inside):
            return True
    return False


def _allot(memory: Memory, groups: list[Group], quiet: set[Variable]) -> None:
    """Gives everything else a part of the arena, used again when nobody reads it any more."""
    first: dict[Variable, int] = {}
    last: dict[Variable, int] = {}
    for place, group in enumerate(groups):
        for root in group.roots:
            for x in (root.result, *root.reads):
                home = memory.home(x)
                first.setdefault(home, place)
                last[home] = place
    for _, value in memory.late:
        last[memory.home(value)] = len(groups)
    free: list[tuple[int, int]] = []  # (offset, size) that may be used
    ends: list[tuple[int, int, int]] = []  # (last reader, offset, size)
    for x in sorted(first, key=lambda v: first[v]):
        if x in memory.handed or x in quiet:
            continue
        for end in [end for end in ends if end[0] < first[x]]:
            ends.remove(end)
            free.append(end[1:])
        size = -(-x.size * max(x.itemsize, 1) // LINE) * LINE
        fit = min((part for part in free if part[1] >= size), key=lambda part: part[1], default=None)
        if fit is None:
            offset, memory.size = memory.size, memory.size + size
        else:
            free.remove(fit)
            offset = fit[0]
            if fit[1] > size:
                free.append((offset + size, fit[1] - size))
        memory.offsets[x] = offset
        ends.append((last[x], offset, size))

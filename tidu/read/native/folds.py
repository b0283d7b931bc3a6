"""Loops that fold axes: each lane by itself, or the lanes of a vector at the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tidu.core.native import Fold
from tidu.read.native.body import Scope
from tidu.read.native.groups import Group, Root
from tidu.read.native.layout import flat
from tidu.read.native.loops import Axis, Loops, along, hoist, index_over, joined, lanes_of, nest, turns
from tidu.read.native.writer import Value, code_of


class Folds(Loops):
    """Writes the loops of map and fold groups."""

    def write(self, scope: Scope, group: Group) -> None:
        """The loops of one group."""
        if group.kind == "map":
            axes = list(enumerate(group.extents))
            self.map(scope, group.body, range(len(axes)), axes)
        elif group.across:
            self.fold_across(scope, group)
        else:
            self.fold_down(scope, group)

    def fold_down(self, scope: Scope, group: Group) -> None:
        """Vectors along an axis that stays: each lane folds by itself."""
        kept = [(var, n) for var, n in enumerate(group.extents) if var not in group.folded]
        left = [var for var, _ in kept]
        inner = [(var, n) for var, n in enumerate(group.extents) if var in group.folded]
        everything = range(len(group.extents))
        turning = [*group.body, *group.folds]
        places = [place for _, place in self.places(scope, turning, everything)]
        places += [place for _, place in self.places(scope, group.ending, left)]
        loads = self.loads(scope, turning, everything)
        inner = joined(inner, places)
        vector = (group.vector, group.extents[group.vector])
        outer = joined([axis for axis in kept if axis[0] != group.vector], places)
        lanes = lanes_of(self.level, [root.result for root in turning])
        live = len(group.folds) + len(group.body)
        most = max(1, min(4, (self.level.registers // 2) // max(live, 1)))

        def column(scopes: list[Scope]) -> None:
            slots = [[self.slot(s, root) for root in group.folds] for s in scopes]
            for s in scopes:
                hoist(s, [x for x in loads if not any(x[1].step(var) for var, _ in inner)], set())
            self.turn(scopes, inner, group, slots, loads)
            for s, own in zip(scopes, slots, strict=True):
                self.finish(s, group, own, left)

        def strip(here: Scope) -> None:
            along(here, vector, self.level, lanes, most, column)

        nest(scope, outer, [x for x in loads if not self.uses(x, inner) and not x[1].step(vector[0])], strip)

    def uses(self, pair: tuple, axes: Sequence[Axis]) -> bool:
        """Whether a place depends on any of these counters."""
        return any(pair[1].step(var) for var, _ in axes)

    def turn(self, scopes: list[Scope], axes: Sequence[Axis], group: Group, slots: list, loads: list) -> None:
        """The folded loops, for several vectors at once."""
        if axes:
            (var, count), rest = axes[0], axes[1:]
            turns(
                scopes[0], var, 0, count, 1,
                lambda at: self.turn([s.inside({var: at}) for s in scopes], rest, group, slots, loads),
            )  # fmt: skip
            return
        for scope, own in zip(scopes, slots, strict=True):
            self.accumulate(scope, group, own)

    def accumulate(self, scope: Scope, group: Group, slots: list[str]) -> None:
        """One turn of the body, and of every fold."""
        everything = range(len(group.extents))
        self.run(scope, group.body, everything)
        for root, slot in zip(group.folds, slots, strict=True):
            code = code_of(root.result.dtype)
            operand = root.equation.operands[0]
            value = scope.value(operand, index_over(operand.shape, everything))  # pyright: ignore
            value = scope.words.splat(scope.words.cast(value, code), scope.lanes)
            if scope.count is not None and group.across:
                start = scope.words.constant(start_of(root), code, scope.lanes)
                value = scope.words.select(Value(scope.mask, "b1", scope.lanes), value, start)
            before = Value(scope.writer.put(f"load {value.type}, ptr {slot}"), code, scope.lanes)
            total = getattr(scope.words, fold_of(root).word)(before, value)
            scope.writer.do(f"store {total.type} {total.name}, ptr {slot}")

    def slot(self, scope: Scope, root: Root) -> str:
        """A place for a fold to add up in, with its start in it."""
        start = scope.words.constant(start_of(root), code_of(root.result.dtype), scope.lanes)
        slot = scope.writer.slot(start.type)
        scope.writer.do(f"store {start.type} {start.name}, ptr {slot}")
        return slot

    def finish(self, scope: Scope, group: Group, slots: list[str], left: Sequence[int]) -> None:
        """What the folds came to is stored, and what follows from it computed."""
        for root, slot in zip(group.folds, slots, strict=True):
            made = self.held(scope, slot, code_of(root.result.dtype), scope.lanes)
            shape = root.result.shape
            scope.store(root.result, flat(index_over(shape, left), shape), made)
        self.run(scope, group.ending, left)

    def fold_across(self, scope: Scope, group: Group) -> None:
        """Vectors along a folded axis: their lanes are folded at the end."""
        everything = range(len(group.extents))
        kept = [(var, n) for var, n in enumerate(group.extents) if var not in group.folded]
        left = [var for var, _ in kept]
        turning = [*group.body, *group.folds]
        places = [place for _, place in self.places(scope, turning, everything)]
        loads = self.loads(scope, turning, everything)
        folded = [(var, n) for var, n in enumerate(group.extents) if var in group.folded]
        last = (group.vector, group.extents[group.vector])
        folded = joined([axis for axis in folded if axis[0] != last[0]] + [last], places)
        outer = joined(kept, [*places, *(p for _, p in self.places(scope, group.ending, left))])
        lanes = lanes_of(self.level, [root.result for root in turning])
        most = max(1, min(4, folded[-1][1] // lanes))

        def row(here: Scope) -> None:
            wide = here.inside({}, vector=last[0], lanes=lanes, count=None)
            slots = [[self.slot(wide, root) for root in group.folds] for _ in range(most)]
            partial = folded[-1][1] % lanes and not self.level.masked
            tail = [self.slot(here, root) for root in group.folds] if partial else []
            inner = {var for var, _ in folded}
            hoist(here, [x for x in loads if not any(x[1].step(v) for v in inner)], set())
            nest(here, folded[:-1], [], lambda s: self.strips(s, folded[-1], lanes, group, slots, tail))
            self.gather(here, wide, group, slots, tail, left)

        nest(scope, outer, [x for x in loads if not self.uses(x, folded)], row)

    def strips(self, scope: Scope, axis: Axis, lanes: int, group: Group, slots: list, tail: list) -> None:
        """The innermost loop of `fold_across`; elements that fill no vector go to `tail`."""

        def several(scopes: list[Scope]) -> None:
            for s, own in zip(scopes, slots, strict=False):
                self.accumulate(s, group, own if s.lanes == lanes else tail)

        along(scope, axis, self.level, lanes, len(slots), several)

    def gather(self, here: Scope, wide: Scope, group: Group, slots: list, tail: list, left: Sequence) -> None:
        """Folds the accumulators, then their lanes, and finishes with single numbers."""
        for place, root in enumerate(group.folds):
            word, code = fold_of(root).word, code_of(root.result.dtype)
            values = [self.held(wide, own[place], code, wide.lanes) for own in slots]
            while len(values) > 1:
                pairs = [getattr(wide.words, word)(*values[k : k + 2]) for k in range(0, len(values) - 1, 2)]
                values = pairs + values[len(pairs) * 2 :]
            single = fold_lanes(wide, values[0], word)
            if tail:
                single = getattr(wide.words, word)(single, self.held(wide, tail[place], code, 1))
            shape = root.result.shape
            here.store(root.result, flat(index_over(shape, left), shape), single)
        self.run(here, group.ending, left)

    def held(self, scope: Scope, slot: str, code: str, lanes: int) -> Value:
        """What an accumulator holds."""
        made = Value("", code, lanes)
        return made._replace(name=scope.writer.put(f"load {made.type}, ptr {slot}"))


def fold_lanes(scope: Scope, x: Value, word: str) -> Value:
    """The lanes of a vector folded into one number: halves, quarters, and so on."""
    while x.lanes > 1:
        half = x.lanes // 2
        parts = []
        for start in (0, half):
            if half == 1:
                name = scope.writer.put(f"extractelement {x.type} {x.name}, i64 {start}")
            else:
                picks = ", ".join(f"i32 {start + lane}" for lane in range(half))
                shuffled = f"{x.type} {x.name}, {x.type} poison, <{half} x i32> <{picks}>"
                name = scope.writer.put(f"shufflevector {shuffled}")
            parts.append(Value(name, x.code, half))
        x = getattr(scope.words, word)(*parts)
    return x


def fold_of(root: Root) -> Fold:
    """The rule of a fold."""
    native = root.equation.primitive.native
    assert isinstance(native, Fold)
    return native


def start_of(root: Root) -> float:
    """What a fold begins with."""
    start, dtype = fold_of(root).start, root.result.dtype
    if not isinstance(start, str):
        return start
    if dtype.kind == "f":
        return -np.inf if start == "lowest" else np.inf
    if dtype.kind == "b":
        return start == "highest"
    limits = np.iinfo(dtype)
    return limits.min if start == "lowest" else limits.max

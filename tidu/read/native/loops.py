"""Loops: counters joined where memory lets them, vectors along one, and the folds' ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from tidu.core.native import Fold
from tidu.read.native.body import Counter, Scope
from tidu.read.native.groups import Group, Root
from tidu.read.native.layout import ZERO, Affine, Index, counter, flat
from tidu.read.native.level import Level
from tidu.read.native.team import last_of, parted
from tidu.read.native.writer import Value, code_of
from tidu.read.variable import Variable

STRAIGHT = 4  # so many turns are written out, without a loop
Axis = tuple[int, int]  # (counter, turns)


def index_over(shape: tuple[int, ...], counters: Sequence[int]) -> Index:
    """The element of `shape` that the counters name, axes of one place left out."""
    names = iter(counters)
    return tuple(ZERO if n == 1 else counter(next(names)) for n in shape)


def joined(axes: Sequence[Axis], places: Iterable[Affine]) -> list[Axis]:
    """Axes made fewer: two that everything steps through as if they were one become one.

    >>> joined([(0, 2), (1, 3)], [Affine(0, ((0, 3), (1, 1)))])
    [(1, 6)]
    """
    known = list(places)
    found: list[Axis] = []
    for var, turns in reversed(axes):
        if found:
            inner, span = found[-1]
            if all(place.step(var) == place.step(inner) * span for place in known):
                found[-1] = (inner, span * turns)
                continue
        found.append((var, turns))
    return found[::-1]


def lanes_of(level: Level, variables: Iterable[Variable]) -> int:
    """The lanes of vectors in a loop over these: as many as fit of the smaller real number."""
    codes = {code_of(x.dtype) for x in variables if x.dtype.kind == "f"}
    return level.lanes("f8" if codes == {"f8"} else "f4")


def turns(scope: Scope, var: int, first: int, end: int, step: int, emit: Callable[[Counter], None]) -> None:
    """`emit` for every value of a counter: written out if they are few, else in a loop."""
    if scope.shared:
        with parted(scope.writer, first, end, step) as name:
            emit(name)
        return
    if end - first <= step * STRAIGHT:
        for place in range(first, end, step):
            emit(place)
        return
    with scope.writer.loop(first, end, step) as name:
        emit(name)


def nest(scope: Scope, axes: Sequence[Axis], places: Sequence[tuple], emit: Callable[[Scope], None]) -> None:
    """Loops over `axes`, outer first, one element at a turn.

    `places` are (leaf, place) pairs that will be loaded: each is, as soon as all of its
    counters are known.
    """
    if not axes:
        emit(scope)
        return
    (var, count), rest = axes[0], axes[1:]
    waiting = {inner for inner, _ in axes}
    hoist(scope, places, waiting)
    base = scope.counters.get(var, 0)
    turns(
        scope, var, 0, count, 1,
        lambda at: nest(scope.inside({var: shifted(scope, base, at)}, shared=False), rest, places, emit),
    )  # fmt: skip


def shifted(scope: Scope, base: Counter, at: Counter) -> Counter:
    """A counter that begins at `base`."""
    if isinstance(base, int) and isinstance(at, int):
        return base + at
    return at if base == 0 else scope.writer.put(f"add nsw i64 {base}, {at}")


def hoist(scope: Scope, places: Sequence[tuple], waiting: set[int]) -> None:
    """Loads what does not depend on the counters that are still to come."""
    for leaf, place in places:
        if not any(place.step(var) for var in waiting):
            scope.load(leaf, place)


def along(
    scope: Scope, axis: Axis, level: Level, lanes: int, most: int, emit: Callable[[list[Scope]], None]
) -> None:
    """Loops with vectors along one axis, up to `most` of them at a turn; the rest last.

    `emit` gets a scope for each vector of the turn.
    """
    var, total = axis
    whole = total // lanes
    wide = whole - whole % most

    def scopes(at: Counter, vectors: int, **how: object) -> list[Scope]:
        found, how = [], {"vector": var, "lanes": lanes, "count": None, "shared": False} | how
        for k in range(vectors):
            spot: Counter = at + k * lanes if isinstance(at, int) else at
            if not isinstance(at, int) and k:
                spot = scope.writer.put(f"add nuw nsw i64 {at}, {k * lanes}")
            found.append(scope.inside({var: spot}, **how))
        return found

    if wide:
        turns(scope, var, 0, wide * lanes, most * lanes, lambda at: emit(scopes(at, most)))
    if wide * lanes == total:
        return
    with last_of(scope.writer, scope.shared):
        if whole > wide:
            emit(scopes(wide * lanes, whole - wide))
        left, rest = total - whole * lanes, scope.inside({}, shared=False)
        if left and level.masked:
            emit(scopes(whole * lanes, 1, count=left))
        elif left:
            turns(rest, var, whole * lanes, total, 1, lambda at: emit(scopes(at, 1, lanes=1, vector=-1)))


class Loops:
    """Writes the loops of map and fold groups."""

    def __init__(self, level: Level):
        self.level = level

    def write(self, scope: Scope, group: Group) -> None:
        """The loops of one group."""
        if group.kind == "map":
            axes = list(enumerate(group.extents))
            self.map(scope, group.body, range(len(axes)), axes)
        elif group.across:
            self.fold_across(scope, group)
        else:
            self.fold_down(scope, group)

    def map(self, scope: Scope, roots: list[Root], counters: Sequence[int], axes: Sequence[Axis]) -> None:
        """Every element by itself, along those axes; the other counters are given."""
        places = self.places(scope, roots, counters)
        axes = joined(axes, [place for _, place in places])
        loads = self.loads(scope, roots, counters)
        if not axes:
            self.run(scope, roots, counters)
            return
        lanes = lanes_of(self.level, [leaf for leaf, _ in places])

        def several(scopes: list[Scope]) -> None:
            for each in scopes:
                self.run(each, roots, counters)

        def inner(here: Scope) -> None:
            hoist(here, loads, {axes[-1][0]})
            along(here, axes[-1], self.level, lanes, 1, several)

        nest(scope, axes[:-1], [x for x in loads if not x[1].step(axes[-1][0])], inner)

    def run(self, scope: Scope, roots: list[Root], counters: Sequence[int]) -> None:
        """One turn: every root computed and stored."""
        for root in roots:
            index = index_over(root.result.shape, counters)
            value = scope.compute(root.equation, index)
            scope.store(root.result, flat(index, root.result.shape), value)

    def places(self, scope: Scope, roots: list[Root], counters: Sequence[int]) -> list[tuple]:
        """All that roots read and write, with the place of each."""
        found = dict.fromkeys(self.loads(scope, roots, counters))
        for root in roots:
            shape = root.result.shape
            left = [var for var in counters if root.kind != "fold" or var not in self.folded(root, counters)]
            found[root.result, flat(index_over(shape, left), shape)] = None
        return list(found)

    def folded(self, root: Root, counters: Sequence[int]) -> set[int]:
        """The counters that a fold runs over."""
        return {counters[var] for var in root.folded}

    def loads(self, scope: Scope, roots: list[Root], counters: Sequence[int]) -> list[tuple]:
        """What roots read from memory that they do not make themselves."""
        own = {root.result for root in roots}
        found: dict[tuple, None] = {}
        for root in roots:
            operand = root.equation.operands[0]
            if root.kind == "fold":
                leaves = scope.graph.leaves(operand, index_over(operand.shape, counters))  # pyright: ignore
            else:
                leaves = scope.graph.leaves_of(root.equation, index_over(root.result.shape, counters))
            found.update((pair, None) for pair in leaves if pair[0] not in own)
        return list(found)

    # -- folds

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

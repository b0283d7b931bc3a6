"""Loops: counters joined where memory lets them, and vectors along one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tidu.read.native.body import Counter, Scope
from tidu.read.native.groups import Root
from tidu.read.native.layout import ZERO, Affine, Index, counter, flat
from tidu.read.native.level import Level
from tidu.read.native.team import last_of, parted
from tidu.read.native.writer import code_of
from tidu.read.variable import Variable

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
    if end - first <= step * scope.straight:
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
    """Writes loops over elements that are computed by themselves; `Folds` adds those that fold."""

    def __init__(self, level: Level):
        self.level = level

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

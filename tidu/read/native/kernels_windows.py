"""Pooling: windows folded to their largest number or their sum, places found, numbers spread over windows.

Where windows reach beyond the image, each plane of it gets a rim, in the scratch of the thread.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from tidu.core.shapes import Form
from tidu.ops.pooling import lowest
from tidu.ops.windows import Sizes, reach
from tidu.read.native.body import STRAIGHT, Scope
from tidu.read.native.kernels_along import Held
from tidu.read.native.kernels_tools import axes_of, clear, code, cover, line
from tidu.read.native.layout import Affine, counter, flat
from tidu.read.native.level import Level
from tidu.read.native.loops import Axis, Loops, index_over, nest
from tidu.read.native.writer import Value
from tidu.read.program import Equation
from tidu.read.variable import Variable

LEAD = 0  # the counter of planes: all axes before space are one


class Windows:
    """Windows over an image: `small` are the results (or what is spread), `large` the image.

    `wide` is one plane with its rim; `inside` says that there is none.
    """

    def __init__(self, small: Variable, large: Variable, params: dict[str, Any]):
        self.small, self.large, self.kernel = small, large, params["kernel"]
        self.rank = len(self.kernel)
        self.stride, self.dilation = params["stride"], params["dilation"]
        self.before = tuple(before for before, _ in params["padding"])
        self.size, self.counts = large.shape[-self.rank :], small.shape[-self.rank :]
        self.lead = prod(large.shape[: -self.rank])
        wide = self._wide()
        self.inside = wide == self.size
        self.wide = Variable(Form(wide, large.dtype))
        self.windows = index_over(self.counts, range(1, self.rank + 1))
        self.places = index_over(self.kernel, range(self.rank + 1, 2 * self.rank + 1))

    def _wide(self) -> Sizes:
        steps = zip(self.counts, self.stride, reach(self.kernel, self.dilation), strict=True)
        least = [(count - 1) * step + k for count, step, k in steps]
        within = (before + n for before, n in zip(self.before, self.size, strict=True))
        return tuple(max(a, b) for a, b in zip(least, within, strict=True))

    @property
    def apart(self) -> bool:
        """Whether no place lies in two windows."""
        single = all(step >= k for step, k in zip(self.stride, self.kernel, strict=True))
        return single and set(self.dilation) == {1}

    @property
    def covered(self) -> bool:
        """Whether every place of the image lies in just one window."""
        whole = all(n == count * k for n, count, k in zip(self.size, self.counts, self.kernel, strict=True))
        return self.apart and whole and self.stride == self.kernel

    @property
    def origin(self) -> Affine:
        """Where a plane of the image begins."""
        return self._lead(self.size)

    @property
    def axes(self) -> tuple[list[Axis], list[Axis]]:
        """The loops over all windows of a plane, and over the places of one."""
        return axes_of(self.counts, 1), axes_of(self.kernel, self.rank + 1)

    @property
    def plane(self) -> list[Axis]:
        """The loop over planes."""
        return axes_of((self.lead,))

    @property
    def window(self) -> Affine:
        """Where a window's number lies."""
        return self._lead(self.counts).plus(flat(self.windows, self.counts))

    def starts(self) -> list[Affine]:
        """Where a window begins along each axis of the image, which may be before it."""
        starts = zip(self.windows, self.stride, self.before, strict=True)
        return [own.times(step).plus(Affine(-before)) for own, step, before in starts]

    def within(self) -> list[Affine]:
        """Where along each axis of the image a place of a window lies."""
        moved = zip(self.starts(), self.places, self.dilation, strict=True)
        return [start.plus(own.times(apart)) for start, own, apart in moved]

    def number(self) -> tuple[Variable, Affine]:
        """Where a number of a window is read: in the image, or in the plane with a rim."""
        if self.inside:
            return self.large, self._lead(self.size).plus(flat(tuple(self.within()), self.size))
        shifted = (place.plus(Affine(n)) for place, n in zip(self.within(), self.before, strict=True))
        return self.wide, flat(tuple(shifted), self.wide.shape)

    def middle(self) -> tuple[list[Axis], Affine, Affine]:
        """(the loops over one plane, where each number lies in the image, and where behind the rim)."""
        index = index_over(self.size, range(1, self.rank + 1))
        shifted = (place.plus(Affine(n)) for place, n in zip(index, self.before, strict=True))
        small = self._lead(self.size).plus(flat(index, self.size))
        return axes_of(self.size, 1), small, flat(tuple(shifted), self.wide.shape)

    def _lead(self, sizes: Sizes) -> Affine:
        return counter(LEAD).times(prod(sizes)) if self.lead > 1 else Affine()


def few(scope: Scope, windows: Windows) -> Scope:
    """The scope for the loops over one window, which are written out if it has few places."""
    return scope.inside({}, straight=STRAIGHT if prod(windows.kernel) <= STRAIGHT**2 else 1)


def rim_bytes(equation: Equation, level: Level) -> int:
    """The bytes of scratch that a pooling needs."""
    windows = windows_of(equation)
    return 0 if windows.inside else windows.wide.size * windows.wide.itemsize


def windows_of(equation: Equation) -> Windows:
    """The windows of an equation: `spread` makes the image, the others read it."""
    x: Any = equation.operands[0]
    pair = (x, equation.result) if equation.primitive.name == "spread" else (equation.result, x)
    return Windows(*pair, equation.params)


def each_plane(
    loops: Loops, scope: Scope, windows: Windows, rim: Any, work: Callable[[Scope, list[Axis]], None]
) -> None:
    """`work` with the loops that are left to it: all, or those within a plane that was given its rim."""
    scope = scope.inside({}, straight=1)
    if windows.inside:
        work(scope, windows.plane)
        return
    scope = scope.inside({}, memory=scope.memory | {windows.wide: scope.scratch})
    fill(loops, scope, windows.wide, rim)
    axes, small, wide = windows.middle()
    pairs = [(windows.large, small), (windows.wide, wide)]

    def one(here: Scope) -> None:
        cover(
            loops, here.inside({}), axes, pairs,
            lambda each: each.store(windows.wide, wide, each.load(windows.large, small)),
        )  # fmt: skip
        work(here.inside({}), [])

    nest(scope, windows.plane, [], one)


def fill(loops: Loops, scope: Scope, x: Variable, number: Any) -> None:
    """That number everywhere."""
    axes, place = line(x)
    value = scope.words.constant(number, code(x))
    alone = scope.inside({}, shared=False)
    cover(loops, alone, axes, [(x, place)], lambda here: here.store(x, place, value))


def write_max_pool(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The largest of each window."""
    _write_fold(loops, scope, equation, "larger", lowest(equation.result.dtype))


def write_sum_pool(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The sum of each window."""
    _write_fold(loops, scope, equation, "add", 0)


def _write_fold(loops: Loops, scope: Scope, equation: Equation, word: str, start: Any) -> None:
    windows, result = windows_of(equation), equation.result
    (outer, inner), (source, place) = windows.axes, windows.number()

    def one(here: Scope) -> None:
        total = Held(here, here.words.constant(start, code(result), here.lanes))

        def take(each: Scope) -> None:
            value = each.words.splat(each.load(source, place), each.lanes)
            total.keep(each, getattr(each.words, word)(total.get(each), value))

        nest(few(here, windows), inner, [], take)
        here.store(result, windows.window, total.get(here))

    def work(here: Scope, planes: list[Axis]) -> None:
        cover(loops, here, [*planes, *outer], [(result, windows.window), (source, place)], one)

    each_plane(loops, scope, windows, start, work)


def write_max_places(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Where the largest of each window lies in its plane; of equal ones the first, of NaN the last."""
    windows, result = windows_of(equation), equation.result
    (outer, inner), (source, place) = windows.axes, windows.number()
    kind, low = code(windows.large), lowest(windows.large.dtype)
    found = flat(tuple(windows.within()), windows.size)

    def one(here: Scope) -> None:
        best = Held(here, here.words.constant(low, kind, here.lanes))
        where = Held(here, _first(here, windows))

        def take(each: Scope) -> None:
            words, value = each.words, each.words.splat(each.load(source, place), each.lanes)
            better = words.compare("gt", value, best.get(each))
            if value.real:
                better = words.either(better, words.is_nan(value))
            best.keep(each, words.select(better, value, best.get(each)))
            where.keep(each, words.select(better, counted(each, found), where.get(each)))

        nest(few(here, windows), inner, [], take)
        here.store(result, windows.window, where.get(here))

    def work(here: Scope, planes: list[Axis]) -> None:
        # Counters that are counted must not be joined to those of other planes or rows.
        counts = [(result, start) for start in windows.starts()]
        pairs = [(result, windows.window), (source, place), *counts]
        cover(loops, here, [*planes, *outer], pairs, one)

    each_plane(loops, scope, windows, low, work)


def _first(scope: Scope, windows: Windows) -> Value:
    """The first place of a window that lies in the image."""
    words, total = scope.words, scope.words.constant(0, "i8", scope.lanes)
    axes = zip(windows.starts(), windows.size, windows.before, windows.dilation, strict=True)
    for start, n, before, apart in axes:
        place = counted(scope, start)
        for _ in range(-(-before // apart)):
            outside = words.compare("lt", place, words.number(0, place))
            place = words.select(outside, words.add(place, words.number(apart, place)), place)
        total = words.add(words.mul(total, words.number(n, total)), place)
    return total


def counted(scope: Scope, place: Affine) -> Value:
    """The whole number that counters come to, in every lane."""
    words, total = scope.words, scope.words.constant(place.constant, "i8")
    for var, step in place.steps:
        count = scope.counters.get(var)
        if count is not None:
            total = words.add(total, words.mul(Value(str(count), "i8"), words.constant(step, "i8")))
    wide = words.splat(total, scope.lanes)
    step = place.step(scope.vector) if scope.lanes > 1 else 0
    if not step:
        return wide
    lanes = ", ".join(f"i64 {lane * step}" for lane in range(scope.lanes))
    return words.add(wide, Value(f"<{lanes}>", "i8", scope.lanes))


def write_spread(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Zeros, to which each number is added at all places of its window."""
    windows, result, y = windows_of(equation), equation.result, windows_of(equation).small
    (outer, inner), (target, place) = windows.axes, windows.number()
    pairs, scope = [(y, windows.window), (target, place)], scope.inside({}, straight=1)

    def put(here: Scope) -> None:
        value = here.words.splat(here.load(y, windows.window), here.lanes)
        if not windows.apart:
            value = here.words.add(here.load(target, place), value)
        here.store(target, place, value)

    axes, small, wide = windows.middle()
    if not windows.inside:
        scope = scope.inside({}, memory=scope.memory | {windows.wide: scope.scratch})

    def one(here: Scope) -> None:
        if windows.inside:
            start = here.address(result, windows.origin)
            clear(here.inside({}, memory=here.memory | {windows.wide: start}), windows.wide)
        else:
            clear(here, windows.wide)
        cover(loops, here.inside({}), [*inner, *outer], pairs, put)
        if not windows.inside:
            back = [(result, small), (windows.wide, wide)]
            cover(
                loops, here.inside({}), axes, back,
                lambda each: each.store(result, small, each.load(windows.wide, wide)),
            )  # fmt: skip

    if windows.covered:
        cover(loops, scope, [*windows.plane, *inner, *outer], pairs, put)
    else:
        nest(scope, windows.plane, [], one)

"""Pooling: windows folded to their largest number or their sum, places found, numbers spread over windows.

Where windows reach beyond the image, each plane of it gets a rim, in the scratch of the thread.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import Any

from tidu.ops.pooling import lowest
from tidu.read.native.body import STRAIGHT, Scope
from tidu.read.native.kernels_along import Held
from tidu.read.native.kernels_tools import clear, code, cover, line
from tidu.read.native.layout import Affine, flat
from tidu.read.native.loops import Axis, Loops, nest
from tidu.read.native.windows import Windows, windows_of
from tidu.read.native.writer import Value
from tidu.read.program import Equation
from tidu.read.variable import Variable


def few(scope: Scope, windows: Windows) -> Scope:
    """The scope for the loops over one window, which are written out if it has few places."""
    return scope.inside({}, straight=STRAIGHT if prod(windows.kernel) <= STRAIGHT**2 else 1)


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

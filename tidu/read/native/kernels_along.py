"""Loops that run along one axis: sums step by step, and where the largest and smallest lie."""

from __future__ import annotations

from collections.abc import Callable

from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import axes_of, code, cover
from tidu.read.native.layout import Affine, flat, identity
from tidu.read.native.loops import Axis, Loops, turns
from tidu.read.native.words import Words
from tidu.read.native.writer import Value
from tidu.read.program import Equation
from tidu.read.variable import Variable


class Walk:
    """An array seen from one axis: `others` are the axes to be covered, `place` is the element of
    `x`, and `foot` that of an array without the axis.
    """

    def __init__(self, x: Variable, axis: int):
        index = identity(x.shape)
        axis = axis % len(x.shape) if x.shape else 0
        rest = (*x.shape[:axis], *x.shape[axis + 1 :])
        own = index[axis].steps if x.shape else ()
        self.axis = own[0][0] if own else -1
        self.count = x.shape[axis] if x.shape else 1
        self.others: list[Axis] = [each for each in axes_of(x.shape) if each[0] != self.axis]
        self.place: Affine = flat(index, x.shape)
        self.foot = flat((*index[:axis], *index[axis + 1 :]), rest)

    def steps(self, scope: Scope, first: int, emit: Callable[[Scope, Value], None]) -> None:
        """`emit` at every step from `first` on, with the number of the step."""
        if first < self.count:
            turns(
                scope, self.axis, first, self.count, 1,
                lambda at: emit(scope.inside({self.axis: at}), Value(str(at), "i8")),
            )  # fmt: skip


class Held:
    """A value that steps of a loop hand on, in every lane of a scope."""

    def __init__(self, scope: Scope, value: Value):
        self.kind, self.slot = value, scope.writer.slot(value.type)
        self.keep(scope, value)

    def keep(self, scope: Scope, value: Value) -> None:
        """Holds that one from now on."""
        scope.writer.do(f"store {value.type} {value.name}, ptr {self.slot}")

    def get(self, scope: Scope) -> Value:
        """What is held."""
        return self.kind._replace(name=scope.writer.put(f"load {self.kind.type}, ptr {self.slot}"))


def write_cumsum(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Every element is the operand's and what came before."""
    _write_running(loops, scope, equation, 0, lambda words, a, b: words.add(a, b))


def write_cumprod(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Every element is the operand's times what came before."""
    _write_running(loops, scope, equation, 1, lambda words, a, b: words.mul(a, b))


def write_logcumsumexp(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Every element is log(exp(what came before) + exp(the operand's))."""
    _write_running(loops, scope, equation, float("-inf"), _log_sum)


def _log_sum(words: Words, a: Value, b: Value) -> Value:
    """log(exp(a) + exp(b)), without overflow; of two equal infinities the one that they are."""
    larger, far = words.larger(a, b), words.neg(words.absolute(words.sub(a, b)))
    made = words.add(larger, words.function("log1p", words.function("exp", far)))
    infinite = words.either(
        words.compare("eq", larger, words.number(float("inf"), larger)),
        words.compare("eq", larger, words.number(float("-inf"), larger)),
    )
    return words.select(infinite, larger, made)


def _write_running(
    loops: Loops, scope: Scope, equation: Equation, start: float, join: Callable[[Words, Value, Value], Value]
) -> None:
    x, result = equation.operands[0], equation.result
    assert isinstance(x, Variable)
    walk, own = Walk(x, equation.params["axis"]), code(result)

    def column(here: Scope) -> None:
        total = Held(here, here.words.constant(start, own, here.lanes))

        def add(each: Scope, _: Value) -> None:
            made = join(each.words, total.get(each), each.words.cast(each.load(x, walk.place), own))
            total.keep(each, made)
            each.store(result, walk.place, made)

        walk.steps(here, 0, add)

    cover(loops, scope, walk.others, [(x, walk.place), (result, walk.place)], column)


def write_running_place(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The last place so far of the largest (or smallest), or of a NaN."""
    x, result = equation.operands[0], equation.result
    assert isinstance(x, Variable)
    walk, order = Walk(x, equation.params["axis"]), "ge" if equation.params["largest"] else "le"

    def column(here: Scope) -> None:
        words, lanes = here.words, here.lanes
        best = Held(here, words.splat(here.inside({walk.axis: 0}).load(x, walk.place), lanes))
        place = Held(here, words.constant(0, "i8", lanes))

        def compare(each: Scope, at: Value) -> None:
            value, before = each.load(x, walk.place), best.get(each)
            better = words.compare(order, value, before)
            if value.real:
                better = words.either(
                    words.both(better, words.invert(words.is_nan(before))), words.is_nan(value)
                )
            best.keep(each, words.select(better, value, before))
            place.keep(each, words.select(better, words.splat(at, lanes), place.get(each)))
            each.store(result, walk.place, place.get(each))

        walk.steps(here, 0, compare)

    cover(loops, scope, walk.others, [(x, walk.place), (result, walk.place)], column)


def write_argmax(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The first place of the largest, or of the first NaN."""
    _write_extreme(loops, scope, equation, "gt")


def write_argmin(loops: Loops, scope: Scope, equation: Equation) -> None:
    """The first place of the smallest, or of the first NaN."""
    _write_extreme(loops, scope, equation, "lt")


def _write_extreme(loops: Loops, scope: Scope, equation: Equation, order: str) -> None:
    x, result = equation.operands[0], equation.result
    assert isinstance(x, Variable)
    walk = Walk(x, equation.params["axis"])

    def column(here: Scope) -> None:
        words, lanes = here.words, here.lanes
        best = Held(here, words.splat(here.inside({walk.axis: 0}).load(x, walk.place), lanes))
        place = Held(here, words.constant(0, "i8", lanes))

        def compare(each: Scope, at: Value) -> None:
            value, before = each.load(x, walk.place), best.get(each)
            better = _better(words, order, value, before)
            best.keep(each, words.select(better, value, before))
            place.keep(each, words.select(better, words.splat(at, lanes), place.get(each)))

        walk.steps(here, 1, compare)
        here.store(result, walk.foot, place.get(here))

    cover(loops, scope, walk.others, [(x, walk.place), (result, walk.foot)], column)


def _better(words: Words, order: str, value: Value, before: Value) -> Value:
    """Whether a value takes the place of an earlier one: NaN does once, and then nothing else."""
    better = words.compare(order, value, before)
    if not value.real:
        return better
    return words.both(words.either(better, words.is_nan(value)), words.invert(words.is_nan(before)))

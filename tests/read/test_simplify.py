"""Simplified programs: what goes, what stays, and that every bit of every result stays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from replay import assert_same

from tidu.core.shapes import Form
from tidu.core.stream import Stream
from tidu.ops.arithmetic import add, div, maximum, mul, power, sub
from tidu.ops.compare import where
from tidu.ops.convert import cast, copy, number
from tidu.ops.functions import exp, neg, sqrt
from tidu.ops.move import ALL, expand, flip, permute, reshape, take_slice
from tidu.ops.random import dropout_mask
from tidu.ops.reduce import sum_
from tidu.read.program import Equation, Program, Slot
from tidu.read.simplify import simplify
from tidu.read.variable import Variable, form_of_operand

F32, F64 = np.dtype("float32"), np.dtype("float64")
SPECIAL = np.array([[0.0, -0.0, np.nan], [np.inf, -np.inf, 1e-42]], F32)


class Writer:
    """Writes programs by calling primitives."""

    def __init__(self, *forms: tuple) -> None:
        self.program = Program([Variable(Form(shape, kind)) for shape, kind in forms])

    def __call__(self, primitive: Any, *operands: Any, **params: Any) -> Variable:
        made = Variable(primitive.form(*map(form_of_operand, operands), **params))
        self.program.equations.append(Equation(primitive, operands, params, made))
        return made

    def give(self, *outputs: Any) -> Program:
        self.program.outputs = list(outputs)
        return self.program


def names(program: Program) -> list[str]:
    return [equation.primitive.name for equation in program.equations]


def same_results(program: Program, *inputs: Any) -> Program:
    small = simplify(program)
    small.check()
    assert_same(*([np.asarray(x) for x in p.run(inputs)[0]] for p in (small, program)))
    return small


# What stays of one equation on x: float32[2,3].
ONES = np.ones((2, 3), F32)
IDLE: dict[str, tuple[Any, list[str]]] = {
    "reshape to its own shape": (lambda w, x: w(reshape, x, shape=(2, 3)), []),
    "reshape to another": (lambda w, x: w(reshape, x, shape=(6,)), ["reshape"]),
    "reshaped twice": (lambda w, x: w(reshape, w(reshape, x, shape=(6,)), shape=(3, 2)), ["reshape"]),
    "reshaped there and back": (lambda w, x: w(reshape, w(reshape, x, shape=(6,)), shape=(2, 3)), []),
    "permuted by nothing": (lambda w, x: w(permute, x, axes=(0, 1)), []),
    "permuted twice": (lambda w, x: w(permute, w(permute, x, axes=(1, 0)), axes=(1, 0)), []),
    "cast to its own type": (lambda w, x: w(cast, x, dtype=F32), []),
    "cast to another": (lambda w, x: w(cast, x, dtype=F64), ["cast"]),
    "cast there and back": (lambda w, x: w(cast, w(cast, x, dtype=F64), dtype=F32), ["cast", "cast"]),
    "expanded to its own shape": (lambda w, x: w(expand, x, shape=(2, 3)), []),
    "expanded twice": (lambda w, x: w(expand, w(expand, x, shape=(1, 2, 3)), shape=(4, 2, 3)), ["expand"]),
    "copied": (lambda w, x: w(copy, x), []),
    "sliced whole": (lambda w, x: w(take_slice, x, key=(ALL, ALL)), []),
    "sliced": (lambda w, x: w(take_slice, x, key=(ALL, (1, 3, 1))), ["slice"]),
    "flipped along nothing": (lambda w, x: w(flip, x, axes=()), []),
    "times 1.0": (lambda w, x: w(mul, x, 1.0), []),
    "1 times": (lambda w, x: w(mul, 1, x), []),
    "times ones": (lambda w, x: w(mul, ONES, x), []),
    "times -1": (lambda w, x: w(mul, x, -1.0), ["mul"]),
    "times ones that broadcast": (lambda w, x: w(mul, x, np.ones((4, 1, 1), F32)), ["mul"]),
    "over 1": (lambda w, x: w(div, x, 1.0), []),
    "1 over": (lambda w, x: w(div, 1.0, x), ["div"]),
    "to the power 1": (lambda w, x: w(power, x, 1), []),
    "plus 0, which turns -0 into 0": (lambda w, x: w(add, x, 0.0), ["add"]),
    "minus 0": (lambda w, x: w(sub, x, 0.0), ["sub"]),
    "minus itself, which is NaN at inf": (lambda w, x: w(sub, x, x), ["sub"]),
    "the larger of it and itself": (lambda w, x: w(maximum, x, x), ["maximum"]),
    "dead": (lambda w, x: (w(exp, w(neg, x)), x)[1], []),
}


@pytest.mark.parametrize("name", IDLE)
def test_what_goes_and_what_stays(name: str) -> None:
    make, left = IDLE[name]
    writer = Writer(((2, 3), F32))
    program = writer.give(make(writer, writer.program.inputs[0]))
    assert names(same_results(program, SPECIAL)) == left


def test_equal_equations_are_one() -> None:
    w = Writer(((2, 3), F32))
    (x,) = w.program.inputs
    first, second = w(exp, w(mul, x, 2.0)), w(exp, w(mul, x, 2.0))
    assert names(same_results(w.give(w(add, first, second)), SPECIAL)) == ["mul", "exp", "add"]


def test_numbers_that_only_look_equal_are_not() -> None:
    w = Writer(((2, 3), F32))
    (x,) = w.program.inputs
    pairs = [(0.0, -0.0), (2, 2.0), (np.zeros(3, F32), -np.zeros(3, F32))]
    made = [w(mul, x, y) for pair in pairs for y in pair]
    small = same_results(w.give(*made), SPECIAL)
    assert len(small.equations) == 6
    axes = [w(sum_, x, axes=(k,), keepdims=False) for k in (0, 1)]
    assert len(simplify(w.give(*axes)).equations) == 2


def test_constants_are_computed_and_numbers_stay_weak() -> None:
    w = Writer(((2, 3), F32))
    (x,) = w.program.inputs
    power_of_two = w(power, 2.0, 3)
    total = w(sum_, w(exp, np.ones((2, 3), F32)), axes=(0,), keepdims=False)
    small = same_results(w.give(w(mul, x, power_of_two), w(add, x, total)), SPECIAL)
    assert names(small) == ["mul", "add"]
    assert type(small.equations[0].operands[1]) is float
    assert small.equations[1].operands[1].dtype == F32
    held = w(number, np.array(0.1, F32))
    again = same_results(w.give(w(mul, x, held)), SPECIAL)
    assert type(again.equations[0].operands[1]) is float


def test_equal_numbers_in_a_constant_are_one() -> None:
    w = Writer(((2, 3), F32))
    (x,) = w.program.inputs
    made = [w(mul, x, np.full((2, 3), 0.25, F32)), w(mul, x, np.full((4, 2, 3), 0.25, F32))]
    made.append(w(mul, x, np.array([0.0, -0.0, 0.0], F32)))
    small = same_results(w.give(*made), SPECIAL)
    assert [equation.operands[1].shape for equation in small.equations] == [(), (4, 2, 3), (3,)]


def test_an_expansion_goes_where_the_operation_broadcasts() -> None:
    w = Writer(((2, 3), F32), ((3,), F32), ((), F32))
    x, row, one = w.program.inputs
    wide, all_of_it = w(expand, row, shape=(2, 3)), w(expand, one, shape=(2, 3))
    made = w(where, w(maximum, x, wide), w(mul, all_of_it, x), wide)
    alone = w(mul, w(expand, row, shape=(4, 3)), 2.0)
    inputs = SPECIAL, np.array([1.0, -0.0, 2.0], F32), np.array(3.0, F32)
    small = same_results(w.give(made, alone), *inputs)
    assert names(small) == ["maximum", "mul", "where", "expand", "mul"]
    assert small.equations[-1].operands[0] is small.equations[-2].result


def test_draws_stay_apart_in_order_and_also_unused() -> None:
    w = Writer()
    params = {"shape": (2, 3), "dtype": F32, "keep": 0.5}
    made = []
    for _ in range(3):
        result = Variable(Form((2, 3), F32))
        w.program.equations.append(Equation(dropout_mask, (), {"stream": Slot(0), **params}, result))
        made.append(result)
    program = w.give(made[0], made[2])
    program.streams = 1
    small = simplify(program)
    assert names(small) == ["dropout_mask"] * 3
    streams = Stream(1), Stream(1)
    results = [p.run((), (), [stream])[0] for p, stream in zip((program, small), streams, strict=True)]
    assert_same(*results)
    assert streams[0].random_u64() == streams[1].random_u64()


def test_state_that_comes_to_nothing_stays_itself() -> None:
    x, y = Variable(Form((2,), F32)), Variable(Form((2,), F32))
    program = Program([], [x], [Equation(mul, (x, 1.0), {}, y)], [], [y])
    assert str(simplify(program)) == "program(; a: float32[2])\n  return"


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 30), st.integers(0, 30)), max_size=25))
def test_random_programs_keep_every_bit(steps: list[tuple[int, int, int]]) -> None:
    w = Writer(((2, 3), F32), ((3,), F32))
    known = [*w.program.inputs, 1.0, 2, np.ones((2, 3), F32), np.full((2, 1), 0.5, F32)]
    made = [
        lambda x, y: w(add, x, y), lambda x, y: w(mul, x, y), lambda x, y: w(sub, x, y),
        lambda x, y: w(neg, x), lambda x, y: w(expand, x, shape=(2, 3)),
        lambda x, y: w(permute, w(expand, x, shape=(2, 3)), axes=(1, 0)),
        lambda x, y: w(permute, x, axes=tuple(range(len(x.shape)))[::-1]),
        lambda x, y: w(reshape, w(expand, x, shape=(2, 3)), shape=(6,)), lambda x, y: w(copy, x),
        lambda x, y: w(sum_, x, axes=(0,), keepdims=True), lambda x, y: w(sqrt, x),
    ]  # fmt: skip
    for kind, first, second in steps:
        x, y = known[first % len(known)], known[second % len(known)]
        if not isinstance(x, Variable):
            continue
        try:
            found = made[kind](x, y)
        except RuntimeError:  # shapes that do not meet
            continue
        if not found.form.weak:
            known.append(found)
    outputs = [x for x in known if isinstance(x, Variable)]
    program = w.give(*outputs)
    same_results(program, SPECIAL, np.array([-0.0, 2.0, np.nan], F32))
    assert str(simplify(simplify(program))) == str(simplify(program))

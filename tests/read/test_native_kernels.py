"""Places outside an axis end a native step before it changes anything; and what kernels refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from carried import Carried, carried
from native_texts import HERE

from tidu.core.shapes import Form
from tidu.core.stream import Stream
from tidu.ops.arithmetic import add, mul
from tidu.ops.convert import cast
from tidu.ops.index import HERE as PLACES
from tidu.ops.index import index, index_set, scatter
from tidu.ops.random import coin, integers, normal, permutation, uniform
from tidu.ops.reduce import argmax, sum_
from tidu.read.native.kernels_bounds import OUTSIDE
from tidu.read.native.words import Beyond
from tidu.read.program import Equation, Program, Slot
from tidu.read.variable import Variable, form_of_operand

REAL, WHOLE = np.dtype("f4"), np.dtype("i8")
KEY = {"key": (PLACES,)}
everywhere = pytest.mark.parametrize("level", HERE)


def made(program: Program, primitive: Any, *operands: Any, **params: Any) -> Variable:
    """The result of a new equation."""
    result = Variable(primitive.form(*map(form_of_operand, operands), **params))
    program.equations.append(Equation(primitive, operands, params, result))
    return result


def given(shape: tuple[int, ...], dtype: np.dtype = REAL) -> Variable:
    return Variable(Form(shape, dtype))


def rows_of(count: int, kind: str = "i8") -> np.ndarray:
    """Places in [-5, 5), both ends among them."""
    return np.resize(np.array([0, 4, -5, -1, 3], kind), count)


def step(table: Variable, rows: Variable, use: Callable[[Program], Variable]) -> Program:
    """A program that draws, changes all its state, and uses `rows` in some way."""
    state, count = given((40,)), given((), WHOLE)
    program = Program([table, rows], [state, count], streams=1)
    drawn = made(program, uniform, stream=Slot(0), shape=(40,), dtype=REAL, low=0.0, high=1.0)
    after = made(program, add, made(program, mul, state, 0.5), drawn)
    following = made(program, add, count, 1)
    result = use(program)
    program.outputs, program.after = (
        [made(program, sum_, result, axes=(0,), keepdims=False)],
        [after, following],
    )
    return program


def assert_ends(native: Carried, table: np.ndarray, rows: np.ndarray) -> None:
    """Outside places change neither state nor streams."""
    state = [np.arange(40, dtype=REAL), np.asarray(3)]
    stream = Stream(1)
    status, _, after = native.run([table, rows], state, [stream])
    assert status == OUTSIDE
    assert all((x == y).all() for x, y in zip(state, after, strict=True))
    assert (stream.get_state() == Stream(1).get_state()).all()


@everywhere
@pytest.mark.parametrize("kind", ["i8", "i4"])
@pytest.mark.parametrize("count", [1, 3, 8, 17, 64, 100])
def test_places_outside(level: str, kind: str, count: int) -> None:
    table, rows = given((5, 7)), given((count,), np.dtype(kind))
    (native,) = carried([step(table, rows, lambda p: made(p, index, table, rows, **KEY))], level)
    numbers, places = np.arange(35, dtype=REAL).reshape(5, 7), rows_of(count, kind)
    status, (found,), after = native.run([numbers, places], [np.zeros(40, REAL), np.asarray(3)], [Stream(1)])
    assert status == 0 and after[1] == 4
    np.testing.assert_allclose(found, numbers[places].sum(0), rtol=1e-5)
    for place in {0, count // 2, count - 1}:
        for wrong in (5, -6, 10**9, -(10**9)):
            outside = places.copy()
            outside[place] = wrong
            assert_ends(native, numbers, outside)
            with pytest.raises(IndexError):
                native.program.run([numbers, outside], [np.zeros(40, REAL), np.asarray(3)], [Stream(1)])


def _computed(p: Program) -> Variable:
    """Places that are computed from the state, which has changed by then."""
    table, rows = p.inputs
    moved = made(p, add, rows, made(p, cast, p.equations[-1].result, dtype=WHOLE))
    return made(p, index, table, moved, **KEY)


USES: dict[str, Callable[[Program], Variable]] = {
    "added": lambda p: made(p, scatter, made(p, mul, p.inputs[0], 2.0), p.inputs[1], **KEY, shape=(3, 7)),
    "written": lambda p: made(p, index_set, p.inputs[0], 0.0, p.inputs[1], **KEY),
    "computed": _computed,
    "twice": lambda p: made(p, scatter, made(p, index, *p.inputs, **KEY), p.inputs[1], **KEY, shape=(9, 7)),
}


@everywhere
@pytest.mark.parametrize("use", USES)
def test_ways_to_be_outside(level: str, use: str) -> None:
    table, rows = given((5, 7)), given((5,), WHOLE)
    (native,) = carried([step(table, rows, USES[use])], level)
    assert_ends(native, np.ones((5, 7), REAL), np.array([0, 1, 2, 5, 1]))


def test_places_that_never_change_are_checked_once() -> None:
    x = given((5,))
    program = Program([x])
    program.outputs = [made(program, index, x, np.array([0, 5]), **KEY)]
    with pytest.raises(Beyond, match="outside an axis of 5"):
        carried([program])


def test_results_that_nobody_wants_are_not_checked() -> None:
    table, rows = given((5, 7)), given((3,), WHOLE)
    program = Program([table, rows])
    made(program, index, table, rows, **KEY)
    program.outputs = [made(program, mul, table, 2.0)]
    (native,) = carried([program])
    assert native.run([np.ones((5, 7), REAL), np.array([9, 9, 9])])[0] == 0


def test_equal_places_are_added_in_order() -> None:
    value, rows = given((300, 3)), given((300,), WHOLE)
    program = Program([value, rows])
    program.outputs = [made(program, scatter, value, rows, **KEY, shape=(2, 3))]
    (native,) = carried([program])
    numbers = np.random.default_rng(0).normal(size=(300, 3)).astype(REAL)
    places, wanted = np.arange(300) % 7 % 2, np.zeros((2, 3), REAL)
    for place, row in zip(places, numbers, strict=True):
        wanted[place] += row
    assert (native.run([numbers, places])[1][0] == wanted).all()


@pytest.mark.parametrize(
    ("primitive", "params"),
    [
        (uniform, {"dtype": REAL, "low": 1.0, "high": 0.0}),
        (uniform, {"dtype": REAL, "low": 0.0, "high": 1e39}),
        (normal, {"dtype": REAL, "mean": 0.0, "std": -1.0}),
        (coin, {"dtype": REAL, "probability": 1.5}),
        (normal, {"dtype": REAL, "mean": 0.0, "std": 1.0, "contiguous": False}),
        (integers, {"dtype": np.dtype("i4"), "low": 0, "high": 9}),
        (permutation, {"dtype": np.dtype("u1")}),
    ],
)
def test_draws_that_are_left_to_numpy(primitive: Any, params: dict[str, Any]) -> None:
    program = Program(streams=1)
    program.outputs = [made(program, primitive, stream=Slot(0), shape=(300,), **params)]
    with pytest.raises(Beyond):
        carried([program])


@everywhere
def test_where_nothing_is_a_number(level: str) -> None:
    x = given((3, 40))
    program = Program([x])
    program.outputs = [made(program, argmax, x, axis=axis, keepdims=False) for axis in (0, 1)]
    numbers = np.full((3, 40), np.nan, REAL)
    (native,) = carried([program], level)
    assert not any(found.any() for found in native.run([numbers])[1])

"""Parts of arrays written over: values joined, put among zeros, or put over a part of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.ops.move import decode
from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import axes_of, clear, code, copy, cover, pairs_of, read
from tidu.read.native.layout import Affine, flat, identity, on_lattice
from tidu.read.native.loops import Loops
from tidu.read.native.words import Beyond
from tidu.read.program import Equation
from tidu.read.variable import Variable


def write_concatenate(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Each operand over its own part of the result."""
    axis, first = equation.params["axis"], 0
    for x, size in zip(equation.operands, equation.params["sizes"], strict=True):
        end = first + size
        key = (*(slice(None),) * axis, slice(first, end))
        overwrite(loops, scope, equation.result, lambda whole, key=key: whole[key], x)
        first = end


def write_embed(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Zeros, and the operand over a part of them."""
    clear(scope, equation.result)
    key = decode(equation.params["key"])
    overwrite(loops, scope, equation.result, lambda whole: whole[key], equation.operands[0])


def write_lattice_add(loops: Loops, scope: Scope, equation: Equation) -> None:
    """Zeros, to which the operand is added where the lattice says."""
    x, result, params = equation.operands[0], equation.result, equation.params
    assert isinstance(x, Variable)
    clear(scope, result)
    if not x.size:
        return
    index = identity(x.shape)
    rules = zip(params["starts"], params["steps"], strict=True)
    place = flat(tuple(on_lattice(index, *rule) for rule in rules), result.shape)
    axes = axes_of(x.shape)
    if axes and not place.step(axes[-1][0]):
        raise Beyond("numbers of one vector are added to one place")

    def write(here: Scope) -> None:
        join = here.words.either if code(result) == "b1" else here.words.add
        here.store(result, place, join(here.load(result, place), read(here, x, index, code(result))))

    cover(loops, scope, axes, [(result, place), *pairs_of((x, index))], write)


def write_assign(loops: Loops, scope: Scope, equation: Equation) -> None:
    """A copy, and the value over what a chain of views shows of it."""
    whole, value = equation.operands
    copy(scope, equation.result, whole)  # pyright: ignore

    def seen(part: np.ndarray) -> np.ndarray:
        for view, params in equation.params["chain"]:
            part = view.run(part, **dict(params))
        return part

    overwrite(loops, scope, equation.result, seen, value)


def overwrite(
    loops: Loops, scope: Scope, target: Variable, view: Callable[[np.ndarray], np.ndarray], value: Any
) -> None:
    """Writes `value`, broadcast, over the part of `target` that `view` shows of an array."""
    shape, place = part_of(target.shape, view)
    if 0 in shape:
        return
    index = identity(shape)

    def write(here: Scope) -> None:
        here.store(target, place, read(here, value, index, code(target)))

    cover(loops, scope, axes_of(shape), [(target, place), *pairs_of((value, index))], write)


def part_of(
    shape: tuple[int, ...], view: Callable[[np.ndarray], np.ndarray]
) -> tuple[tuple[int, ...], Affine]:
    """The shape of a view of an array of `shape`, and the place of its element in the array.

    >>> part_of((4, 3), lambda x: x.T[1:, ::2])
    ((2, 2), Affine(constant=1, steps=((0, 1), (1, 6))))
    """
    whole = np.empty(shape, np.int8)  # of bytes, so that addresses count elements; nobody touches them
    part = view(whole)
    if not np.may_share_memory(part, whole):
        raise Beyond("a part that is written over is no view")
    steps = [step for n, step in zip(part.shape, part.strides, strict=True) if n != 1]
    start = part.ctypes.data - whole.ctypes.data
    return part.shape, Affine(start, tuple((var, step) for var, step in enumerate(steps) if step))

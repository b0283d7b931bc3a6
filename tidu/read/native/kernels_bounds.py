"""Index arrays are looked through before they are used, so that no foreign memory is touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from tidu.ops.index import HERE
from tidu.read.native.body import Scope
from tidu.read.native.kernels_tools import code, cover, line
from tidu.read.native.loops import Loops
from tidu.read.native.words import Beyond
from tidu.read.native.writer import Value, Writer
from tidu.read.program import Equation
from tidu.read.variable import Variable

OUTSIDE = 2  # what a function gives if an index lies outside
Bounds = dict[Variable, set[int]]


def bounds_of(equations: Iterable[Equation], constants: Mapping[Variable, np.ndarray]) -> Bounds:
    """For each index array the sizes n for which it must lie in [-n, n), which a run has to check.

    What never changes is checked here: `Beyond` if it lies outside, so that eager says so.
    """
    found: Bounds = defaultdict(set)
    for equation in equations:
        for x, size in _uses(equation):
            known = constants.get(x) if isinstance(x, Variable) else np.asarray(x)
            if known is None:
                found[x].add(size)
            elif known.min() < -size or known.max() >= size:
                raise Beyond(f"an index lies outside an axis of {size}")
    return dict(found)


def _uses(equation: Equation) -> Iterator[tuple[Any, int]]:
    """Each index operand with the size of the axis that it is for."""
    first = {"index": 1, "scatter": 1, "index_set": 2, "scatter_fold": 2}.get(equation.primitive.name)
    if first is None:
        return
    shape = equation.params.get("shape") or equation.operands[0].shape  # pyright: ignore
    sizes = (n for n, part in zip(shape, equation.params["key"], strict=False) if part == HERE)
    yield from zip(equation.operands[first:], sizes, strict=True)


def write_check(loops: Loops, scope: Scope, x: Variable, sizes: Iterable[int]) -> None:
    """Ends the function with OUTSIDE unless all of `x` lies in the smallest of those ranges."""
    own, size, writer = code(x), min(sizes), scope.writer
    if own not in ("i4", "i8"):
        raise Beyond(f"places given in {x.dtype}")
    axes, place = line(x)
    found = writer.slot("i1")
    writer.do(f"store i1 false, ptr {found}")

    def look(here: Scope) -> None:
        words, value = here.words, here.load(x, place)
        below = words.compare("lt", value, words.constant(-size, own))
        outside = words.either(below, words.compare("ge", value, words.constant(size, own)))
        before = Value(writer.put(f"load i1, ptr {found}"), "b1")
        writer.do(f"store i1 {words.either(before, _any(here, outside)).name}, ptr {found}")

    cover(loops, scope, axes, [(x, place)], look)
    leave(writer, writer.put(f"load i1, ptr {found}"), OUTSIDE)


def _any(scope: Scope, truths: Value) -> Value:
    """Whether it holds in any lane."""
    if truths.lanes == 1:
        return truths
    name = f"@llvm.vector.reduce.or.v{truths.lanes}i1"
    scope.writer.declare(f"declare i1 {name}({truths.type})")
    return Value(scope.writer.put(f"call i1 {name}({truths.type} {truths.name})"), "b1")


def leave(writer: Writer, condition: str, status: int) -> None:
    """Ends the function with that status if the condition, an i1, holds."""
    with writer.when(condition):
        writer.do(f"ret i32 {status}")
        writer.start(writer.fresh("never"))

"""What is kept in memory, and what each kept value is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from tidu.core.native import Elementwise, Fold
from tidu.read.native.layout import Affine, Index, aligned, flat, identity, through
from tidu.read.native.rewrite import elementwise, layout
from tidu.read.program import Equation, Program
from tidu.read.variable import Variable

DEAR = 6  # what costs more and is used twice is kept in memory
SHARED = 2  # as DEAR, for what a larger loop would compute again and again

LARGE = 1 << 23  # multiplications from which packing the operands pays


def is_large(equation: Equation) -> bool:
    """Whether a product is worth packing its operands for."""
    rows, depth = equation.operands[0].shape[-2:]  # pyright: ignore
    return rows * depth * equation.result.shape[-1] >= LARGE


class Graph:
    """A rewritten program, and which of its variables are kept (`kept`) in memory.

    Inputs, state and constants are; so are the results of folds, products and kernels, what
    these need in memory, outputs, and elementwise results that are dear to compute again.
    """

    def __init__(self, program: Program, constants: dict[Variable, np.ndarray]):
        self.program = program
        self.made = {equation.result: equation for equation in program.equations}
        self.kept: set[Variable] = {*program.inputs, *program.state, *constants}
        self.users: dict[Variable, list[Equation]] = defaultdict(list)
        for equation in program.equations:
            for x in set(equation.variables):
                self.users[x].append(equation)
        self._cost: dict[Variable, int] = {}
        ends = {x for x in (*program.outputs, *program.after) if isinstance(x, Variable)}
        for equation in program.equations:
            self._decide(equation, ends)

    def _decide(self, equation: Equation, ends: set[Variable]) -> None:
        x = equation.result
        if equation.primitive.name == "matmul":
            for operand in equation.operands:
                self.keep_base(operand)
            if self.steps(equation.operands[1])[-1] != 1 and not is_large(equation):
                self.keep(equation.operands[1])  # tiles want its rows in one piece
        elif not elementwise(equation) and not layout(equation) and not self._is_fold(equation):
            for operand in equation.variables:
                self.keep(operand)
        if equation.primitive.name == "reshape" and not self._reachable(x):
            self.keep(equation.operands[0])
        own = 0 if layout(equation) else 1
        native = equation.primitive.native
        if isinstance(native, Elementwise):
            own = native.cost
        inner = sum(self._cost[v] for v in set(equation.variables) if v in self._cost and v not in self.kept)
        self._cost[x] = own + inner
        computed_anywhere = elementwise(equation) or layout(equation)
        if not computed_anywhere or x in ends or (elementwise(equation) and self._worth(x)):
            self.kept.add(x)

    def cost(self, x: Variable) -> int:
        """What it costs to compute an element of `x` from values in memory."""
        return self._cost[x]

    def _is_fold(self, equation: Equation) -> bool:
        return isinstance(equation.primitive.native, Fold)

    def keep(self, x: Any) -> None:
        """Makes `x` a value in memory."""
        if isinstance(x, Variable):
            self.kept.add(x)

    def keep_base(self, x: Any) -> None:
        """Makes what `x` is an affine view of a value in memory."""
        while x not in self.kept:
            equation = self.made[x]
            if not layout(equation) or through(equation, identity(x.shape)) is None:
                self.kept.add(x)
                return
            x = equation.operands[0]

    def steps(self, x: Any) -> list[int]:
        """How far apart in memory neighbours along each axis of `x` are, which is a view."""
        _, place = next(self.leaves(x, identity(x.shape)))
        found, var = [], 0
        for n in x.shape:
            found.append(place.step(var) if n > 1 else 0)
            var += n > 1
        return found

    def _reachable(self, x: Variable) -> bool:
        """Whether the operand of a reshape can be read in the result's order."""
        equation = self.made[x]
        source: Any = equation.operands[0]
        while source not in self.kept and self.made[source].primitive.name == "reshape":
            source = self.made[source].operands[0]
        return source in self.kept or through(equation, identity(x.shape)) is not None

    def _worth(self, x: Variable) -> bool:
        """Whether to keep an elementwise result: used twice and dear, or used by larger loops."""
        consumers = list(self._consumers(x))
        largest = max((size for _, size in consumers), default=0)
        if largest > x.size:
            return self._cost[x] > SHARED
        return len(consumers) > 1 and self._cost[x] > DEAR

    def _consumers(self, x: Variable) -> Iterator[tuple[Equation, int]]:
        """Who reads `x`, through layouts, with the size of the loop that does."""
        for user in self.users[x]:
            if layout(user):
                yield from self._consumers(user.result)
            elif self._is_fold(user):
                yield user, prod(user.operands[0].shape)  # pyright: ignore
            else:
                yield user, user.result.size

    def leaves(self, x: Any, index: Index) -> Iterator[tuple[Variable, Affine]]:
        """The values in memory that the element `index` of `x` is computed from, and where."""
        if not isinstance(x, Variable):
            return
        if x in self.kept:
            yield x, flat(index, x.shape)
            return
        yield from self.leaves_of(self.made[x], index)

    def leaves_of(self, equation: Equation, index: Index) -> Iterator[tuple[Variable, Affine]]:
        """As `leaves`, of an elementwise or layout equation whose result is kept."""
        if layout(equation):
            base, place = self.source(equation, index)
            if isinstance(place, Affine):
                yield base, place
            else:
                yield from self.leaves(base, place)
            return
        for operand in equation.variables:
            yield from self.leaves(operand, aligned(index, operand.shape))

    def source(self, equation: Equation, index: Index) -> tuple[Any, Index | Affine]:
        """The operand of a layout equation with the index in it, or with the place in its memory."""
        inner = through(equation, index)
        operand: Any = equation.operands[0]
        if inner is not None:
            return operand, inner
        place = flat(index, equation.result.shape)
        while operand not in self.kept:
            operand = self.made[operand].operands[0]
        return operand, place

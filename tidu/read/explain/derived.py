"""Arrays that no gradient goes through, but that follow from numbers that are known: signs, largest numbers.

The tape holds them as numbers alone. Where a step uses one that is a comparison with 0 or the largest of
what the step works on, number by number, the derivation says so where it is used, not under what was given.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tidu.core.notation import Term, call, number
from tidu.read.computation import Computation
from tidu.read.explain.groups import Groups
from tidu.read.variable import Variable

LARGEST = 1 << 20  # numbers that are compared


def derived(told: Computation, groups: Groups, symbols: dict[Variable, Term]) -> dict[Variable, Term]:
    """Input without a name -> the formula that its numbers follow."""
    found = {}
    for x in told.program.inputs:
        if x in told.names or x in told.tensors or x not in symbols or x.size > LARGEST or not x.ndim:
            continue
        formula = next(_formulas(told, groups, symbols, x), None)
        if formula is not None:
            found[x] = formula
    return found


def _formulas(
    told: Computation, groups: Groups, symbols: dict[Variable, Term], x: Variable
) -> Iterator[Term]:
    wanted = np.asarray(told.values[x])
    nearby = sorted(_near(groups, x), key=lambda each: each not in told.names)  # people's own names first
    for near in nearby:
        values = np.asarray(told.values[near])
        if near not in symbols or values.dtype.kind != "f" or not values.ndim:
            continue
        if wanted.dtype.kind == "b" and wanted.shape == values.shape:
            for head, holds in ((">", values > 0), (">=", values >= 0)):
                if np.array_equal(wanted, holds):
                    yield call("indicator", Term(head, (symbols[near], number(0))))
        elif wanted.dtype == values.dtype and wanted.size < values.size:
            for axis in range(values.ndim):
                if np.array_equal(wanted.ravel(), values.max(axis).ravel()):
                    parts = (Term("raw", (), (axis,)), Term("raw", (), True))
                    yield call("largest", symbols[near], *parts)


def _near(groups: Groups, x: Variable) -> Iterator[Variable]:
    """What a step works on that uses `x`, then what that came from at once."""
    for step in groups.takers.get(x, []):
        operands = [each for each in groups.operands(step) if each is not x]
        yield from operands
        for each in operands:
            if each in groups.makers:
                yield from groups.operands(each)


__all__ = ["derived"]

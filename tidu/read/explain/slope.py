"""A gradient rule as a program: the rule itself, run on variables.

No derivative is written a second time. Rules are written in our own operations, so on variables they
note the equations that on arrays they compute; what is shown of a derivative is that program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Primitive
from tidu.read.grad import fold
from tidu.read.program import Equation
from tidu.read.variable import NotRecordable, Variable, form_of_operand


class Notes:
    """While `with noting()` is open, operations on variables are noted here instead of computed."""

    def __init__(self) -> None:
        self.equations: list[Equation] = []

    def bind(self, primitive: Primitive, operands: tuple, params: dict) -> Any:
        """Notes one operation; of what is known already it is computed."""
        values = [np.asarray(x) if isinstance(x, np.generic) else x for x in operands]
        if not any(isinstance(x, Variable) for x in values):
            with np.errstate(all="ignore"):
                return primitive.run(*values, **params)
        result = Variable(primitive.form(*map(form_of_operand, values), **params))
        self.equations.append(Equation(primitive, tuple(values), params, result))
        return result

    def pull(self, equation: Equation, position: int, g: Any) -> Any:
        """The cotangent of the operand at `position`, given that of the result.

        None where there is no rule, or where the rule asks for numbers.
        """
        rule = equation.primitive.rule(position) if isinstance(equation.primitive, Primitive) else None
        if rule is None:
            return None
        operand: Any = equation.operands[position]
        given = list(equation.operands), equation.params, equation.result, operand.shape, position
        try:
            with self.noting():
                return fold(rule.call(g, *given), operand)
        except NotRecordable:
            return None

    def sum(self, x: Any, y: Any) -> Any:
        """x + y, where either may still be nothing."""
        if x is None or y is None:
            return y if x is None else x
        with self.noting():
            return x + y

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Operations of this thread are noted here."""
        before = mode.bind
        mode.bind = self.bind
        try:
            yield
        finally:
            mode.bind = before


__all__ = ["Notes"]

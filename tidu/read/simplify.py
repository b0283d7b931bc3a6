"""The same program with less to do: nothing dead, nothing twice, nothing that changes nothing.

Only what is exact to the last bit is done, NaN and −0 included, so that the simplified program
run on NumPy still equals eager. (x + 0 stays, for it turns −0 into 0.)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tidu.read.program import Equation, Program
from tidu.read.recording import Recording
from tidu.read.simplify_rules import rewritten
from tidu.read.sources import Argument
from tidu.read.variable import Variable

SMALL = 1024  # the elements up to which a result of constants is worth keeping in their place


def simplify(program: Program) -> Program:
    """A program of the same inputs and state that computes the same outputs.

    >>> from tidu.core.shapes import Form
    >>> from tidu.ops.arithmetic import mul
    >>> x, y, z = (Variable(Form((2,), np.dtype("float32"))) for _ in range(3))
    >>> twice = [Equation(mul, (x, 1.0), {}, y), Equation(mul, (y, x), {}, z)]
    >>> print(simplify(Program([x], equations=twice, outputs=[z])))
    program(a: float32[2])
      b = mul a a
      return b
    """
    simplifier = Simplifier()
    for equation in program.equations:
        simplifier.take(equation)
    outputs = [simplifier.operand(x) for x in program.outputs]
    after = [simplifier.operand(x) for x in program.after]
    equations = needed(simplifier.equations, [*outputs, *after])
    return replace(program, equations=equations, outputs=outputs, after=after)


def simplified(recording: Recording) -> Recording:
    """The recording with its program simplified, and without captured inputs that it does not use."""
    program = simplify(recording.program)
    used = {x for equation in program.equations for x in equation.variables}
    used.update(x for x in (*program.outputs, *program.after) if isinstance(x, Variable))
    kept = [
        (variable, source)
        for variable, source in zip(program.inputs, recording.inputs, strict=True)
        if variable in used or isinstance(source, Argument)
    ]
    program = replace(program, inputs=[variable for variable, _ in kept])
    return replace(recording, program=program, inputs=[source for _, source in kept])


class Simplifier:
    """Takes equations one by one; `known` says what stands for a result of the old ones."""

    def __init__(self) -> None:
        self.equations: list[Equation] = []
        self.known: dict[Variable, Any] = {}
        self.same: dict[Any, Variable] = {}
        self.makers: dict[Variable, Equation] = {}

    def operand(self, x: Any) -> Any:
        """What stands for `x` now."""
        return self.known.get(x, x) if isinstance(x, Variable) else x

    def take(self, equation: Equation) -> None:
        """Takes over one equation, or what it amounts to."""
        operands = tuple(map(self.operand, equation.operands))
        equation = replace(equation, operands=operands)
        if equation.draws:
            self.enter(equation)
            return
        if not any(isinstance(x, Variable) for x in operands) and equation.result.size <= SMALL:
            self.known[equation.result] = computed(equation)
            return
        found = rewritten(equation, self.makers)
        if not isinstance(found, Equation):
            self.known[equation.result] = found
            return
        key = key_of(found)
        before = self.same.get(key)
        if before is not None:
            self.known[equation.result] = before
            return
        self.same[key] = found.result
        self.enter(found)

    def enter(self, equation: Equation) -> None:
        """Makes an equation part of the new program."""
        self.equations.append(equation)
        self.makers[equation.result] = equation


def computed(equation: Equation) -> Any:
    """The result of an equation whose operands are all known; a number stays one."""
    with np.errstate(all="ignore"):
        made = np.asarray(equation.primitive.run(*equation.operands, **equation.params))
    return made.item() if equation.result.form.weak else made


def key_of(equation: Equation) -> Any:
    """Equal for two equations that compute the same."""
    operands = tuple(map(name_of, equation.operands))
    return equation.primitive.name, operands, tuple(sorted(equation.params.items()))


def name_of(x: Any) -> Any:
    """Equal for two operands that are the same: 1 and 1.0 are not, nor 0.0 and −0.0."""
    if isinstance(x, Variable):
        return x
    if isinstance(x, np.ndarray):
        return x.shape, x.dtype, x.tobytes()
    return type(x), repr(x)


def needed(equations: list[Equation], results: list[Any]) -> list[Equation]:
    """Those equations that lead to `results`; draws stay, for they move their stream."""
    wanted = {x for x in results if isinstance(x, Variable)}
    kept = []
    for equation in reversed(equations):
        if equation.draws or equation.result in wanted:
            wanted.update(equation.variables)
            kept.append(equation)
    return kept[::-1]

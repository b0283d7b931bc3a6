"""A recorded computation: equations between variables, printed, checked, hashed, run on NumPy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidu.core.primitive import Primitive
from tidu.core.shapes import form_of
from tidu.read.variable import Variable, form_of_operand

# An operand is a variable, an array that never changes, or a Python number (whose type is weak).
Operand = Variable | np.ndarray | bool | int | float


@dataclass(frozen=True)
class Slot:
    """Where a random stream stood in an equation: the place of it among the program's streams."""

    place: int


@dataclass(frozen=True, eq=False)
class Equation:
    """`result` is what `primitive` makes of `operands`."""

    primitive: Primitive
    operands: tuple[Operand, ...]
    params: dict[str, Any]
    result: Variable

    @property
    def variables(self) -> Iterator[Variable]:
        """The operands that are variables."""
        return (x for x in self.operands if isinstance(x, Variable))

    @property
    def draws(self) -> bool:
        """Whether it takes numbers from a random stream, so that its place in the order matters."""
        return any(isinstance(value, Slot) for value in self.params.values())


@dataclass
class Program:
    """Equations from `inputs` and `state` to `outputs`, and to the state `after`.

    `state` is read as it was before, and becomes what `after` says, place by place. `streams`
    is how many random streams it draws from.

    >>> from tidu.ops.arithmetic import mul
    >>> from tidu.core.shapes import Form
    >>> x = Variable(Form((2,), np.dtype("float32"))); y = Variable(x.form)
    >>> program = Program([x], equations=[Equation(mul, (x, 3.0), {}, y)], outputs=[y])
    >>> print(program)
    program(a: float32[2])
      b = mul a 3.0
      return b
    >>> program.run([np.ones(2, "float32")])[0]
    [array([3., 3.], dtype=float32)]
    """

    inputs: list[Variable] = field(default_factory=list)
    state: list[Variable] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    outputs: list[Operand] = field(default_factory=list)
    after: list[Operand] = field(default_factory=list)
    streams: int = 0

    def run(
        self, inputs: Sequence[Any], state: Sequence[Any] = (), streams: Sequence[Any] = ()
    ) -> tuple[list[Any], list[Any]]:
        """Outputs and the state after, computed by NumPy, equation by equation, as eager does."""
        known: dict[Variable, Any] = dict(zip(self.inputs, inputs, strict=True))
        known.update(zip(self.state, state, strict=True))

        def value(x: Any) -> Any:
            return known[x] if isinstance(x, Variable) else x

        with np.errstate(all="ignore"):
            for equation in self.equations:
                params = {
                    name: streams[given.place] if isinstance(given, Slot) else given
                    for name, given in equation.params.items()
                }
                made = equation.primitive.run(*map(value, equation.operands), **params)
                value_made = np.asarray(made)
                known[equation.result] = value_made.item() if equation.result.form.weak else value_made
        return [value(x) for x in self.outputs], [value(x) for x in self.after]

    def check(self) -> None:
        """ValueError unless every operand is known before it is used, and every form is right."""
        known = {*self.inputs, *self.state}
        for place, equation in enumerate(self.equations):
            for x in equation.variables:
                if x not in known:
                    raise ValueError(f"equation {place} ({equation.primitive}) uses what is not made yet")
            form = equation.primitive.form(*map(form_of_operand, equation.operands), **equation.params)
            made = equation.result.form
            if form != made or form.weak != made.weak:
                raise ValueError(f"equation {place} ({equation.primitive}): {made}, not {form}")
            known.add(equation.result)
        if any(isinstance(x, Variable) and x not in known for x in (*self.outputs, *self.after)):
            raise ValueError("a result is not made by any equation")
        if [x.form for x in self.state] != [form_of_operand(x) for x in self.after]:
            raise ValueError("the state does not keep its forms")

    def __str__(self) -> str:
        return "\n".join(_lines(self, _text))

    def hash(self) -> str:
        """A name that equal programs share: the hash of the text, and of every constant's bytes."""
        return hashlib.sha256("\n".join(_lines(self, _exact)).encode()).hexdigest()


def _lines(program: Program, text: Any) -> Iterator[str]:
    names: dict[Any, str] = {}

    def name(x: Any) -> str:
        if isinstance(x, Variable):
            return names.setdefault(x, _letters(len(names)))
        return text(x)

    def listed(variables: Sequence[Variable]) -> str:
        return ", ".join(f"{name(x)}: {x.form}" for x in variables)

    inputs = listed(program.inputs)
    state = f"; {listed(program.state)}" if program.state else ""
    yield f"program({inputs}{state})"
    for equation in program.equations:
        params = "".join(f" {key}={_param(value)}" for key, value in equation.params.items())
        operands = "".join(f" {name(x)}" for x in equation.operands)
        yield f"  {name(equation.result)} = {equation.primitive}{operands}{params}"
    yield f"  return {', '.join(name(x) for x in program.outputs)}".rstrip()
    for before, after in zip(program.state, program.after, strict=True):
        if before is not after:
            yield f"  {name(before)} := {name(after)}"


def _letters(number: int) -> str:
    """a, b, ..., z, aa, ab, ...

    >>> _letters(0), _letters(27)
    ('a', 'ab')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _param(value: Any) -> str:
    return f"stream{value.place}" if isinstance(value, Slot) else str(value)


def _text(x: Any) -> str:
    if not isinstance(x, np.ndarray):
        return repr(x)
    numbers = x.item() if x.ndim == 0 else f"{x.ravel()[:3].tolist()}{'...' if x.size > 3 else ''}"
    return f"{form_of(x)}{{{numbers}}}"


def _exact(x: Any) -> str:
    if not isinstance(x, np.ndarray):
        return repr(x)
    return f"{form_of(x)}{{{hashlib.sha256(x.tobytes()).hexdigest()}}}"

"""The steps of a computation with their numbers: forward as it ran, backward by the chain rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from tidu.core.notation import Name, Numbers, Term, number
from tidu.core.primitive import Primitive
from tidu.core.shapes import form_of
from tidu.read.computation import Computation
from tidu.read.explain.derived import derived
from tidu.read.explain.groups import Groups
from tidu.read.explain.linear import replaced, without
from tidu.read.explain.naming import names_of, small
from tidu.read.explain.slope import Notes
from tidu.read.explain.terms import Symbol, TooLong, Writer, is_number, product, term_of_value
from tidu.read.explain.textbook import textbook
from tidu.read.explain.tidy import tidied
from tidu.read.explain.worked import worked
from tidu.read.program import Equation, Program
from tidu.read.variable import Variable


@dataclass(frozen=True, eq=False)
class Step:
    """One step forward: `value` is what `formula` makes of the values of `operands`."""

    name: str
    variable: Variable
    operation: str
    operands: tuple[Variable, ...]
    formula: Term | None
    value: np.ndarray


@dataclass(frozen=True, eq=False)
class Use:
    """What a variable gets back through one step that uses it.

    `arriving` is ∂ result / ∂ that step's result, `value` what it gives to ∂ result / ∂ variable.
    `formula` is that in symbols. Where every number of the step's result depends on one number of
    the variable, `local` is the step's derivative, `local_value` its numbers.
    """

    through: Variable
    arriving: np.ndarray
    formula: Term | None
    value: np.ndarray | None
    local: Term | None = None
    local_value: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Back:
    """One step backward: `value` is ∂ result / ∂ variable, the sum over its `uses`."""

    name: str
    variable: Variable
    uses: tuple[Use, ...]
    value: np.ndarray


@dataclass(eq=False)
class Telling:
    """A computation as steps, which are made when asked for."""

    told: Computation
    names: dict[Variable, str] = field(init=False)
    paths: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.groups = Groups(self.told)
        self.names, self.paths = names_of(self.told, self.groups)
        self.symbols = {x: self.symbol(x) for x in self.names}
        self.partials = {x: Term("symbol", (), Symbol(name, x, True)) for x, name in self.names.items()}

    @cached_property
    def derived(self) -> dict[Variable, Term]:
        """Arrays from outside the tape that follow from numbers on it, with their formulas."""
        return derived(self.told, self.groups, self.symbols)

    def symbol(self, x: Variable) -> Term:
        """The name of a variable, as a term."""
        return Term("symbol", (), Symbol(self.names[x], x))

    @property
    def root(self) -> Variable:
        """The result."""
        return self.told.result

    @property
    def unknown(self) -> list[Any]:
        """The operations that have no formula: those with a backward of their own."""
        made = (equation.primitive for equation in self.groups.makers.values())
        return [each for each in made if not isinstance(each, Primitive)]

    def value(self, x: Variable) -> np.ndarray:
        """The number or numbers of a variable."""
        return np.asarray(self.told.values[x])

    def writer(
        self, equations: list[Equation], own: dict[Variable, Term] | None = None, as_written: bool = False
    ) -> Writer:
        """Writes terms in the names of this computation, and of the writer's own."""
        symbols = {**self.symbols, **(own or {})}
        for x in self.told.program.inputs:
            if x not in symbols:
                value = self.value(x)
                truth = value.dtype.kind == "b"  # a choice made for all: only what was chosen is told
                symbols[x] = term_of_value(value) if truth else Term("array", (), Numbers(value))
        return Writer(symbols, equations, as_written)

    @cached_property
    def forward(self) -> list[Step]:
        """Every step, in the order in which it ran."""
        made = []
        for x in self.groups.shown:
            equation, operands = self.groups.makers[x], tuple(self.groups.operands(x))
            made.append(
                Step(self.names[x], x, equation.primitive.name, operands, self.formula(x), self.value(x))
            )
        return made

    def formula(self, x: Variable) -> Term | None:
        """What a step computes, in names; None where it would be too long."""
        try:
            return tidied(self.writer(self.groups.group(x), as_written=True).made(self.groups.makers[x]))
        except TooLong:
            return None

    @cached_property
    def backward(self) -> list[Back]:
        """Every variable that the backward pass reaches, from the result back; leaves come last."""
        reached = [x for x in reversed(self.groups.shown) if x in self.told.cotangents and x is not self.root]
        leaves = [x for x in self.told.leaves if x in self.told.cotangents and x is not self.root]
        return [self.back(x) for x in (*reached, *leaves)]

    def back(self, x: Variable) -> Back:
        """How the gradient of one variable comes about."""
        through = [u for u in self.groups.takers.get(x, []) if u in self.told.cotangents]
        uses = [self.use(x, u) for u in through]
        value = np.asarray(self.told.cotangents[x])
        return Back(self.names[x], x, tuple(_completed(uses, value)), value)

    def use(self, x: Variable, through: Variable) -> Use:
        """What `x` gets back through one step."""
        arriving = np.asarray(self.told.cotangents[through])
        g, equations, part = pulled(self.groups.group(through), through, x)
        if part is None:
            return Use(through, arriving, None, None)
        value = self.computed(equations, g, part, arriving)
        name: Term = self.partials[through] if through is not self.root else number(1)
        mark = Term("symbol", (), Symbol("g", through, True))
        try:
            written = self.short(x, through, mark)
            if written is None:
                written = self.writer([*self.groups.group(through), *equations], {g: mark}).term(part)
        except TooLong:
            return Use(through, arriving, None, value)
        short = tidied(written)
        nothing = is_number(short, 0) and x.shape == through.shape
        local = number(0) if nothing else without(short, mark)
        if local is None:
            formula = tidied(written.rebuilt(lambda term: name if term == mark else term))
            return Use(through, arriving, formula, value)
        ones = self.computed(equations, g, part, np.ones_like(arriving))
        formula = product(local, name) if nothing else tidied(product(name, local))
        return Use(through, arriving, formula, value, local, ones)

    def short(self, x: Variable, through: Variable, mark: Term) -> Term | None:
        """What `x` gets back through a step of one operation, where a textbook has a formula for it."""
        only, *others = self.groups.group(through)
        if others or only.operands != (x,):
            return None
        return textbook(only, self.symbols[x], self.symbols[through], mark)

    def computed(self, equations: list[Equation], g: Variable, part: Any, arriving: np.ndarray) -> np.ndarray:
        """The numbers of a pulled cotangent."""
        if not isinstance(part, Variable):
            return np.asarray(part)
        known = {**self.told.values, g: arriving}
        program = Program(list(known), equations=equations, outputs=[part])
        return np.asarray(program.run(list(known.values()))[0][0])

    def with_numbers(self, term: Term, most: int = 4) -> Term | None:
        """The same with numbers in place of names; None where there are too many to read."""
        fits = True

        def change(symbol: Any) -> Term:
            nonlocal fits
            if isinstance(symbol, Name):
                return Term("symbol", (), symbol)
            source = self.told.cotangents if symbol.cotangent else self.told.values
            value = np.asarray(source[symbol.variable])
            fits = fits and small(value, most)
            return number(value[()]) if value.ndim == 0 else Term("array", (), Numbers(value))

        made = worked(replaced(term, change))
        return made if fits else None


def pulled(group: list[Equation], through: Variable, x: Variable) -> tuple[Variable, list[Equation], Any]:
    """(g, equations, what x gets back): the gradient rules of one step, noted for a cotangent g."""
    notes, g = Notes(), Variable(form_of(through))
    arrived: dict[Variable, Any] = {through: g}
    inner = {equation.result for equation in group}
    for equation in reversed(group):
        cotangent = arrived.get(equation.result)
        if cotangent is None:
            continue
        for position, operand in enumerate(equation.operands):
            if isinstance(operand, Variable) and (operand is x or operand in inner):
                part = notes.pull(equation, position, cotangent)
                if part is None and _ruled(equation, position):
                    return g, [], None
                arrived[operand] = notes.sum(arrived.get(operand), part)
    return g, notes.equations, arrived.get(x)


def _ruled(equation: Equation, position: int) -> bool:
    """Whether a gradient goes through: an own operation's does, unseen."""
    return not isinstance(equation.primitive, Primitive) or equation.primitive.rule(position) is not None


def _completed(uses: list[Use], whole: np.ndarray) -> Iterator[Use]:
    """The uses; the part of a single one that nobody can compute is what the others leave."""
    unknown = [use for use in uses if use.value is None]
    if len(unknown) != 1:
        yield from uses
        return
    rest = whole - sum((use.value for use in uses if use.value is not None), np.zeros_like(whole))
    for use in uses:
        yield use if use is not unknown[0] else Use(use.through, use.arriving, None, rest)


__all__ = ["Back", "Step", "Telling", "Use"]

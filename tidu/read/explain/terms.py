"""Programs as terms: each variable is a symbol, or the formula of what made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tidu.core.notation import Numbers, Term, call, filled, formula_of, number
from tidu.core.primitive import Primitive
from tidu.ops.move import reshape
from tidu.read.explain.groups import is_transposition, is_whole
from tidu.read.explain.layout import Laid, as_seen, laid_anew, matrices, picked, turned
from tidu.read.program import Equation
from tidu.read.variable import Variable

LONGEST = 40  # terms of more parts are not written out
WEIGHTS = ("det",)  # functions of matrices that are one number
FOLDS = ("sum", "prod", "largest", "smallest")


class TooLong(Exception):
    """A formula that nobody would read."""


@dataclass(frozen=True, eq=False)
class Symbol:
    """What a variable of the program is called. `cotangent` says that ∂ result / ∂ it is meant."""

    name: str
    variable: Variable
    cotangent: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """The axes of what it stands for."""
        return self.variable.shape


def is_scalar(term: Term) -> bool:
    """Whether every number in it is a single one, so that products need no ⊙."""
    if term.head in ("symbol", "array"):
        return int(np.prod(term.about.shape or (), dtype=np.int64)) == 1
    if term.head == "call" and term.about in WEIGHTS:
        return True
    if term.head == "dot" or (term.head == "call" and term.about in FOLDS and len(term.parts) == 1):
        return True
    return all(is_scalar(part) for part in term.parts)


class Written(float):
    """A 0 or 1 that somebody wrote: of a step that multiplies by it, it is the point.

    >>> is_number(number(Written(0)), 0), is_number(number(2 * Written(0)), 0), is_number(number(0), 0)
    (False, False, True)
    """

    def __mul__(self, other: float) -> Written:
        return Written(float(self) * other)

    __rmul__ = __mul__


class Writer:
    """Makes terms of the variables of a program, given symbols for some of them.

    With `as_written`, operands that are 0 or 1 are not to be left out.
    """

    def __init__(
        self, symbols: Mapping[Variable, Term], equations: Iterable[Equation], as_written: bool = False
    ):
        self.symbols, self.as_written = symbols, as_written
        self.makers = {equation.result: equation for equation in equations}
        self.known: dict[Variable, Term] = {}

    def term(self, x: Any) -> Term:
        """The term of a variable, an array or a number. `TooLong` where it would be that."""
        if not isinstance(x, Variable):
            made = term_of_value(x)
            kept = self.as_written and (is_number(made, 0) or is_number(made, 1))
            return number(Written(made.about)) if kept else made
        if x in self.symbols:
            return self.symbols[x]
        if x not in self.known:
            self.known[x] = self.made(self.makers[x])
        return self.known[x]

    def made(self, equation: Equation) -> Term:
        """The formula of an equation, with the terms of its operands."""
        primitive, operands = equation.primitive, [self.term(x) for x in equation.operands]
        if not isinstance(primitive, Primitive):
            return call(primitive.name, *operands)
        term = self.filled(equation, primitive, operands)
        if term.count() > LONGEST:
            raise TooLong
        return term

    def filled(self, equation: Equation, primitive: Primitive, operands: list[Term]) -> Term:
        laid = [Laid(term, _shape(x)) for term, x in zip(operands, equation.operands, strict=True)]
        formula, shape = formula_of(primitive.formula), equation.result.shape
        seen = Seen(primitive, equation.params, shape, laid[0].shape if laid else ())
        if is_transposition(equation):
            return turned(laid[0], seen, noted)
        if formula.head == "symbol":
            anew = primitive.name == "reshape"
            return laid_anew(laid[0], seen) if anew else Term("same", (operands[0],), seen)
        if primitive.name == "matmul":
            return matrices(laid[0], laid[1], shape, noted).rebuilt(element_by_element)
        if is_whole(equation):
            return operands[0]
        if primitive.name == "slice":
            made = picked(laid[0], equation.params["key"], shape)
            if made is not None:
                return made
        terms = as_seen(primitive, laid)
        names: dict[str, Any] = dict(zip(primitive.operands, terms, strict=False))
        if primitive.many:
            names[primitive.operands[-1]] = tuple(terms[len(primitive.operands) - 1 :])
        made = filled(formula, names, equation.params)
        if made.head == "call" and made.about in FOLDS and equation.result.size == 1:
            whole = laid[0].inner if laid[0].is_hidden else laid[0].term  # over everything: layouts and
            return Term("call", (whole,), made.about)  # axes say no more
        return made.rebuilt(element_by_element)


@dataclass(frozen=True)
class Seen:
    """How a layout changes: what is left out where only the mathematics is told."""

    primitive: Primitive
    params: Any
    shape: tuple[int, ...]
    before: tuple[int, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and other.shape == self.shape


def noted(shown: tuple[int, ...], real: tuple[int, ...]) -> Seen:
    """The layout that makes of the shape that is shown the one of the program."""
    return Seen(reshape, {"shape": real}, real, shown)


def _shape(x: Any) -> tuple[int, ...]:
    return tuple(getattr(x, "shape", ()))


def element_by_element(term: Term) -> Term:
    """A product of two arrays is told from one with a number."""
    if term.head == "*" and not any(map(is_scalar, term.parts)):
        return Term("o", term.parts)
    return term


def term_of_value(x: Any) -> Term:
    """A number, or an array, as a term.

    >>> term_of_value(np.float32(2)).about
    2.0
    """
    if isinstance(x, np.ndarray | np.generic):
        return term_of_value(x.item()) if x.ndim == 0 else Term("array", (), Numbers(x))
    return Term("raw", (), x) if isinstance(x, bool) else number(x)


def is_number(term: Term, value: float | None = None) -> bool:
    """Whether it is a number, and that one; none that has to stay as it is `Written`."""
    if term.head != "number":
        return False
    return value is None or (term.about == value and not isinstance(term.about, Written))


def plain(term: Term) -> Term:
    """The term under what only changes its layout."""
    return plain(term.parts[0]) if term.head == "same" else term


def product(x: Term, y: Term) -> Term:
    """x · y, element by element where neither is a single number."""
    return Term("*" if is_scalar(x) or is_scalar(y) else "o", (x, y))


__all__ = [
    "Seen", "Symbol", "TooLong", "Writer", "Written", "element_by_element", "is_number", "is_scalar", "plain",
    "product", "term_of_value",
]  # fmt: skip

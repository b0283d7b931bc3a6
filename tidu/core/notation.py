"""The notation of formulas: a term is a small tree, read from one line of text.

The `formula` column of a primitive is an expression in Python's grammar, in the names of its operands
and parameters: "x + y", "x @ y", "sum(x, axes)", "x if x > 0 else 0". How a term looks (as text, as
LaTeX, as MathML, with names or with numbers put in) is not said here: `read/explain` writes it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "Mod": "mod", "Pow": "**", "MatMult": "@",
    "BitAnd": "&", "BitOr": "|", "BitXor": "^", "LShift": "<<", "RShift": ">>",
    "USub": "neg", "Not": "not", "Invert": "~", "And": "and", "Or": "or",
    "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
}  # fmt: skip
CONSTANTS = ("pi", "inf")


@dataclass(frozen=True)
class Term:
    """`head` says what is done with `parts`; `about` is what a leaf stands for, or a detail.

    Leaves: "symbol" (about: anything that has `name` and `shape`), "number" (a number), "array"
    (`Numbers`), "raw" (a parameter that is no number). Heads of two parts are operators (`OPERATORS`, and
    "o", the product element by element); of one "neg", "not", "~"; "if" has (condition, value, other);
    "call" has a word in `about`; "at" has what is picked from and the places; "partial" has what
    changes and by what; "same" has one part, which is the whole matter mathematically: only its
    layout is another.

    >>> formula_of("-x + 2 * sqrt(x)")
    Term(head='+', parts=(Term(head='neg', ...), Term(head='*', ...)), about=None)
    """

    head: str
    parts: tuple[Term, ...] = ()
    about: Any = None

    def __post_init__(self) -> None:
        if self.head == "symbol" and not hasattr(self.about, "name"):
            raise TypeError(f"a symbol needs a name, not {self.about!r}")

    def rebuilt(self, change: Callable[[Term], Term]) -> Term:
        """The same with `change` done to every part first, then to the whole: from the leaves up."""
        parts = tuple(part.rebuilt(change) for part in self.parts)
        return change(self if parts == self.parts else Term(self.head, parts, self.about))

    def count(self) -> int:
        """How many terms it is made of.

        >>> formula_of("x * x + 1").count()
        5
        """
        return 1 + sum(part.count() for part in self.parts)


@dataclass(frozen=True)
class Name:
    """What an operand is called in a formula, before something is put in its place."""

    name: str
    shape: tuple[int, ...] | None = None


class Numbers:
    """An array among terms, equal to itself alone."""

    def __init__(self, values: Any):
        self.values = values

    @property
    def shape(self) -> tuple[int, ...]:
        """Its axes."""
        return self.values.shape

    def __repr__(self) -> str:
        return f"Numbers{list(self.shape)}"


def number(value: Any) -> Term:
    """A number as a term.

    >>> number(2).about
    2
    """
    return Term("number", (), value)


def call(word: str, *parts: Term) -> Term:
    """A function of that name.

    >>> call("log", number(1)).about
    'log'
    """
    return Term("call", parts, word)


@lru_cache(1024)
def formula_of(text: str) -> Term:
    """The term of one line; names stand for themselves. SyntaxError where it is no formula.

    >>> formula_of("x if x > 0 else 0").head
    'if'
    """
    return _read(ast.parse(text, mode="eval").body)


def _read(node: Any) -> Term:
    kind = type(node).__name__
    if kind == "Name":
        return call(node.id) if node.id in CONSTANTS else Term("symbol", (), Name(node.id))
    if kind == "Constant":
        return number(node.value)
    if kind in ("BinOp", "BoolOp"):
        parts = (node.left, node.right) if kind == "BinOp" else node.values
        return Term(OPERATORS[type(node.op).__name__], tuple(map(_read, parts)))
    if kind == "UnaryOp":
        return Term(OPERATORS[type(node.op).__name__], (_read(node.operand),))
    if kind == "Compare":
        word = OPERATORS[type(node.ops[0]).__name__]
        return Term(word, (_read(node.left), _read(node.comparators[0])))
    if kind == "IfExp":
        return Term("if", tuple(map(_read, (node.test, node.body, node.orelse))))
    if kind == "Call":
        return call(node.func.id, *map(_read, node.args))
    if kind == "Subscript":
        places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return Term("at", tuple(map(_read, (node.value, *places))))
    if kind == "Starred":
        return Term("many", (_read(node.value),))
    raise SyntaxError(f"{kind} is no part of a formula")


def filled(formula: Term, operands: Mapping[str, Term | tuple[Term, ...]], params: Mapping[str, Any]) -> Term:
    """The formula with terms in place of its operands' names, and values in place of parameters.

    >>> made = filled(formula_of("x * scale"), {"x": number(3)}, {"scale": 2.0})
    >>> [part.about for part in made.parts]
    [3, 2.0]
    """
    if formula.head == "symbol":
        name = formula.about.name
        if name in operands:
            return operands[name]  # pyright: ignore
        value = params[name]
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        return number(value) if plain else Term("raw", (), value)
    parts: list[Term] = []
    for part in formula.parts:
        if part.head == "many":
            parts.extend(operands[part.parts[0].about.name])  # pyright: ignore
        else:
            parts.append(filled(part, operands, params))
    return Term(formula.head, tuple(parts), formula.about)


def names_in(formula: Term) -> set[str]:
    """The names of operands and parameters that a formula uses.

    >>> sorted(names_in(formula_of("x @ y + beta")))
    ['beta', 'x', 'y']
    """
    if formula.head == "symbol":
        return {formula.about.name}
    return set().union(*(names_in(part) for part in formula.parts))


__all__ = ["Name", "Numbers", "Term", "call", "filled", "formula_of", "names_in", "number"]

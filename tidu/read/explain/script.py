"""Writing terms: which parts need parentheses, and what stands for what. How it looks, a kind says.

A term has a level, as operators have in Python; where a part binds less than its place asks for,
it gets parentheses. The three kinds (`text`, `latex`, `mathml`) say how pieces are put together.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from math import prod
from typing import Any, Generic, TypeVar

import numpy as np

from tidu.core.notation import Term
from tidu.read.explain.levels import (
    ASSOCIATIVE,
    ATOM,
    FENCES,
    FOLD,
    FOLDS,
    IF,
    INFIX,
    OF_ONE,
    OR,
    OVER,
    POWER,
    PRODUCT,
    PUT,
    RAISED,
    ROW_WISE,
    SIGN,
    SIGNS,
    SUM,
    UNSAID,
    is_negative,
    key_text,
    oriented,
)  # fmt: skip
from tidu.read.explain.words import AXES, CONSTANTS, figures

Piece = TypeVar("Piece")


class Script(ABC, Generic[Piece]):
    """Writes terms. `rounded` says whether a number since it was last set to False was rounded."""

    def __init__(self, result: str, digits: int = 4):
        self.result, self.digits, self.rounded = result, digits, False

    # What a kind says

    @abstractmethod
    def word(self, text: str) -> Piece:
        """Letters or an operator as they are."""

    @abstractmethod
    def row(self, *pieces: Piece) -> Piece:
        """Pieces side by side."""

    @abstractmethod
    def name(self, name: str) -> Piece:
        """A variable's name."""

    @abstractmethod
    def figure(self, text: str) -> Piece:
        """A number, in the digits of `figures`."""

    @abstractmethod
    def function(self, word: str) -> Piece:
        """A function's name."""

    @abstractmethod
    def infix(self, head: str, sign: str, x: Piece, y: Piece) -> Piece:
        """Two pieces with an operator between them."""

    @abstractmethod
    def fenced(self, left: str, inside: Piece, right: str) -> Piece:
        """A piece between parentheses or bars as high as it is."""

    @abstractmethod
    def raised(self, x: Piece, power: Piece) -> Piece:
        """x to a power."""

    @abstractmethod
    def lowered(self, x: Piece, below: Piece) -> Piece:
        """x with something below it."""

    @abstractmethod
    def fold(self, sign: str, axes: tuple[int, ...], x: Piece) -> Piece:
        """A sum or product over axes; over all where none are given."""

    @abstractmethod
    def fraction(self, term: Term) -> tuple[Piece, int]:
        """x / y and its level."""

    @abstractmethod
    def partial(self, above: Piece, below: Piece) -> tuple[Piece, int]:
        """∂ above / ∂ below and its level."""

    @abstractmethod
    def root(self, x: Term) -> Piece:
        """The square root."""

    @abstractmethod
    def choice(self, condition: Piece, x: Piece, y: Piece) -> tuple[Piece, int]:
        """x where the condition holds, else y; and its level."""

    @abstractmethod
    def matrix(self, rows: list[list[str]], vector: bool) -> Piece:
        """Numbers in rows; a vector is one row."""

    def exponential(self, x: Term) -> tuple[Piece, int]:
        """e to the power x, and its level."""
        return self.applied("exp", (x,)), ATOM

    # What is the same for all

    def write(self, term: Term, least: int = IF) -> Piece:
        """The piece for a term, in parentheses if it binds less than `least`."""
        piece, level = self.written(term)
        return piece if level >= least else self.fenced("(", piece, ")")

    def written(self, term: Term) -> tuple[Piece, int]:
        """The piece and its level."""
        head, parts = term.head, term.parts
        if head in LEAVES:
            return getattr(self, f"_{head}")(term)
        if head == "call":
            return self.called(term.about, parts)
        if head in INFIX:
            return self.operated(head, parts)
        if head in SIGNS:
            return self.row(self.word(SIGNS[head]), self.write(parts[0], FOLD)), SIGN
        if head == "/":
            return self.fraction(term)
        if head == "**":
            return self.raised(self.write(parts[0], ATOM), self.exponent(parts[1])), POWER
        if head == "if":
            return self.choice(*(self.write(part, OR) for part in parts))
        if head == "same":
            return self.written(parts[0])
        if head == "partial":
            return self.partial(*(self.write(part) for part in parts))
        inside = [self.write(part) for part in parts[1:]]
        return self.lowered(self.write(parts[0], ATOM), self.listed(inside)), ATOM

    def exponent(self, term: Term) -> Piece:
        """What stands as a power."""
        return self.write(term)

    def operated(self, head: str, parts: Sequence[Term]) -> tuple[Piece, int]:
        """Operands with an operator; from left to right, so that the right one binds more."""
        level, sign = INFIX[head]
        first, last = oriented(head, *parts)
        left, right = (POWER if head == "o" and part.head == "@" else level for part in (first, last))
        if last.head == "call" and last.about in FOLDS and level == PRODUCT:
            right = FOLD
        elif level == SUM:
            right = FOLD  # no sign behind a sign
        elif not (head in ASSOCIATIVE and last.head in ASSOCIATIVE[head]):
            right = max(right, level + 1)
        if level == PRODUCT and is_negative(first):
            left, level = SIGN, SIGN
        x = self.write(first, left)
        return self.infix(head, sign, x, self.write(last, right)), level

    def called(self, word: str, parts: Sequence[Term]) -> tuple[Piece, int]:
        """A function of its arguments, in the way in which mathematics writes that function."""
        x = parts[0] if parts else None
        if word in CONSTANTS:
            return self.function(word), ATOM
        if x is None:
            return self.row(self.function(word), self.word("()")), ATOM
        if word in FENCES:
            return self.fenced(FENCES[word][0], self.write(x), FENCES[word][1]), ATOM
        if word in RAISED:
            return self.raised(self.write(x, ATOM), self.word(RAISED[word])), POWER
        if word in FOLDS:
            axes = tuple(parts[1].about) if len(parts) > 1 else ()
            return self.fold(FOLDS[word], axes, self.write(x, PRODUCT)), FOLD
        if word == "sqrt":
            return self.root(x), ATOM
        if word == "exp":
            return self.exponential(x)
        if word == "indicator":
            return self.row(self.word("1"), self.fenced("{", self.write(x), "}")), ATOM
        if word in ROW_WISE:
            return self.lowered(self.write(x, ATOM), self.write(parts[1])), ATOM
        if word == "slice":
            return self.lowered(self.write(x, ATOM), self.word(key_text(parts[1].about))), ATOM
        if word in PUT:
            key = parts[1].about if word == "embed" else None
            places = map(self.write, parts[1:]) if key is None else [self.word(f"[{key_text(key)}]")]
            inside = self.listed([self.write(x), *places])
            return self.row(self.function("put"), self.fenced("(", inside, ")")), ATOM
        if word == "reshape":
            inside = self.listed([self.write(x), self.word("×".join(map(str, parts[1].about)))])
            return self.row(self.function(word), self.fenced("(", inside, ")")), ATOM
        if word == "convolve":
            return self.infix("*", "∗", self.write(x, PRODUCT), self.write(parts[1], POWER)), PRODUCT
        if word in OVER and len(parts) > 1:
            named = self.over(word, tuple(parts[1].about))
            return self.row(named, self.fenced("(", self.write(x), ")")), ATOM
        if word in OF_ONE:
            parts = parts[:1]
        if word == "join":
            parts = parts[1:]  # along which axis, the shapes say
        return self.applied(word, parts), ATOM

    def applied(self, word: str, parts: Sequence[Term]) -> Piece:
        """f(x, y), without parameters that are no numbers."""
        inside = self.listed([self.write(part) for part in parts if part.head not in UNSAID])
        return self.row(self.function(word), self.fenced("(", inside, ")"))

    def over(self, word: str, axes: tuple[int, ...]) -> Piece:
        """A function's name with the axes along which it is taken."""
        return self.lowered(self.function(word), self.word("".join(AXES[axis] for axis in axes)))

    def listed(self, pieces: Sequence[Piece]) -> Piece:
        """Pieces with commas between them."""
        made = []
        for piece in pieces:
            made.extend([self.word(", "), piece] if made else [piece])
        return self.row(*made)

    # Leaves

    def _symbol(self, term: Term) -> tuple[Piece, int]:
        name = self.name(term.about.name)
        return self.partial(self.name(self.result), name) if getattr(term.about, "cotangent", False) else (
            name, ATOM
        )  # fmt: skip

    def _number(self, term: Term) -> tuple[Piece, int]:
        text = self.figures(term.about)
        return self.figure(text), SIGN if text[0] == "−" else PRODUCT if "e" in text else ATOM

    def _raw(self, term: Term) -> tuple[Piece, int]:
        return self.word(str(term.about)), ATOM

    def _array(self, term: Term) -> tuple[Piece, int]:
        values = np.asarray(term.about.values)
        if values.ndim == 0:
            return self._number(Term("number", (), values[()]))
        if values.ndim > 2 and prod(values.shape[:-2]) == 1:
            values = values.reshape(values.shape[-2:])  # a picture of one channel is a matrix
        if values.ndim > 2 or values.size > 36:
            return self.word(f"[{'×'.join(map(str, values.shape))}]"), ATOM
        rows = [[self.figures(x) for x in row] for row in np.atleast_2d(values)]
        return self.matrix(rows, values.ndim == 1), ATOM

    def figures(self, value: Any) -> str:
        """A number's digits; notes whether it was rounded."""
        text, rounded = figures(value, self.digits)
        self.rounded = self.rounded or rounded
        return text


LEAVES = ("symbol", "number", "raw", "array")


__all__ = ["Script"]

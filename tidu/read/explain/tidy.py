"""Terms made shorter for reading: what a person would not write is left out.

Every rule is true of all finite numbers (shapes may broadcast further); a test computes both sides.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tidu.core.notation import Term, call, number
from tidu.read.explain.terms import Symbol, is_scalar, product

TRUTHS = ("<", "<=", ">", ">=", "==", "!=", "and", "or", "not")
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


def tidied(term: Term) -> Term:
    """The same mathematics, shorter.

    >>> from tidu.core.notation import formula_of
    >>> tidied(formula_of("1.0 * x - -y * 1")) == formula_of("x + y")
    True
    """
    return term.rebuilt(_shorter)


def _shorter(term: Term) -> Term:
    """Rules until none applies at the top; the parts are short already."""
    while True:
        rule = RULES.get(term.head if term.head != "call" else term.about)
        made = rule(term) if rule is not None else term
        if made is term:
            return term
        term = made


def is_number(term: Term, value: float | None = None) -> bool:
    """Whether it is a number, and that one."""
    return term.head == "number" and (value is None or term.about == value)


def plain(term: Term) -> Term:
    """The term under what only changes its layout."""
    return plain(term.parts[0]) if term.head == "same" else term


def negative(term: Term) -> Term:
    """−x."""
    if term.head == "neg":
        return term.parts[0]
    return number(-term.about) if is_number(term) else Term("neg", (term,))


def _sum(term: Term) -> Term:
    x, y = term.parts
    if is_number(x) and is_number(y):
        return number(x.about + y.about)
    if is_number(x, 0) or is_number(y, 0):
        return y if is_number(x, 0) else x
    if y.head == "neg":
        return _difference(Term("-", (x, y.parts[0])))
    if x.head == "neg":
        return Term("-", (y, x.parts[0]))
    if x == y:
        return _product(Term("*", (number(2), x)))
    return term


def _difference(term: Term) -> Term:
    x, y = term.parts
    if is_number(x) and is_number(y):
        return number(x.about - y.about)
    if is_number(y, 0):
        return x
    if is_number(x, 0):
        return negative(y)
    if y.head == "neg":
        return Term("+", (x, y.parts[0]))
    if is_number(y) and y.about < 0:
        return Term("+", (x, number(-y.about)))
    return term


def _product(term: Term) -> Term:
    x, y = term.parts
    if term.head == "o" and _is_outer(x, y):
        return Term("outer", (plain(x), plain(y)))
    if is_number(x) and is_number(y):
        return number(x.about * y.about)
    if is_number(y):
        return Term("*", (y, x))
    for one, other in ((x, y), (y, x)):
        if is_number(one, 1):
            return other
        if is_number(one, 0):
            return one
        if is_number(one, -1) or one.head == "neg":
            inner = other if one.head != "neg" else _shorter(Term(term.head, _in_place(term, one)))
            return negative(inner)
        if one.head == "same" and (is_number(plain(one)) or _is_fraction(plain(one))):
            return Term("*", (plain(one), other))
    if is_number(x) and y.head == "*" and is_number(y.parts[0]):
        return Term("*", (number(x.about * y.parts[0].about), y.parts[1]))
    if is_number(x) and y.head == "/" and is_number(y.parts[0]):
        return Term("/", (number(x.about * y.parts[0].about), y.parts[1]))
    if is_number(x) and y.head == "*" and _is_fraction(y.parts[0]):
        return Term("*", (_shorter(Term("*", (x, y.parts[0]))), y.parts[1]))
    if is_number(x) and y.head == "/" and is_number(y.parts[1]):
        return Term("*", (_shorter(Term("/", (x, y.parts[1]))), y.parts[0]))
    if y.head == "*" and is_number(y.parts[0]):
        return Term("*", (y.parts[0], _shorter(Term(term.head, (x, y.parts[1])))))
    return _fraction_out(_power_of(term))


def _is_outer(x: Term, y: Term) -> bool:
    """Whether a column meets a row: every number of the one times every number of the other."""
    if x.head != "same" or len(x.about.shape) != 2 or x.about.shape[1] != 1:
        return False
    shape = y.about.shape if y.head in ("same", "symbol", "array") else ()
    return len(shape) == 1 or (len(shape) == 2 and shape[0] == 1 and len(_shape(plain(y))) == 1)


def _shape(term: Term) -> tuple[int, ...]:
    return term.about.shape if term.head in ("symbol", "array") else ()


def _in_place(term: Term, one: Term) -> tuple[Term, ...]:
    """The factors, with the sign of `one` taken out."""
    return tuple(part.parts[0] if part is one else part for part in term.parts)


def _power_of(term: Term) -> Term:
    """x · x is x²."""
    x, y = term.parts
    if x == y and x.head in ("symbol", "call", "at"):
        return Term("**", (x, number(2)))
    if x.head == "**" and x.parts[0] == y and is_number(x.parts[1]):
        return Term("**", (y, number(x.parts[1].about + 1)))
    return term


def _fraction_out(term: Term) -> Term:
    """x · (1 / y) is x / y."""
    x, y = term.parts
    if y.head == "/" and is_number(y.parts[0], 1) and not is_number(x):
        return Term("/", (x, y.parts[1]))
    return term


def _quotient(term: Term) -> Term:
    x, y = term.parts
    if is_number(y, 1):
        return x
    if is_number(x, 0):
        return x
    if x.head == "neg":
        return negative(_shorter(Term("/", (x.parts[0], y))))
    if is_number(y) and _is_fraction(x):
        return Term("/", (x.parts[0], number(x.parts[1].about * y.about)))
    if is_number(y) and _is_fold(x):
        return Term("*", (Term("/", (number(1), y)), x))
    if is_number(x) and is_number(y) and y.about and (x.about / y.about) == int(x.about / y.about):
        return number(x.about / y.about)
    if is_number(y) and x.head == "*" and is_number(x.parts[0]) and y.about:
        return Term("*", (_shorter(Term("/", (x.parts[0], y))), x.parts[1]))
    return term


def _is_fraction(term: Term) -> bool:
    """Whether it is one number over another."""
    return term.head == "/" and all(map(is_number, term.parts))


def _is_fold(term: Term) -> bool:
    return term.head == "call" and term.about in ("sum", "prod")


def _power(term: Term) -> Term:
    x, y = term.parts
    if is_number(y, 1):
        return x
    if is_number(y, 0):
        return number(1)
    if x.head == "neg" and is_number(y) and y.about % 2 == 0:
        return Term("**", (x.parts[0], y))
    return term


def _choice(term: Term) -> Term:
    """(condition, value, other) by a function that is 1 where the condition holds, where that is shorter."""
    condition, x, y = term.parts
    if condition.head == "raw":
        return x if condition.about else y
    if x == y:
        return x
    if is_number(y, 0):
        return _shorter(_weighed(x, indicator(condition)))
    if is_number(x, 0):
        return _shorter(_weighed(y, indicator(opposite(condition))))
    if x.head == "-" and x.parts[0] == y and is_number(x.parts[1]):
        return _shorter(Term("-", (y, _shorter(Term("*", (x.parts[1], indicator(condition)))))))
    return term


def _weighed(x: Term, truth: Term) -> Term:
    return truth if is_number(x, 1) else product(x, truth)


def opposite(condition: Term) -> Term:
    """What holds where the condition does not."""
    if condition.head in OPPOSITE:
        return Term(OPPOSITE[condition.head], condition.parts)
    return condition.parts[0] if condition.head == "not" else Term("not", (condition,))


def indicator(condition: Term) -> Term:
    """1 where the condition holds, else 0; of places against 0, 1, 2, ... a one-hot code."""
    if condition.head == "==":
        x, y = condition.parts
        values = y.about.values if y.head == "array" else None
        if values is not None and values.ndim == 1 and np.array_equal(values, np.arange(len(values))):
            return call("onehot", plain(x), number(len(values)))
    return call("indicator", condition)


def _transpose(term: Term) -> Term:
    inner = term.parts[0]
    if inner.head == "call" and inner.about == "transpose":
        return inner.parts[0]
    if inner.head == "@":
        x, y = inner.parts
        return Term("@", (_shorter(call("transpose", y)), _shorter(call("transpose", x))))
    return term


def _same(term: Term) -> Term:
    inner = term.parts[0]
    if inner.head in TRUTHS:
        return call("indicator", inner)
    return inner if is_number(inner) else term


def _unequal(term: Term) -> Term:
    """What differs from itself is no number, which formulas leave out."""
    return Term("raw", (), False) if term.parts[0] == term.parts[1] else term


def _either(term: Term) -> Term:
    for one, other in (term.parts, term.parts[::-1]):
        if one.head == "raw" and one.about is False:
            return other
    return term


def _folded(term: Term) -> Term:
    """The sign goes in front of a sum."""
    inner = term.parts[0]
    if is_number(inner, 0):
        return inner
    if inner.head == "neg":
        return negative(Term("call", (inner.parts[0], *term.parts[1:]), term.about))
    return term


def _product_of_matrices(term: Term) -> Term:
    """Signs and numbers go in front of a product of matrices."""
    for position, part in enumerate(term.parts):
        rest = [*term.parts]
        if part.head == "neg":
            rest[position] = part.parts[0]
            return negative(Term("@", tuple(rest)))
        if part.head == "*" and is_number(part.parts[0]):
            rest[position] = part.parts[1]
            return Term("*", (part.parts[0], Term("@", tuple(rest))))
    return term


RULES: dict[object, Callable[[Term], Term]] = {
    "+": _sum, "-": _difference, "*": _product, "o": _product, "/": _quotient, "**": _power,
    "neg": lambda term: negative(term.parts[0]) if term.parts[0].head in ("neg", "number") else term,
    "if": _choice, "transpose": _transpose, "same": _same, "@": _product_of_matrices,
    "sum": _folded, "!=": _unequal, "or": _either,
}  # fmt: skip


def without(term: Term, g: Term) -> Term | None:
    """What `g` is multiplied by, element by element, in a term that is linear in it: the local derivative.

    None where the term is no such product: a product of matrices, a sum over rows.
    """
    if term == g:
        return number(1)
    if not contains(term, g):
        return None
    if term.head == "same":
        turned = term.about.primitive.name == "reshape" and not is_scalar(g)
        return None if turned else without(term.parts[0], g)
    if term.head == "neg":
        rest = without(term.parts[0], g)
        return None if rest is None else negative(rest)
    if term.head in ("*", "o"):
        x, y = term.parts
        mine, other = (x, y) if contains(x, g) else (y, x)
        rest = None if contains(other, g) else without(mine, g)
        if rest is None:
            return None
        return tidied(product(rest, other) if mine is x else product(other, rest))
    if term.head == "/" and not contains(term.parts[1], g):
        rest = without(term.parts[0], g)
        return None if rest is None else tidied(Term("/", (rest, term.parts[1])))
    if term.head in ("+", "-", "if"):
        *first, x, y = term.parts
        rests = [number(0) if is_number(each, 0) else without(each, g) for each in (x, y)]
        if None in rests or any(contains(each, g) for each in first):
            return None
        return tidied(Term(term.head, (*first, *rests)))  # pyright: ignore
    return None


def contains(term: Term, part: Term) -> bool:
    """Whether `part` is somewhere in a term."""
    return term == part or any(contains(each, part) for each in term.parts)


def replaced(term: Term, change: Callable[[Symbol], Term]) -> Term:
    """A term with others in place of its symbols."""
    return term.rebuilt(lambda each: change(each.about) if each.head == "symbol" else each)


__all__ = ["contains", "replaced", "tidied", "without"]

"""Terms made shorter for reading: what a person would not write is left out.

Every rule is true of all finite numbers (shapes may broadcast further); a test computes both sides.
"""

from __future__ import annotations

from collections.abc import Callable

from tidu.core.notation import Term, call, number
from tidu.read.explain.terms import is_number, plain, product
from tidu.read.explain.truths import TRUTHS, either, indicator, opposite, unequal


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
        if y.about == 1:
            return x  # the mean of one number
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


def _transpose(term: Term) -> Term:
    inner = term.parts[0]
    if inner.head == "call" and inner.about == "transpose":
        return inner.parts[0]
    if inner.head == "call" and inner.about == "diagonal":
        return inner
    if inner.head == "@":
        x, y = inner.parts
        return Term("@", (_shorter(call("transpose", y)), _shorter(call("transpose", x))))
    return term


def _same(term: Term) -> Term:
    inner = term.parts[0]
    if inner.head in TRUTHS:
        return call("indicator", inner)
    return inner if is_number(inner) else term


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
    "sum": _folded, "!=": unequal, "or": either,
}  # fmt: skip


__all__ = ["negative", "tidied"]

"""Terms that are linear in a cotangent: the local derivative is what it is multiplied by."""

from __future__ import annotations

from collections.abc import Callable

from tidu.core.notation import Term, number
from tidu.read.explain.terms import Symbol, is_number, is_scalar, product
from tidu.read.explain.tidy import negative, tidied


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


__all__ = ["contains", "replaced", "without"]

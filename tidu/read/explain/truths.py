"""Conditions in formulas, and the functions that are 1 where they hold."""

from __future__ import annotations

import numpy as np

from tidu.core.notation import Term, call, number
from tidu.read.explain.terms import plain

TRUTHS = ("<", "<=", ">", ">=", "==", "!=", "and", "or", "not")
OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


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


def unequal(term: Term) -> Term:
    """What differs from itself is no number, which formulas leave out."""
    return Term("raw", (), False) if term.parts[0] == term.parts[1] else term


def either(term: Term) -> Term:
    """What is known not to hold is no alternative."""
    for one, other in (term.parts, term.parts[::-1]):
        if one.head == "raw" and one.about is False:
            return other
    return term


__all__ = ["OPPOSITE", "TRUTHS", "either", "indicator", "opposite", "unequal"]

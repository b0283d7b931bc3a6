"""Whether a formula in numbers is equal to the value that is shown behind it, or only about that.

Formulas of sums, products, quotients and whole powers are worked out in fractions, from the digits that
the reader sees. The few values of others that are exact, as exp(0) = 1 and √2.25 = 1.5, are short; what
fills all digits that a number has was rounded by the machine.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from tidu.core.notation import Term
from tidu.read.explain.words import figures, is_short

LARGEST = 64  # the highest power that is worked out


class Inexact(Exception):
    """Nothing that fractions can tell."""


def is_exact(formula: Term, value: Term, digits: int) -> bool:
    """Whether `formula`, in the digits shown, is `value` in the digits shown.

    >>> from tidu.core.notation import formula_of, number
    >>> is_exact(formula_of("6 / 4"), number(1.5), 4), is_exact(formula_of("1 / 3"), number(1 / 3), 4)
    (True, False)
    >>> is_exact(formula_of("exp(0)"), number(1.0), 17), is_exact(formula_of("exp(3)"), number(np.exp(3)), 17)
    (True, False)
    """
    try:
        made, shown = np.asarray(_worked(formula, digits)), np.asarray(_leaf(value, digits))
        if made.size == shown.size:
            made, shown = made.ravel(), shown.ravel()  # layouts are no matter of mathematics
        return bool(np.all(np.equal(made, shown)))
    except (Inexact, ValueError):  # shapes that a formula does not say
        return all(_is_short(x, digits) for x in np.ravel(_values(value)))


def is_value(term: Term) -> bool:
    """Whether it is what a formula came to."""
    return term.head in ("number", "array")


def _is_short(value: Any, digits: int) -> bool:
    """Whether it has decimals enough to spare, so that a number so short is no accident."""
    text, rounded = figures(value, digits)
    return not rounded and (not isinstance(value, float | np.floating) or is_short(text, value))


def _values(leaf: Term) -> Any:
    return leaf.about.values if leaf.head == "array" else leaf.about


def _worked(term: Term, digits: int) -> Any:
    if is_value(term):
        return _leaf(term, digits)
    rule = RULES.get(term.head if term.head != "call" else term.about)
    if rule is None:
        raise Inexact
    try:
        return rule(*(_worked(part, digits) for part in term.parts))
    except (ValueError, TypeError, ZeroDivisionError):  # shapes that a formula does not say; no number
        raise Inexact from None


def _leaf(term: Term, digits: int) -> Any:
    if term.head == "array":
        values = np.asarray(_values(term))
        made = np.empty(values.shape, object)
        for place in np.ndindex(values.shape):
            made[place] = _fraction(values[place], digits)
        return made
    return _fraction(term.about, digits)


def _fraction(value: Any, digits: int) -> Fraction:
    try:
        return Fraction(figures(value, digits)[0].replace("−", "-"))
    except ValueError:  # infinities and NaN
        raise Inexact from None


def _power(x: Any, y: Any) -> Any:
    if not isinstance(y, Fraction) or y.denominator != 1 or abs(y) > LARGEST:
        raise Inexact
    return x ** int(y)


def _total(x: Any, *along: Any) -> Any:
    if along:
        raise Inexact
    return np.asarray(x).sum()


RULES: dict[object, Callable[..., Any]] = {
    "+": lambda x, y: x + y, "-": lambda x, y: x - y, "*": lambda x, y: x * y, "o": lambda x, y: x * y,
    "/": lambda x, y: x / y, "**": _power, "neg": lambda x: -x, "@": np.matmul, "dot": np.dot,
    "outer": lambda x, y: np.outer(x, y), "same": lambda x: x, "sum": _total,
    "abs": abs, "max": np.maximum, "min": np.minimum,
    "transpose": lambda x: np.swapaxes(x, -1, -2) if np.ndim(x) > 1 else x,
}  # fmt: skip


__all__ = ["is_exact", "is_value"]

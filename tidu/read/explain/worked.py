"""Terms with numbers put in, worked out where a formula says less than its numbers.

softmax of a matrix, the places of classes, a transposed matrix: their numbers are what a reader wants.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

import numpy as np

from tidu.core.notation import Numbers, Term, number
from tidu.ops.pooling import max_places
from tidu.ops.shares import softmax

COMPARED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq,
            "!=": operator.ne}  # fmt: skip
ONE_BY_ONE = 4  # the terms of a sum that are written out
TOGETHER = ("@", "outer", "dot", "at", "same")  # heads whose numbers do not follow place by place
APART = ("abs", "exp", "log", "sqrt", "sigmoid", "tanh", "max", "min")  # words whose numbers do


def worked(term: Term) -> Term:
    """The term with what is better said by numbers worked out, from the leaves up.

    >>> from tidu.core.notation import call
    >>> worked(call("transpose", Term("array", (), Numbers(np.eye(2)[:1])))).about.values
    array([[1.],
           [0.]])
    """
    return term.rebuilt(_worked)


def _worked(term: Term) -> Term:
    if term.head != "call":
        return _compared(term)
    rule = RULES.get(term.about)
    values = [_value(part) for part in term.parts]
    if rule is None or values[0] is None:
        return term
    made = rule(term, values)
    return term if made is None else Term("array", (), Numbers(made))


def _value(term: Term) -> Any:
    """The numbers of a leaf; None of others."""
    if term.head == "array":
        return term.about.values
    return term.about if term.head in ("number", "raw") else None


def _indicated(term: Term, values: list[Any]) -> np.ndarray | None:
    return values[0].astype(np.int64) if isinstance(values[0], np.ndarray) else None


def _compared(term: Term) -> Term:
    if term.head in COMPARED and any(part.head == "array" for part in term.parts):
        values = [_value(part) for part in term.parts]
        if not any(value is None for value in values):
            return Term("array", (), Numbers(np.asarray(COMPARED[term.head](*values))))
    return term


def _onehot(term: Term, values: list[Any]) -> np.ndarray | None:
    places = np.asarray(values[0]).reshape(-1)
    return (places[:, None] == np.arange(values[1])).astype(np.int64)


def _softmax(term: Term, values: list[Any]) -> np.ndarray | None:
    axis = values[1] if isinstance(values[1], tuple) else (values[1],)
    return softmax.run(np.asarray(values[0]), axis=axis) if term.parts[0].head == "array" else None


def _own(term: Term, values: list[Any]) -> np.ndarray | None:
    return values[0][np.arange(len(values[1])), values[1]] if values[1] is not None else None


def _transposed(term: Term, values: list[Any]) -> np.ndarray | None:
    return np.swapaxes(values[0], -1, -2) if np.ndim(values[0]) > 1 else None


def _reshaped(term: Term, values: list[Any]) -> np.ndarray | None:
    return np.reshape(values[0], values[1])


def _places(term: Term, values: list[Any]) -> np.ndarray | None:
    names = ("kernel", "stride", "padding", "dilation")
    if term.parts[0].head != "array" or len(values) <= len(names):
        return None
    return max_places.run(np.asarray(values[0]), **dict(zip(names, values[1:], strict=True)))


def _diagonal(term: Term, values: list[Any]) -> np.ndarray | None:
    return np.diag(values[0]) if np.ndim(values[0]) == 1 else None


RULES = {
    "reshape": _reshaped, "max_places": _places, "diagonal": _diagonal,
    "indicator": _indicated, "onehot": _onehot, "softmax": _softmax, "own": _own, "transpose": _transposed,
}  # fmt: skip


def spread(term: Term) -> Term:
    """Sums over few numbers written out.

    >>> from tidu.core.notation import call
    >>> spread(call("sum", Term("array", (), Numbers(np.ones(2))))).head
    '+'
    """
    return term.rebuilt(_spread)


def _spread(term: Term) -> Term:
    if term.head != "call" or term.about != "sum" or len(term.parts) != 1:
        return term
    inside = term.parts[0]
    shapes = {x.about.shape for x in _arrays(inside)}
    if len(shapes) != 1 or not _place_by_place(inside):
        return term
    places = list(np.ndindex(*shapes))
    if len(places) > ONE_BY_ONE:
        return term
    total = _at(inside, places[0])
    for place in places[1:]:
        total = Term("+", (total, _at(inside, place)))
    return total


def _place_by_place(term: Term) -> bool:
    """Whether each number of the result follows from the numbers at the same place."""
    if term.head in TOGETHER or (term.head == "call" and term.about not in APART):
        return False
    return all(map(_place_by_place, term.parts))


def _arrays(term: Term) -> Iterator[Term]:
    if term.head == "array":
        yield term
    for part in term.parts:
        yield from _arrays(part)


def _at(term: Term, place: tuple[int, ...]) -> Term:
    return term.rebuilt(lambda t: number(t.about.values[place]) if t.head == "array" else t)


__all__ = ["spread", "worked"]

"""Which layouts formulas may leave out: where a reader of what is shown computes the same numbers.

Programs lay arrays out anew before products, sums over axes and picks: A ⊙ B summed up is a row times a
column. A formula in the shapes that are shown says so only where these give the same product; else it
says another thing, or names the layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from tidu.core.native import Elementwise
from tidu.core.notation import Term, call
from tidu.core.primitive import Primitive
from tidu.core.shapes import Shape

Seeing = Callable[[Shape, Shape], Any]  # (shape that is shown, shape of the program) -> the layout
MOST = 1 << 18  # places of arrays that are compared one by one
PICTURES = ("convolve", "convolve_input", "convolve_weight", "max_pool", "max_places", "sum_pool", "spread")
ROWS = ("softmax", "log_softmax", "class_loss", "own")


def opened(term: Term) -> tuple[Term, list[Any]]:
    """(what is under layouts, the layouts from the inside out)."""
    seen: list[Any] = []
    while term.head == "same":
        seen.insert(0, term.about)
        term = term.parts[0]
    return term, seen


class Laid:
    """An operand: its term, the shape it is used in, and the one in which a reader sees it."""

    def __init__(self, term: Term, shape: Shape):
        self.term, self.shape = term, shape
        self.inner, self.seen = opened(term)
        own = getattr(self.inner.about, "shape", None) if self.inner.head in ("symbol", "array") else None
        first = self.seen[0].before if self.seen else shape
        self.shown: Shape = tuple(own) if own is not None and prod(own) == prod(first) else tuple(first)
        if self.inner.head == "number":
            self.shown = ()

    @property
    def is_single(self) -> bool:
        """Whether it is one number, for which no layout counts."""
        return prod(self.shown) == 1

    @property
    def is_hidden(self) -> bool:
        """Whether its shape is not the one that is shown."""
        return bool(self.seen) and not self.is_single and self.shown != self.shape

    def places(self) -> np.ndarray:
        """Of each number, its place in what is shown."""
        made = np.arange(prod(self.shown)).reshape(self.shown)
        for each in self.seen:
            alike = made.size == prod(each.shape)
            made = made.reshape(each.shape) if alike else np.broadcast_to(made, each.shape)
        return made

    def keeps(self, axes: int) -> bool:
        """Whether so many last axes are as they are shown."""
        return len(self.shown) >= axes and self.shown[-axes:] == self.shape[-axes:]

    def said(self) -> Term:
        """The term with its layout named."""
        if not self.is_hidden:
            return self.term
        *before, last = [self.shown, *(each.shape for each in self.seen)]
        shape = last if prod(last) == prod(self.shown) else before[-1]
        if shape == self.shown or prod(shape) != prod(self.shown):
            return self.term
        return call("reshape", self.inner, Term("raw", (), tuple(shape)))


def by_places(operands: list[Laid]) -> list[Term]:
    """Operands of an operation element by element; layouts are named where shapes as shown meet otherwise."""
    if len(operands) < 2 or not any(each.is_hidden for each in operands) or _is_outer(operands):
        return [each.term for each in operands]
    return [each.term for each in operands] if _meet(operands) else [each.said() for each in operands]


def _is_outer(operands: list[Laid]) -> bool:
    """Whether vectors meet as a column and a row, which is told as their product."""
    if len(operands) != 2 or any(len(each.shown) != 1 for each in operands):
        return False
    classes = operands[1].inner.head == "array"  # that places are held against: a one-hot code
    return len(operands[0].shape) == 2 and (len(operands[1].shape) == 2 or classes)


def _meet(operands: list[Laid]) -> bool:
    """Whether the same numbers meet as in the shapes that are shown."""
    many = [each for each in operands if not each.is_single]
    try:
        seen = np.broadcast_shapes(*(each.shown for each in many))
    except ValueError:
        return False
    real = np.broadcast_shapes(*(each.shape for each in many))
    if prod(seen) != prod(real) or prod(real) > MOST:
        return False
    return all(_alike(each, seen, real) for each in many)


def _alike(each: Laid, seen: Shape, real: Shape) -> bool:
    shown = np.broadcast_to(np.arange(prod(each.shown)).reshape(each.shown), seen)
    return np.array_equal(shown.ravel(), np.broadcast_to(each.places(), real).ravel())


def matrices(x: Laid, y: Laid, result: Shape, seen: Seeing) -> Term:
    """x @ y in the shapes that are shown: a product of matrices, of vectors, a sum of products.

    Where that has another shape than the `result`, what is `seen` notes it.
    """
    if len(x.shown) == len(y.shown) == 1 and x.shape[-1:] == x.shown and prod(y.shape) == x.shape[-1]:
        return Term("dot", (x.inner if x.is_hidden else x.term, y.inner if y.is_hidden else y.term))
    if not (x.is_hidden or y.is_hidden):
        return Term("@", (x.term, y.term))
    if x.is_single or y.is_single:
        shown = y.shown if x.is_single else x.shown
        return _noted(Term("*", (x.inner, y.inner)), shown, result, seen)
    if y.keeps(1) or (len(y.shape) > 2 and y.keeps(2) and x.keeps(2) and x.shown[:-2] == y.shown[:-2]):
        shown = (*x.shown[:-1], y.shape[-1])
        if y.keeps(2) and x.keeps(2) and x.shown[:-2] == y.shown[:-2]:
            return _noted(Term("@", (x.inner, y.inner)), shown, result, seen)
        if len(x.shape) == 2 and x.keeps(1) and not y.is_hidden and len(y.shape) == 2 and len(x.shown) > 2:
            return _noted(Term("@", (x.inner, y.inner)), shown, result, seen)
    rows, inside, columns = _sizes(x.shape, y.shape)
    batch = prod(x.shape[:-2]) if x.shape[:-2] == y.shape[:-2] else 0
    if rows == columns == 1 and x.shown == y.shown and batch:
        kept = _leading(x.shown, batch)
        if kept is not None:
            return _summed(Term("o", (x.inner, y.inner)), tuple(range(kept, len(x.shown))), kept)
    if inside == 1 and batch == 1 and len(x.shown) == len(y.shown) == 1:
        return Term("outer", (x.inner, y.inner))
    if inside == 1 and batch > 1:
        for one, other in ((x, y), (y, x)):
            if one.shown == (batch,) and len(other.shown) == 2 and other.shown[0] == batch:
                made = Term("@", (call("diagonal", one.inner), other.inner))
                return _noted(made, other.shown, result, seen)
    return Term("@", (_factor(x, left=True), _factor(y, left=False)))


def _noted(term: Term, shown: Shape, real: Shape, seen: Seeing) -> Term:
    """A term of a shape that is not the program's."""
    return term if shown == real else Term("same", (term,), seen(shown, real))


def _factor(each: Laid, left: bool) -> Term:
    """A factor of a product of matrices, its layout named unless vectors lie and stand as they are told."""
    (size,) = each.shown if len(each.shown) == 1 else (0,)
    if each.shape == ((1, size) if left else (size, 1)):
        return each.term
    return each.said()


def _sizes(x: Shape, y: Shape) -> tuple[int, int, int]:
    """Rows, what is summed over, columns."""
    _, rows, inside = (1, 1, *x)[-3:]
    return rows, inside, y[-1] if len(y) > 1 else 1


def _leading(shape: Shape, count: int) -> int | None:
    """How many first axes have so many places together."""
    return next((k for k in range(len(shape)) if prod(shape[:k]) == count), None)


def _summed(term: Term, axes: tuple[int, ...], kept: int) -> Term:
    return call("sum", term) if not kept else call("sum", term, Term("raw", (), axes), Term("raw", (), False))


def turned(x: Laid, seen: Any, again: Seeing) -> Term:
    """x with its last two axes exchanged, of which nothing is to be seen where one has one place alone."""
    if x.is_hidden and 1 in x.shape[-2:]:
        return Term("same", (x.term,), seen)
    if x.is_hidden and len(x.shape) > 2 and x.keeps(2):
        made = call("transpose", x.inner)
        return _noted(made, _exchanged(x.shown), _exchanged(x.shape), again)
    return call("transpose", x.said())


def _exchanged(shape: Shape) -> Shape:
    *first, rows, columns = shape
    return (*first, columns, rows)


def picked(x: Laid, key: tuple, result: Shape) -> Term | None:
    """A slice that is told otherwise than by its places: a diagonal. None of others."""
    if x.is_hidden and len(x.shown) == 2 and x.shown != result and _is_diagonal(key, x.shown):
        return call("diagonal_of", x.inner)
    return None


def _is_diagonal(key: tuple, shape: Shape) -> bool:
    """Whether of a matrix in one row the numbers at i, i are picked."""
    if not key or not isinstance(key[0], tuple):
        return False
    start, stop, step = key[0]
    whole = (start or 0) == 0 and (stop is None or stop >= prod(shape))
    return len(key) == 1 and shape[0] == shape[1] and whole and step == shape[0] + 1


def laid_anew(x: Laid, seen: Any) -> Term:
    """A reshape: left out, but of numbers that were put at places of one row."""
    shape: Shape = seen.shape
    if shape == x.shape:
        return x.term
    if shape == x.shown and all(prod(each.shape) == prod(shape) for each in x.seen):
        return x.inner
    if x.inner.head == "call" and x.inner.about in ("embed", "scatter") and not x.seen and 1 not in shape:
        key = x.inner.parts[1].about if x.inner.about == "embed" else None
        if key is not None and len(shape) == 2 and _is_diagonal(key, shape):
            return call("diagonal", x.inner.parts[0])
        return call("reshape", x.inner, Term("raw", (), shape))
    return Term("same", (x.term,), seen)


def along(primitive: Primitive, operands: Sequence[Laid]) -> list[Term]:
    """Operands of an operation that knows axes: their layouts named, but where the last axis alone counts."""
    if primitive.name in PICTURES:
        return [each.term for each in operands]
    if primitive.name in ROWS and all(each.shown[-1:] == each.shape[-1:] for each in operands[:1]):
        return [each.term for each in operands]
    return [each.said() for each in operands]


def as_seen(primitive: Primitive, operands: list[Laid]) -> list[Term]:
    """The terms of operands, with layouts named where what is shown would say another thing."""
    if isinstance(primitive.native, Elementwise):
        return by_places(operands)
    return along(primitive, operands)


__all__ = ["Laid", "as_seen", "laid_anew", "matrices", "picked", "turned"]

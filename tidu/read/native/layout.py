"""Where an element lies: every view and broadcast as an affine map of loop counters."""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from tidu.read.program import Equation


class Affine(NamedTuple):
    """constant + the sum of step * counter, over loop counters that are numbered.

    >>> counter(0).times(3).plus(counter(1)).plus(Affine(2))
    Affine(constant=2, steps=((0, 3), (1, 1)))
    """

    constant: int = 0
    steps: tuple[tuple[int, int], ...] = ()

    def times(self, factor: int) -> Affine:
        """All of it, that many times."""
        if factor == 0:
            return Affine()
        return Affine(self.constant * factor, tuple((var, step * factor) for var, step in self.steps))

    def plus(self, other: Affine) -> Affine:
        """The sum."""
        steps = dict(self.steps)
        for var, step in other.steps:
            steps[var] = steps.get(var, 0) + step
        kept = tuple(sorted((var, step) for var, step in steps.items() if step))
        return Affine(self.constant + other.constant, kept)

    def step(self, var: int) -> int:
        """How far one step of the counter goes."""
        return next((step for own, step in self.steps if own == var), 0)


Index = tuple[Affine, ...]
ZERO = Affine()


def counter(var: int) -> Affine:
    """The counter itself."""
    return Affine(0, ((var, 1),))


def identity(shape: tuple[int, ...]) -> Index:
    """Each axis its own counter, numbered in order; axes of one place have none.

    >>> identity((2, 1, 3))
    (Affine(constant=0, steps=((0, 1),)), Affine(constant=0, steps=()), Affine(constant=0, steps=((1, 1),)))
    """
    made, var = [], 0
    for n in shape:
        made.append(ZERO if n == 1 else counter(var))
        var += n != 1
    return tuple(made)


def flat(index: Index, shape: tuple[int, ...]) -> Affine:
    """The place in row-major memory.

    >>> flat(identity((2, 3)), (2, 3))
    Affine(constant=0, steps=((0, 3), (1, 1)))
    """
    total, stride = ZERO, 1
    for axis in reversed(range(len(shape))):
        total = total.plus(index[axis].times(stride))
        stride *= shape[axis]
    return total


def aligned(index: Index, shape: tuple[int, ...]) -> Index:
    """The index of a broadcast operand of that shape; what a number is taken from may have more axes."""
    extra = len(shape) - len(index)
    own = (ZERO,) * extra + index[max(-extra, 0) :]
    return tuple(ZERO if n == 1 else place for n, place in zip(shape, own, strict=True))


def through(equation: Equation, index: Index) -> Index | None:
    """Where in its operand the element `index` of a layout equation lies; None if not affine."""
    shape = equation.operands[0].shape  # pyright: ignore
    params, name = equation.params, equation.primitive.name
    if name == "permute":
        found = [ZERO] * len(shape)
        for place, axis in zip(index, params["axes"], strict=True):
            found[axis] = place
        return tuple(found)
    if name == "expand":
        return aligned(index, shape)
    if name == "flip":
        axes = {axis % len(shape) for axis in params["axes"]}
        return tuple(
            Affine(n - 1).plus(place.times(-1)) if axis in axes else place
            for axis, (n, place) in enumerate(zip(shape, index, strict=True))
        )
    if name == "slice":
        return _sliced(shape, params["key"], index)
    if name == "lattice":
        return tuple(on_lattice(index, *each) for each in zip(params["starts"], params["steps"], strict=True))
    return _reshaped(shape, equation.result.shape, index)


def on_lattice(index: Index, start: int, steps: tuple[int, ...]) -> Affine:
    """A place of one axis of `ops.lattice`: a start, and a step for each axis of the result.

    >>> on_lattice(identity((2, 3)), 1, (2, 1))
    Affine(constant=1, steps=((0, 2), (1, 1)))
    """
    place = Affine(start)
    for each, step in zip(index, steps, strict=True):
        place = place.plus(each.times(step))
    return place


def _sliced(shape: tuple[int, ...], key: tuple, index: Index) -> Index:
    places = iter(index)
    found: list[Affine] = []
    for part in key:
        if part == "new":
            next(places)
            continue
        n = shape[len(found)]
        if isinstance(part, tuple):
            start, _, step = slice(*part).indices(n)
            found.append(Affine(start).plus(next(places).times(step)))
        else:
            found.append(Affine(int(part) % n))
    return (*found, *places)


def _reshaped(before: tuple[int, ...], after: tuple[int, ...], index: Index) -> Index | None:
    """Axes may be split or gain and lose ones; joined axes are no affine map."""
    found: list[Affine] = []
    place = 0
    for n in before:
        joined, size = ZERO, 1
        while size < n:
            if place == len(after) or n % (size * after[place]):
                return None
            joined = joined.times(after[place]).plus(index[place])
            size *= after[place]
            place += 1
        found.append(joined)
        while place < len(after) and after[place] == 1:
            place += 1
    return tuple(found) if place == len(after) or prod(after[place:]) == 1 else None

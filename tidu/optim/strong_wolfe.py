"""The line search of L-BFGS: how far to go along a direction (strong Wolfe conditions)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

FALL, FLATNESS = 1e-4, 0.9  # of the slope at the start: the least fall, the largest slope left
LEAST_CHANGE = 1e-9


@dataclass(frozen=True)
class Point:
    """`size` along the direction: the loss, its gradient [numbers], and its slope there."""

    size: Any
    loss: float
    gradient: np.ndarray
    slope: Any

    def fell(self, start: Point) -> bool:
        """Whether the loss is as low as the slope at the start asks for."""
        return not self.loss > start.loss + FALL * self.size * start.slope

    def is_flat(self, start: Point) -> bool:
        """Whether little slope is left."""
        return bool(abs(self.slope) <= -FLATNESS * start.slope)


Look = Callable[[Any], Point]


def strong_wolfe(look: Look, start: Point, size: Any, longest: Any, most: int) -> tuple[Point, int]:
    """The point to go to, found in at most `most` + 1 looks, and the number of looks.

    `look(size)` gives the point there, `size` is where to look first, `longest` the largest
    number of the direction. Nocedal and Wright, Numerical Optimization, algorithms 3.5, 3.6, as
    PyTorch has them.

    >>> def look(size):
    ...     return Point(size, (size - 2.0) ** 2, np.zeros(1), np.float64(2 * (size - 2.0)))
    >>> point, looks = strong_wolfe(look, look(0.0), 0.1, 1.0, 25)
    >>> float(point.size), looks
    (1.0, 2)
    """
    ends, looks, found = bracket(look, start, size, most)
    low = 0 if ends[0].loss <= ends[-1].loss else 1
    stuck = False
    while not found and looks <= most:
        if abs(ends[1].size - ends[0].size) * longest < LEAST_CHANGE:
            break
        size, stuck = inside(cubic(ends[0], ends[1]), ends, stuck)
        new = look(size)
        looks += 1
        if not new.fell(start) or new.loss >= ends[low].loss:
            ends[1 - low] = new
            low = 0 if ends[0].loss <= ends[1].loss else 1
            continue
        found = new.is_flat(start)
        if not found and new.slope * (ends[1 - low].size - ends[low].size) >= 0:
            ends[1 - low] = ends[low]
        ends[low] = new
    return ends[low], looks


def bracket(look: Look, start: Point, size: Any, most: int) -> tuple[list[Point], int, bool]:
    """Two points with the one sought between them (or that one), the looks, and whether it is found."""
    before, new, looks = start, look(size), 1
    while looks <= most:
        if not new.fell(start) or (looks > 2 and new.loss >= before.loss):
            return [before, new], looks, False
        if new.is_flat(start):
            return [new], looks, True
        if new.slope >= 0:
            return [before, new], looks, False
        nearest, farthest = new.size + 0.01 * (new.size - before.size), new.size * 10
        before, new = new, look(cubic(before, new, (nearest, farthest)))
        looks += 1
    return [start, new], looks, False


def inside(size: Any, ends: list[Point], stuck: bool) -> tuple[Any, bool]:
    """`size`, moved away from an end that it comes too close to twice; whether it came close now."""
    low, high = min(point.size for point in ends), max(point.size for point in ends)
    margin = 0.1 * (high - low)
    if not min(high - size, size - low) < margin:
        return size, False
    if not (stuck or size >= high or size <= low):
        return size, True
    return (high - margin if abs(size - high) < abs(size - low) else low + margin), False


def cubic(a: Point, b: Point, bounds: tuple[Any, Any] | None = None) -> Any:
    """Where the cubic through two losses with their slopes is lowest, within `bounds` (default: between).

    >>> a = Point(0.0, 1.0, np.zeros(1), np.float64(-2.0))
    >>> b = Point(3.0, 4.0, np.zeros(1), np.float64(4.0))
    >>> float(cubic(a, b))
    1.0
    """
    low, high = bounds or sorted((a.size, b.size))
    first = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.size - b.size)
    square = first**2 - a.slope * b.slope
    if not square >= 0:
        return (low + high) / 2.0
    root = np.sqrt(square)
    if a.size > b.size:
        a, b = b, a
    share = (b.slope + root - first) / (b.slope - a.slope + 2 * root)
    return min(max(b.size - (b.size - a.size) * share, low), high)

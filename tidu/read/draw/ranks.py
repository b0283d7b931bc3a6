"""Rows of a drawing: every box stands below what it was computed from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(eq=False)
class Spot:
    """A place in a row: that of box number `box`, or where an arrow of it passes by (`passing`).

    `above` and `below` are the spots in the neighbouring rows that arrows connect it to; `trunk_above`
    and `trunk_below` those that it should stand exactly in line with.
    """

    box: int
    row: int
    width: float = 0.0
    passing: bool = False
    above: list[Spot] = field(default_factory=list)
    below: list[Spot] = field(default_factory=list)
    trunk_above: Spot | None = None
    trunk_below: Spot | None = None
    at: int = 0  # its number in the row
    x: float = 0.0


def ranked(count: int, arrows: Sequence[tuple[int, int]]) -> list[int]:
    """The row of each box, for arrows from lower to higher numbers.

    A box stands as high as it can, if not more arrows leave it than come from elsewhere to it:
    then it stands as low as it can. So a weight stands right above the product that it enters.

    >>> ranked(4, [(0, 2), (2, 3), (1, 3)])
    [0, 1, 1, 2]
    """
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for start, end in arrows:
        above[end].append(start)
        below[start].append(end)
    rows = [0] * count
    for box in range(count):
        rows[box] = max((rows[x] + 1 for x in above[box]), default=0)
    free = [True] * count
    for box in range(count):  # what hangs on nothing that others use comes along
        free[box] = all(free[x] and len(below[x]) == 1 for x in above[box])
    for box in reversed(range(count)):
        held = sum(not (free[x] and len(below[x]) == 1) for x in above[box])
        if below[box] and len(below[box]) >= held:
            rows[box] = min(rows[x] for x in below[box]) - 1
    return _without_gaps(rows)


def _without_gaps(rows: list[int]) -> list[int]:
    numbers = {row: number for number, row in enumerate(sorted(set(rows)))}
    return [numbers[row] for row in rows]


def spots_of(
    widths: Sequence[float],
    arrows: Sequence[tuple[int, int]],
    passing: float,
    started: Sequence[int] | None = None,
) -> tuple[list[list[Spot]], list[Spot], dict[tuple[int, int], list[Spot]]]:
    """The rows of spots, the spot of each box, and the spots that each arrow goes through.

    Arrows from one box share their way until they part, as one bundle. `started` says how long a
    history a box without arrows into it has: see `trunks`.
    """
    levels = ranked(len(widths), arrows)
    rows: list[list[Spot]] = [[] for _ in range(max(levels, default=-1) + 1)]
    own = [Spot(box, row, widths[box]) for box, row in enumerate(levels)]
    bundles: dict[tuple[int, int], Spot] = {}
    ways: dict[tuple[int, int], list[Spot]] = {}
    for spot in own:
        rows[spot.row].append(spot)
    for start, end in arrows:
        way = [own[start]]
        for row in range(levels[start] + 1, levels[end]):
            if (start, row) not in bundles:
                bundles[start, row] = made = Spot(start, row, passing, True)
                rows[row].append(made)
                _join(way[-1], made)
            way.append(bundles[start, row])
        _join(way[-1], own[end])
        ways[start, end] = [*way, own[end]]
    for start, end in trunks(len(widths), arrows, started or [0] * len(widths)):
        for upper, lower in pairwise(ways[start, end]):
            upper.trunk_below, lower.trunk_above = lower, upper
    return rows, own, ways


def _join(upper: Spot, lower: Spot) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


def trunks(
    count: int, arrows: Sequence[tuple[int, int]], started: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """The arrows that should be straight: from the longest history to what goes on longest.

    Where two are equally long there is none, and both bend alike.

    >>> list(trunks(4, [(0, 2), (1, 2), (2, 3)], [1, 0, 0, 0]))
    [(0, 2), (2, 3)]
    """
    above: list[list[int]] = [[] for _ in range(count)]
    heirs: list[list[int]] = [[] for _ in range(count)]
    history, future = list(started), [0] * count
    for start, end in sorted(arrows, key=lambda arrow: arrow[1]):
        above[end].append(start)
        history[end] = max(history[end], history[start] + 1)
    for start, end in sorted(arrows, reverse=True):
        future[start] = max(future[start], future[end] + 1)
    for box in range(count):
        first = _longest(above[box], history)
        if first is not None:
            heirs[first].append(box)
    for box in range(count):
        heir = _longest(heirs[box], future)
        if heir is not None:
            yield box, heir


def _longest(boxes: list[int], lengths: Sequence[int]) -> int | None:
    """The one that is longer than every other."""
    top = max((lengths[box] for box in boxes), default=0)
    longest = [box for box in boxes if lengths[box] == top]
    return longest[0] if len(longest) == 1 else None

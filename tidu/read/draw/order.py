"""The order within rows that makes few arrows cross: sweeps by medians, then exchanges of neighbours.

Source: Gansner, Koutsofios, North and Vo, "A technique for drawing directed graphs", 1993, section 3.
"""

from __future__ import annotations

from bisect import bisect_right, insort

from tidu.read.draw.ranks import Spot

SWEEPS, ROUNDS = 24, 6
"""Sweeps at most, and rounds of exchanges after each."""
WORK = 20_000
"""Spots that all sweeps go through together: a huge drawing gets fewer of them."""


def ordered(rows: list[list[Spot]]) -> list[list[Spot]]:
    """The rows, each in the best order that was found; spots know their numbers.

    >>> a, b, c, d = Spot(0, 0), Spot(1, 0), Spot(2, 1), Spot(3, 1)
    >>> for upper, lower in ((a, d), (b, c)):
    ...     upper.below.append(lower); lower.above.append(upper)
    >>> crossings(ordered([[a, b], [c, d]]))
    0
    """
    rows = _first(rows)
    best, fewest = [list(row) for row in rows], crossings(rows)
    for sweep in range(min(SWEEPS, max(2, WORK // max(1, sum(map(len, rows)))))):
        if not fewest:
            break
        down = sweep % 2 == 0
        for row in rows[1:] if down else rows[-2::-1]:
            _by_medians(row, down)
        _exchange(rows)
        count = crossings(rows)
        if count < fewest:
            best, fewest = [list(row) for row in rows], count
    for row in best:
        number(row)
    return best


def number(row: list[Spot]) -> None:
    """Tells each spot its place in the row."""
    for at, spot in enumerate(row):
        spot.at = at


def _first(rows: list[list[Spot]]) -> list[list[Spot]]:
    """The order in which a walk from the results upward meets them: what belongs together is together."""
    made: list[list[Spot]] = [[] for _ in rows]
    seen: set[Spot] = set()
    ends = [spot for row in reversed(rows) for spot in row if not spot.below]
    waiting = ends[::-1]
    while waiting:
        spot = waiting.pop()
        if spot in seen:
            continue
        seen.add(spot)
        made[spot.row].append(spot)
        waiting += spot.above[::-1]
    for row in made:
        number(row)
    return made


def _by_medians(row: list[Spot], down: bool) -> None:
    """Sorts a row by the medians of its neighbours; spots without any stay where they are."""
    keyed = [(spot, _median([x.at for x in (spot.above if down else spot.below)])) for spot in row]
    moving = iter(sorted((pair for pair in keyed if pair[1] >= 0), key=lambda pair: pair[1]))
    row[:] = [next(moving)[0] if middle >= 0 else spot for spot, middle in keyed]
    number(row)


def _median(places: list[int]) -> float:
    """The middle place, weighted to the denser side where there are two; -1 without any."""
    places.sort()
    count, half = len(places), len(places) // 2
    if not count:
        return -1.0
    if count % 2:
        return places[half]
    if count == 2:
        return (places[0] + places[1]) / 2
    left, right = places[half - 1] - places[0], places[-1] - places[half]
    if left + right == 0:
        return (places[half - 1] + places[half]) / 2
    return (places[half - 1] * right + places[half] * left) / (left + right)


def _exchange(rows: list[list[Spot]]) -> None:
    """Exchanges neighbours where that undoes crossings."""
    for _ in range(ROUNDS):
        better = False
        for row in rows:
            for at in range(len(row) - 1):
                left, right = row[at], row[at + 1]
                if _between(left, right) > _between(right, left):
                    row[at], row[at + 1] = right, left
                    left.at, right.at = at + 1, at
                    better = True
        if not better:
            return


def _between(left: Spot, right: Spot) -> int:
    """The crossings of two neighbours' arrows, with `left` on the left."""
    return sum(
        sum(a.at > b.at for a in ours for b in theirs)
        for ours, theirs in ((left.above, right.above), (left.below, right.below))
    )


def crossings(rows: list[list[Spot]]) -> int:
    """How many pairs of arrows cross, between all neighbouring rows."""
    total = 0
    for row in rows:
        ends: list[int] = []
        for spot in row:
            places = sorted(x.at for x in spot.below)
            total += sum(len(ends) - bisect_right(ends, at) for at in places)
            for at in places:
                insort(ends, at)
    return total

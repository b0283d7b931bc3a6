"""Across: four leanings, each of which puts chains of boxes exactly below each other; the middle is taken.

Source: Brandes and Köpf, "Fast and simple horizontal coordinate assignment", 2002, with the blocks
placed by longest paths between them (as dagre does), which the erratum of 2020 has no quarrel with.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tidu.read.draw.ranks import Spot

APART, APART_PASSING = 26.0, 12.0
"""Points between two boxes, and around an arrow that passes by."""


def place_across(rows: list[list[Spot]]) -> None:
    """Gives every spot its x, the middle of it, from 0 on.

    >>> a, b, c = Spot(0, 0, 40.0), Spot(1, 1, 60.0), Spot(2, 1, 60.0)
    >>> for lower in (b, c):
    ...     a.below.append(lower); lower.above.append(a)
    >>> c.at = 1
    >>> place_across([[a], [b, c]])
    >>> a.x, b.x, c.x
    (73.0, 30.0, 116.0)
    """
    marked = _disturbing(rows)
    four = [
        _leaning(rows, marked, upward, leftward) for upward in (False, True) for leftward in (False, True)
    ]
    _align_to_narrowest(four)
    for row in rows:
        for spot in row:
            xs = sorted(each[spot] for each in four)
            spot.x = (xs[1] + xs[2]) / 2
    _draw_in(rows)
    first = min((spot.x - spot.width / 2 for row in rows for spot in row), default=0.0)
    for row in rows:
        for spot in row:
            spot.x = round(spot.x - first, 2)


def gap(left: Spot, right: Spot) -> float:
    """The distance that the middles of two neighbours need."""
    between = APART_PASSING if left.passing or right.passing else APART
    return (left.width + right.width) / 2 + between


def _disturbing(rows: list[list[Spot]]) -> set[tuple[Spot, Spot]]:
    """The arrows that cross a passing one: they give way, so that passing arrows stay straight."""
    marked = set()
    for upper, lower in itertools.pairwise(rows):
        left, done = 0, 0
        for at, spot in enumerate(lower):
            above = next((x for x in spot.above if x.passing), None) if spot.passing else None
            if above is None and at != len(lower) - 1:
                continue
            right = above.at if above is not None else len(upper) - 1
            for each in lower[done : at + 1]:
                marked |= {
                    (x, each)
                    for x in each.above
                    if not left <= x.at <= right and not (x.passing and each.passing)
                }
            left, done = right, at + 1
    return marked


def _leaning(
    rows: list[list[Spot]], marked: set[tuple[Spot, Spot]], upward: bool, leftward: bool
) -> dict[Spot, float]:
    """One of the four placings: aligned with the row above or below, packed from the left or right."""
    turned = [row[::-1] if leftward else row for row in (rows[::-1] if upward else rows)]
    blocks = _blocks(turned, marked, upward, leftward)
    x = _packed(turned, blocks)
    return {spot: -at for spot, at in x.items()} if leftward else x


def _blocks(
    rows: list[list[Spot]], marked: set[tuple[Spot, Spot]], upward: bool, leftward: bool
) -> dict[Spot, Spot]:
    """Each spot's block, named by its first spot: what stands exactly below each other."""
    root = {spot: spot for row in rows for spot in row}
    taken: set[Spot] = set()  # already has one behind it
    sign = -1 if leftward else 1
    for row in rows:
        reached: float = float("-inf")
        for spot in row:
            joined = False
            for middle in _wanted(spot, upward, sign):
                pair = (spot, middle) if upward else (middle, spot)
                free = middle not in taken and sign * middle.at > reached
                if not joined and free and pair not in marked:
                    root[spot] = root[middle]
                    taken.add(middle)
                    reached, joined = sign * middle.at, True
    return root


def _wanted(spot: Spot, upward: bool, sign: int) -> list[Spot]:
    """What a spot would stand in line with: its trunk, else the middle ones of its neighbours."""
    trunk = spot.trunk_below if upward else spot.trunk_above
    if trunk is not None:
        return [trunk]
    near = sorted(spot.below if upward else spot.above, key=lambda x: sign * x.at)
    middles = near[(len(near) - 1) // 2 : len(near) // 2 + 1]
    return [x for x in middles if (x.trunk_above if upward else x.trunk_below) is None]


def _packed(rows: list[list[Spot]], root: dict[Spot, Spot]) -> dict[Spot, float]:
    """Blocks as far left as they can be, then as far right as leaves all others where they are."""
    before: dict[Spot, dict[Spot, float]] = {block: {} for block in root.values()}
    after: dict[Spot, dict[Spot, float]] = {block: {} for block in root.values()}
    for row in rows:
        for left, right in itertools.pairwise(row):
            one, other, apart = root[left], root[right], gap(left, right)
            before[other][one] = after[one][other] = max(apart, before[other].get(one, 0.0))
    x: dict[Spot, float] = {}
    line = list(_sorted(before))
    for block in line:
        x[block] = max((x[one] + apart for one, apart in before[block].items()), default=0.0)
    for block in reversed(line):
        room = min((x[other] - apart for other, apart in after[block].items()), default=x[block])
        x[block] = max(x[block], room)
    return {spot: x[block] for spot, block in root.items()}


def _sorted(before: dict[Spot, dict[Spot, float]]) -> Iterator[Spot]:
    """Blocks, those on the left first."""
    done: set[Spot] = set()
    for start in before:
        waiting = [start]
        while waiting:
            block = waiting[-1]
            missing = [each for each in before[block] if each not in done]
            if block in done or not missing:
                waiting.pop()
                if block not in done:
                    done.add(block)
                    yield block
            else:
                waiting += missing


def _align_to_narrowest(four: list[dict[Spot, float]]) -> None:
    """Moves the four placings so that each has an edge in common with the narrowest."""
    bounds = [
        (min(x - s.width / 2 for s, x in each.items()), max(x + s.width / 2 for s, x in each.items()))
        if each
        else (0.0, 0.0)
        for each in four
    ]
    low, high = min(bounds, key=lambda pair: pair[1] - pair[0])
    for number, each in enumerate(four):
        leftward = number % 2 == 1
        shift = high - bounds[number][1] if leftward else low - bounds[number][0]
        for spot in each:
            each[spot] += shift


def _draw_in(rows: list[list[Spot]], rounds: int = 4) -> None:
    """Moves what stands in one line nearer to what its arrows lead to, as far as there is room."""
    lines: dict[Spot, list[Spot]] = {}
    for row in rows:
        for spot in row:
            upper = spot.trunk_above or (spot.above[0] if spot.passing else None)
            joined = upper is not None and upper in lines and abs(upper.x - spot.x) < 0.01
            lines[spot] = lines[upper] if joined and upper is not None else []
            lines[spot].append(spot)
    each = list({id(line): line for line in lines.values()}.values())
    for turn in range(rounds):
        for line in each if turn % 2 else each[::-1]:
            inside = set(line)
            near = sorted(x.x for spot in line for x in (*spot.above, *spot.below) if x not in inside)
            if near:
                _move(rows, line, (near[(len(near) - 1) // 2] + near[len(near) // 2]) / 2)


def _move(rows: list[list[Spot]], line: list[Spot], target: float) -> None:
    """Puts a line at `target`, or as near as its neighbours in the rows let it."""
    low, high = float("-inf"), float("inf")
    for spot in line:
        row = rows[spot.row]
        if spot.at:
            low = max(low, row[spot.at - 1].x + gap(row[spot.at - 1], spot))
        if spot.at + 1 < len(row):
            high = min(high, row[spot.at + 1].x - gap(spot, row[spot.at + 1]))
    if low <= high:
        for spot in line:
            spot.x = min(max(target, low), high)

"""Whether two models are apart by chance; `tidu.tabular.gap` measures how far they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

FEWEST_ROWS = 6
"""Of fewer rows nothing follows: even if all of five agree, a coin does so once in sixteen throws of five."""
ERRORS = 2.0
"""Standard errors that chance may make of a difference, in nineteen cases of twenty; more of few rows."""
OPPOSED_ROWS, OPPOSED_SHARE = 0.05, 0.01
_NORMAL = 1.959964


class Gap(NamedTuple):
    """By how much the other model's loss is higher, in the `mean` over `rows`, and the standard `error`
    of that. `against`: how many of the rows show the opposite, `opposed`: their share of all
    differences. Of 0 rows how many there were is not known.
    """

    mean: float
    error: float
    rows: int = 0
    against: int = 0
    opposed: float = 1.0


def is_chance(gap: Sequence[Any]) -> bool:
    """Whether other rows of the same kind might have shown the opposite.

    By the mean and its standard error, as Student's t has it; but of heavy tails one row makes both
    large, however sure the others are: where hardly a row shows the opposite, and none of weight,
    it is no chance.

    >>> is_chance(Gap(1.0, 0.6)), is_chance(Gap(-1.0, 0.4)), is_chance(Gap(1.0, 0.6, 9, 0, 0.0))
    (True, False, False)
    """
    found = Gap(*gap)
    agreed = found.against <= OPPOSED_ROWS * found.rows and found.opposed <= OPPOSED_SHARE
    if found.rows >= FEWEST_ROWS and agreed:
        return False
    return abs(found.mean) <= _errors(found.rows) * found.error


def tells_nothing(gap: Sequence[Any]) -> bool:
    """Whether the rows are too few for any comparison.

    >>> tells_nothing(Gap(1.0, 0.1, 5)), tells_nothing(Gap(1.0, 0.1))
    (True, False)
    """
    return 0 < Gap(*gap).rows < FEWEST_ROWS


def _errors(rows: int) -> float:
    """The standard errors within which Student's t of so many rows lies in 19 of 20 cases, two at least
    (Abramowitz and Stegun, 26.7.5).

    >>> [round(_errors(rows), 2) for rows in (6, 10, 30, 1000)]
    [2.57, 2.26, 2.05, 2.0]
    """
    free, z = max(1, rows - 1) if rows else math.inf, _NORMAL
    first = (z**3 + z) / (4 * free)
    second = (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * free**3)
    return max(ERRORS, z + first + second + third)

"""How far two models are apart on the same rows; `tidu.tabular.verdict` judges by it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

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


def row_losses(task: str, actual: npt.ArrayLike, estimates: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """(N,) what each row adds to the metric that judges: its squared error, or minus the log of what its
    class was given.

    `actual`: (N,) numbers, or class indices; `estimates`: (N,) numbers, or (N, C) probabilities.

    >>> row_losses("regression", [1.0, 2.0], [1.0, 4.0])
    array([0., 4.])
    """
    if task == "regression":
        return np.square(np.ravel(estimates).astype(np.float64) - np.ravel(actual).astype(np.float64))
    labels, shares = np.asarray(actual, np.int64), np.asarray(estimates, np.float64)
    return -np.log(np.maximum(shares[np.arange(len(labels)), labels], np.finfo(np.float64).eps))


def further_losses(
    task: str, classes: int, losses: npt.NDArray[np.float64]
) -> dict[str, npt.NDArray[np.float64]]:
    """(N,) what each row adds to the metrics that follow from its loss, lower is better: its absolute
    error; of two classes whether it was wrong.

    >>> further_losses("regression", 0, np.array([4.0]))
    {'mae': array([2.])}
    """
    if task == "regression":
        return {"mae": np.sqrt(losses)}
    return {"accuracy": (losses >= np.log(2)).astype(np.float64)} if classes == 2 else {}


def gap_between(
    ours: npt.NDArray[np.float64],
    theirs: npt.NDArray[np.float64],
    groups: npt.NDArray[np.int64] | None = None,
) -> Gap:
    """The gap between two models, from their losses (N,) on the same rows, at least one.

    The rows are paired: what is hard for both cancels. Rows of one number in `groups` (N,) are copies,
    and count once. One row has no standard error; 0 stands for it.

    >>> gap_between(np.array([0.0, 1.0, 5.0]), np.array([1.0, 2.0, 6.0]))
    Gap(mean=1.0, error=0.0, rows=3, against=0, opposed=0.0)
    """
    found = theirs - ours
    mean, rows = float(found.mean()), len(found)
    beside = found - mean
    if groups is not None:
        own = np.unique(groups, return_inverse=True)[1].ravel()
        beside, found = np.bincount(own, beside), np.bincount(own, found)
    count = len(found)
    spread = float((beside**2).sum()) * count / max(1, count - 1)
    opposite = found * np.sign(mean) < 0
    whole = float(np.abs(found).sum())
    opposed = float(np.abs(found[opposite]).sum()) / whole if whole > 0 else 1.0
    return Gap(mean, spread**0.5 / rows, count, int(opposite.sum()), opposed)


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

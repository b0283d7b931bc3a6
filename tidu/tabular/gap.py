"""How far two models are apart on the same rows; `tidu.tabular.verdict` judges by it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tidu.tabular.chance import Gap


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

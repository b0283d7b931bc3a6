"""How far two models are apart on the same rows; `tidu.tabular.verdict` judges by it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Gap = tuple[float, float]
"""By how much the other model's loss is higher, in the mean over the rows, and the standard error of that."""


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


def gap_between(ours: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64]) -> Gap | None:
    """The gap between two models, from their losses (N,) on the same rows; `None` of fewer than two rows.

    The rows are paired: what is hard for both cancels.

    >>> gap_between(np.array([0.0, 1.0, 5.0]), np.array([1.0, 2.0, 6.0]))
    (1.0, 0.0)
    """
    if len(ours) < 2:
        return None
    found = theirs - ours
    return float(found.mean()), float(found.std(ddof=1) / np.sqrt(len(found)))

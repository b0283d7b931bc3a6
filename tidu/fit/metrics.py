"""How good predictions are, from NumPy arrays, in float64.

The numbers are those of scikit-learn's functions of the same names. A metric that is not
defined for the rows at hand (R2 of a constant, AUC of one class) is `None`, never a guess.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tidu.text import say

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


def regression_metrics(actual: npt.ArrayLike, predicted: npt.ArrayLike) -> dict[str, Any]:
    """Root mean squared error, mean absolute error (both in the target's unit) and R2.

    Both of shape (N,) or (N, 1), N >= 1. R2 is `None` when `actual` is constant.

    >>> regression_metrics([1.0, 2.0, 3.0], [1.0, 2.0, 4.0])
    {'rmse': 0.577..., 'mae': 0.333..., 'r2': 0.5}
    """
    actual, predicted = _column(actual), _column(predicted)
    _same_length(actual, predicted)
    error = predicted - actual
    spread = np.square(actual - actual.mean()).sum()
    return {
        "rmse": float(np.sqrt(np.square(error).mean())),
        "mae": float(np.abs(error).mean()),
        "r2": float(1 - np.square(error).sum() / spread) if np.ptp(actual) > 0 else None,
    }


def classification_metrics(labels: npt.ArrayLike, probabilities: npt.ArrayLike) -> dict[str, Any]:
    """Accuracy, log-loss (nats) and the area under the ROC curve.

    `labels`: class indices (N,), N >= 1; `probabilities`: (N,) of class 1, or (N, C).
    With more than two classes the AUC is the mean over one-against-the-rest.

    >>> classification_metrics([0, 1, 1], [0.2, 0.6, 0.4])
    {'accuracy': 0.666..., 'log_loss': 0.550..., 'auc': 1.0}
    """
    table = _table(probabilities)
    labels = _labels(labels, table.shape[1])
    _same_length(labels, table)
    own = table[np.arange(len(labels)), labels]
    return {
        "accuracy": float((table.argmax(1) == labels).mean()),
        "log_loss": float(-np.log(np.maximum(own, np.finfo(np.float64).eps)).mean()),
        "auc": macro_auc(labels, table),
    }


def binary_auc(positive: npt.ArrayLike, scores: npt.ArrayLike) -> float | None:
    """The chance that a positive row scores above a negative one; a tie counts a half.

    `positive`: booleans (N,); `scores`: (N,). `None` unless both kinds of row occur.

    >>> binary_auc([False, True, True], [0.1, 0.1, 0.9])
    0.75
    """
    positive = np.asarray(positive, bool)
    ones = int(positive.sum())
    zeros = len(positive) - ones
    if ones == 0 or zeros == 0:
        return None
    # Mann and Whitney: the ranks of the positive rows, ties sharing their average rank.
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    above = ranks[place][positive].sum() - ones * (ones + 1) / 2
    return float(above / (ones * zeros))


def macro_auc(labels: Labels, probabilities: Floats) -> float | None:
    """Mean one-against-the-rest AUC over the classes that have rows on both sides.

    `labels`: (N,); `probabilities`: (N, C). For two classes it is the AUC of class 1.

    >>> macro_auc(np.array([0, 1, 2]), np.eye(3))
    1.0
    """
    classes = range(probabilities.shape[1]) if probabilities.shape[1] > 2 else (1,)
    each = [binary_auc(labels == k, probabilities[:, k]) for k in classes]
    defined = [area for area in each if area is not None]
    return float(np.mean(defined)) if defined else None


def confusion_matrix(labels: npt.ArrayLike, predicted: npt.ArrayLike, classes: int) -> Labels:
    """Counts of shape (classes, classes): row = actual class, column = predicted class.

    >>> confusion_matrix([0, 1, 1], [0, 1, 0], 2).tolist()
    [[1, 0], [1, 1]]
    """
    labels, predicted = _labels(labels, classes), _labels(predicted, classes)
    _same_length(labels, predicted)
    pairs = np.bincount(labels * classes + predicted, minlength=classes * classes)
    return pairs.reshape(classes, classes)


def _column(values: npt.ArrayLike) -> Floats:
    """(N,) or (N, 1) as float64 (N,)."""
    array = np.asarray(values, np.float64)
    return array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array


def _table(probabilities: npt.ArrayLike) -> Floats:
    """(N,) or (N, 1) of class 1, or (N, C), as float64 (N, C >= 2)."""
    array = np.asarray(probabilities, np.float64)
    if array.ndim == 2 and array.shape[1] > 1:
        return array
    ones = _column(array)
    return np.stack([1 - ones, ones], 1)


def _labels(labels: npt.ArrayLike, classes: int) -> Labels:
    """(N,) or (N, 1) class indices as int64 (N,), each checked to be in [0, classes)."""
    array = np.asarray(labels, np.int64)
    array = array[:, 0] if array.ndim == 2 and array.shape[1] == 1 else array
    if array.size and not 0 <= array.min() <= array.max() < classes:
        low, high = array.min(), array.max()
        raise ValueError(say("metrics.label_range", low=low, high=high, classes=classes))
    return array


def _same_length(first: npt.NDArray[Any], second: npt.NDArray[Any]) -> None:
    """Raise `ValueError` for shapes that do not belong together, or for no rows at all."""
    if first.ndim != 1 or first.shape[0] != second.shape[0] or second.ndim > 2:
        raise ValueError(say("metrics.shapes", first=first.shape, second=second.shape))
    if len(first) == 0:
        raise ValueError(say("metrics.no_rows"))

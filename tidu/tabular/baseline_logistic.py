"""Logistic regression, of two classes or more, by L-BFGS.

The strength of the penalty is chosen as the network's best epoch is: by log-loss on the
validation part, along a path from strong to weak that starts each fit where the last ended.
Without that part it is 1 / N per row, scikit-learn's default.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from tidu.tabular.baseline_matrix import Floats, Standard, slices

Labels = npt.NDArray[np.int64]
STRENGTHS = (10.0, 1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-5)
STEPS = 200
"""L-BFGS steps per strength; standardised columns seldom need a hundred."""


@dataclass(frozen=True)
class Logistic:
    """Fitted weights (D + 1, C) on standardised features, the last row the intercepts.

    >>> x = np.array([[0.0], [1.0], [2.0], [3.0]])
    >>> model = fit_logistic(x, np.array([0, 0, 1, 1]), classes=2)
    >>> model.predict(x).argmax(1)
    array([0, 0, 1, 1])
    """

    standard: Standard
    weights: Floats
    strength: float

    def predict(self, features: npt.NDArray[np.floating]) -> Floats:
        """Probabilities (N, C) for features (N, D)."""
        result = np.empty((len(features), self.weights.shape[1]))
        for rows in slices(features):
            scores = _scores(self.standard.apply(features[rows]), self.weights)
            result[rows] = np.exp(_log_softmax(scores))
        return result


def fit_logistic(
    features: npt.NDArray[np.floating],
    labels: Labels,
    classes: int,
    validation: tuple[npt.NDArray[np.floating], Labels] | None = None,
) -> Logistic:
    """Logistic regression of `labels` (N,) in [0, classes) on `features` (N, D).

    >>> fit_logistic(np.eye(3), np.array([0, 1, 2]), classes=3).strength
    0.333...
    """
    standard = Standard.of(features)
    table = standard.apply(features)
    weights = np.zeros((table.shape[1] + 1, classes))
    counts = np.bincount(labels, minlength=classes)
    weights[-1] = np.log((counts + 0.5) / (len(labels) + 0.5 * classes))
    if validation is None:
        strength = 1 / len(labels)
        return Logistic(standard, _descend(table, labels, weights, strength), strength)
    best, least = None, np.inf
    for strength in STRENGTHS:
        weights = _descend(table, labels, weights, strength)
        model = Logistic(standard, weights, strength)
        own = model.predict(validation[0])[np.arange(len(validation[1])), validation[1]]
        loss = -np.log(np.maximum(own, np.finfo(np.float64).eps)).mean()
        # Weaker penalties only overfit further, and take the longest.
        if best is not None and loss > least:
            break
        best, least = model, loss
    assert best is not None
    return best


def _descend(table: Floats, labels: Labels, start: Floats, strength: float) -> Floats:
    """The minimum of mean cross-entropy + strength / 2 * |weights|^2, intercepts left free."""
    rows = np.arange(len(labels))

    def value_and_gradient(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(start.shape)
        logarithms = _log_softmax(_scores(table, weights))
        loss = -logarithms[rows, labels].mean() + strength / 2 * np.square(weights[:-1]).sum()
        excess = np.exp(logarithms)
        excess[rows, labels] -= 1
        gradient = np.vstack([table.T @ excess, excess.sum(0)]) / len(labels)
        gradient[:-1] += strength * weights[:-1]
        return float(loss), gradient.ravel()

    options = {"maxiter": STEPS, "maxcor": 10, "gtol": 1e-6, "ftol": 1e-12}
    found = minimize(
        value_and_gradient, start.ravel(), jac=True, method="L-BFGS-B", options=options
    )
    return found.x.reshape(start.shape)


def _scores(table: Floats, weights: Floats) -> Floats:
    """(N, D) and (D + 1, C) to (N, C)."""
    return table @ weights[:-1] + weights[-1]


def _log_softmax(scores: Floats) -> Floats:
    """Row-wise logarithms of the probabilities, safe for scores of any size."""
    shifted = scores - scores.max(1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(1, keepdims=True))

"""Linear regression with a quadratic penalty, in closed form.

The strength is the one with the least squared error when each training row is left out in
turn. With the eigenvectors of the Gram matrix that error is exact for a whole grid of
strengths at once: a row's error is its residual / (1 - its leverage), no refitting.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tidu.tabular.baseline_matrix import Floats, Standard, slices

STRENGTHS = np.logspace(-6, 3, 28)
"""Penalty per row on coefficients of standardised columns; the least still tames copies."""


@dataclass(frozen=True)
class Ridge:
    """A fitted line: `intercept + standardised features @ coefficients` (D,).

    `leave_one_out` is the mean squared error of each of `STRENGTHS`, `strength` the best.

    >>> x = np.arange(6.0)[:, None]
    >>> fit_ridge(x, 2 * x[:, 0]).predict(np.array([[10.0]])).round(3)
    array([20.])
    """

    standard: Standard
    coefficients: Floats
    intercept: float
    strength: float
    leave_one_out: Floats

    def predict(self, features: npt.NDArray[np.floating]) -> Floats:
        """Predictions (N,) for features (N, D)."""
        result = np.empty(len(features))
        for rows in slices(features):
            result[rows] = self.standard.apply(features[rows]) @ self.coefficients
        return result + self.intercept


def fit_ridge(features: npt.NDArray[np.floating], target: Floats) -> Ridge:
    """The ridge regression of `target` (N,) on `features` (N, D), strength by leave-one-out.

    Costs N D min(N, D) and, beyond the features, memory for a square of min(N, D).

    >>> fit_ridge(np.ones((4, 2)), np.arange(4.0)).predict(np.ones((1, 2)))
    array([1.5])
    """
    standard = Standard.of(features)
    intercept = float(target.mean())
    centred = target - intercept
    values, vectors = _spectrum(standard, features)
    product = np.zeros(features.shape[1])
    for rows in slices(features):
        product += standard.apply(features[rows]).T @ centred[rows]
    shrunk = 1 / (values[:, None] + len(features) * STRENGTHS)
    turned = (vectors.T @ product)[:, None] * shrunk
    errors = _leave_one_out(standard, features, centred, vectors, shrunk, turned)
    best = int(errors.argmin())
    strength = float(STRENGTHS[best])
    return Ridge(standard, vectors @ turned[:, best], intercept, strength, errors)


def _spectrum(standard: Standard, features: npt.NDArray[np.floating]) -> tuple[Floats, Floats]:
    """Eigenvalues (R,) and eigenvectors (D, R) of the Gram matrix, by its smaller side."""
    count, width = features.shape
    if width <= count:
        gram = np.zeros((width, width))
        for rows in slices(features):
            block = standard.apply(features[rows])
            gram += block.T @ block
        values, vectors = np.linalg.eigh(gram)
        return values.clip(0), vectors
    table = standard.apply(features)
    values, sides = np.linalg.eigh(table @ table.T)
    kept = values > values.max(initial=0) * 1e-12
    return values[kept], table.T @ sides[:, kept] / np.sqrt(values[kept])


def _leave_one_out(
    standard: Standard,
    features: npt.NDArray[np.floating],
    centred: Floats,
    vectors: Floats,
    shrunk: Floats,
    turned: Floats,
) -> Floats:
    """Mean squared leave-one-out error of every strength (A,)."""
    count = len(features)
    total = np.zeros(shrunk.shape[1])
    for rows in slices(features):
        table = standard.apply(features[rows]) @ vectors
        leverage = 1 / count + np.square(table) @ shrunk
        residual = centred[rows, None] - table @ turned
        total += np.square(residual / np.maximum(1 - leverage, 1e-12)).sum(0)
    return total / count

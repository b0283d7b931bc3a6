"""A feature matrix seen in standardised float64 blocks, so that its size never matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
BLOCK = 1 << 20
"""Cells of a block: 8 MB, which stays in the processor's cache."""


@dataclass(frozen=True)
class Standard:
    """Mean and spread of every column of the training part, each of shape (D,).

    A constant column has spread 1 here, and so becomes zeros.

    >>> Standard.of(np.array([[1.0, 5.0], [3.0, 5.0]])).apply(np.array([[3.0, 5.0]]))
    array([[1., 0.]])
    """

    mean: Floats
    spread: Floats

    @classmethod
    def of(cls, features: npt.NDArray[np.floating]) -> Standard:
        """The means and spreads of `features` (N, D), N >= 1."""
        mean = features.mean(0, dtype=np.float64)
        squares = np.zeros_like(mean)
        for rows in slices(features):
            squares += np.square(features[rows] - mean).sum(0)
        spread = np.sqrt(squares / len(features))
        constant = spread <= 1e-9 * np.maximum(np.abs(mean), 1e-300)
        return cls(mean, np.where(constant, 1.0, spread))

    def apply(self, features: npt.NDArray[np.floating]) -> Floats:
        """`features` (N, D) with the training part's mean 0 and spread 1."""
        return (features - self.mean) / self.spread


def slices(features: npt.NDArray[np.floating]) -> Iterator[slice]:
    """Row ranges that cut (N, D) `features` into blocks of about `BLOCK` cells.

    >>> [s.stop - s.start for s in slices(np.empty((3, 0)))]
    [3]
    """
    step = max(1, BLOCK // max(1, features.shape[1]))
    for start in range(0, len(features), step):
        yield slice(start, min(start + step, len(features)))


def some_rows(
    features: npt.NDArray[np.floating], targets: npt.NDArray[np.generic], limit: int, seed: int
) -> tuple[npt.NDArray[np.floating], npt.NDArray[np.generic]]:
    """At most `limit` rows, drawn without return, in their order.

    >>> some_rows(np.eye(9), np.arange(9), limit=2, seed=0)[0].shape
    (2, 9)
    """
    if len(features) <= limit:
        return features, targets
    chosen = np.sort(np.random.default_rng(seed).choice(len(features), limit, replace=False))
    return features[chosen], targets[chosen]

"""The numbers of a training that follow from the rows, unless a person chooses them.

Tuned on 33 tables (60 to 20,000 rows) against scikit-learn's multi-layer perceptron, which had
the validation rows to learn from as well; `benchmarks/tabular.py` repeats a part of it. RMSE was
20 % below it on average with five networks, 15 % with one; 10,000 steps in place of 6000 would
be worth another 2 % and two thirds more time.
"""

from __future__ import annotations

import math

import numpy as np

MEMBERS, MOST_ROWS_FOR_MEMBERS = 5, 20_000
LEAST_BATCH, MOST_BATCH, BATCHES = 16, 256, 40
STEPS, LEAST_EPOCHS, MOST_EPOCHS = 6000, 40, 300
PATIENCE = 60
LARGE, LARGE_BATCH, LARGE_PATIENCE = 100_000, 1024, 5
LARGE_STEPS, LEAST_LARGE_EPOCHS, MOST_LARGE_EPOCHS = 10_000, 5, 40
LOGARITHM_SKEWNESS = 1.0
RATES = {"mlp": 0.003, "linear": 0.01}
"""Learning rate by model, for AdamW."""


def members_for(rows: int) -> int:
    """How many networks are averaged: five while rows are few and time is short, else one.

    >>> members_for(300), members_for(1_000_000)
    (5, 1)
    """
    return MEMBERS if rows <= MOST_ROWS_FOR_MEMBERS else 1


def batch_for(rows: int) -> int:
    """Rows per step: the power of two nearest a fortieth of the training rows, 16 to 256; 1024
    where rows are many.

    >>> batch_for(230), batch_for(2700), batch_for(10**6)
    (16, 64, 1024)
    """
    if rows > LARGE:
        return LARGE_BATCH
    exact = max(1.0, rows / BATCHES)
    return int(min(MOST_BATCH, max(LEAST_BATCH, 2 ** round(math.log2(exact)))))


def epochs_for(rows: int, batch: int) -> int:
    """Passes over the training rows: about 6000 steps in all, 40 to 300 passes; where rows are
    many, about 10,000 steps and 5 to 40 passes.

    >>> epochs_for(230, 16), epochs_for(2700, 64), epochs_for(10**6, 1024)
    (300, 143, 11)
    """
    steps = max(1, rows // batch)
    if rows > LARGE:
        return min(MOST_LARGE_EPOCHS, max(LEAST_LARGE_EPOCHS, math.ceil(LARGE_STEPS / steps)))
    return min(MOST_EPOCHS, max(LEAST_EPOCHS, math.ceil(STEPS / steps)))


def patience_for(rows: int) -> int:
    """Epochs without a better validation loss after which a network stops.

    >>> patience_for(1000), patience_for(10**6)
    (60, 5)
    """
    return PATIENCE if rows <= LARGE else LARGE_PATIENCE


def leaves_rest(rows: int, batch: int) -> bool:
    """Whether the last, short batch of an epoch is left out: when it has less than half its rows.

    >>> leaves_rest(100, 16), leaves_rest(110, 16), leaves_rest(5, 16)
    (True, False, False)
    """
    return rows >= batch and rows % batch < batch / 2


def wants_logarithm(values: np.ndarray) -> bool:
    """Whether a target ([rows], finite) is learned better as its logarithm: it is above 0, has a
    long tail, and its logarithm leans less.

    >>> wants_logarithm(np.exp(np.linspace(0, 9, 50))), wants_logarithm(np.arange(1.0, 9.0))
    (True, False)
    """
    if not values.size or values.min() <= 0:
        return False
    lean = skewness(values)
    return lean > LOGARITHM_SKEWNESS and abs(skewness(np.log(values))) < lean


def smear_for(actual: np.ndarray, decoded: np.ndarray) -> float:
    """By what a prediction through the logarithm falls short of the mean, on held-out rows.

    >>> smear_for(np.array([2.0, 4.0]), np.array([2.0, 3.0])), smear_for(np.array([9.0]), np.array([1.0]))
    (1.2, 1.5)
    """
    return float(np.clip(actual.sum() / decoded.sum(), 2 / 3, 1.5))


def skewness(values: np.ndarray) -> float:
    """The mean cube of the standardised values; 0 for a constant.

    >>> skewness(np.array([0.0, 0.0, 3.0])).__round__(3)
    0.707
    """
    centred = (values - values.mean()) / (np.abs(values).max() or 1.0)
    spread = centred.std()
    return float(((centred / spread) ** 3).mean()) if spread > 1e-12 else 0.0

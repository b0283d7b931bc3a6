"""The numbers of a training that follow from the number of rows, unless a person chooses them."""

from __future__ import annotations

import math

import numpy as np

MEMBERS, MOST_ROWS_FOR_MEMBERS = 5, 20_000
LEAST_BATCH, MOST_BATCH, BATCHES = 16, 256, 40
STEPS, LEAST_EPOCHS, MOST_EPOCHS = 5000, 40, 300
LOGARITHM_SKEWNESS = 1.0


def members_for(rows: int) -> int:
    """How many networks are averaged: five while rows are few and time is short, else one.

    >>> members_for(300), members_for(1_000_000)
    (5, 1)
    """
    return MEMBERS if rows <= MOST_ROWS_FOR_MEMBERS else 1


def batch_for(rows: int) -> int:
    """Rows per step: the power of two nearest a fortieth of the training rows, 16 to 256.

    >>> batch_for(230), batch_for(2700), batch_for(10**6)
    (16, 64, 256)
    """
    exact = max(1.0, rows / BATCHES)
    return int(min(MOST_BATCH, max(LEAST_BATCH, 2 ** round(math.log2(exact)))))


def epochs_for(rows: int, batch: int) -> int:
    """Passes over the training rows: about 5000 steps in all, 40 to 300 passes.

    >>> epochs_for(230, 16), epochs_for(2700, 64), epochs_for(10**6, 256)
    (300, 117, 40)
    """
    steps = math.ceil(rows / batch)
    return min(MOST_EPOCHS, max(LEAST_EPOCHS, math.ceil(STEPS / steps)))


def wants_logarithm(values: np.ndarray) -> bool:
    """Whether a target ([rows], finite) is learned better as its logarithm: all above 0, long tail.

    >>> wants_logarithm(np.array([1.0, 2.0, 100.0])), wants_logarithm(np.array([1.0, 2.0, 3.0]))
    (False, False)
    """
    if values.size < 3 or values.min() <= 0 or values.std() == 0:
        return False
    standard = (values - values.mean()) / values.std()
    return bool((standard**3).mean() > LOGARITHM_SKEWNESS)

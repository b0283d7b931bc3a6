"""Permutations and categories from numbers already drawn; PyTorch's algorithms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from tidu.text import say

MANY = 5000  # from here on a plain loop costs more than a millisecond


@cache
def row_exchanger() -> Callable[..., np.ndarray]:
    """LAPACK's row interchanges; opening SciPy for it takes longer than importing Tidu."""
    from scipy.linalg import get_lapack_funcs

    return get_lapack_funcs(("laswp",), dtype=np.float64)[0]


def exchanged(n: int, partners: np.ndarray) -> np.ndarray:
    """The integers below `n`, int64 [n], after exchanging place i with `partners[i]` in order.

    Each exchange depends on those before it, so it is a loop: LAPACK's row interchanges.

    >>> exchanged(3, np.array([2, 2]))
    array([2, 0, 1])
    """
    order = np.arange(n)
    if not partners.size:
        return order
    if n < MANY:
        places = order.tolist()
        for i, partner in enumerate(partners.tolist()):
            places[i], places[partner] = places[partner], places[i]
        return np.array(places)
    # Interchanging moves bits and never computes, so the integers may pose as floats.
    rows = order.view(np.float64)[:, None]
    return row_exchanger()(rows, partners.astype(np.int32), overwrite_a=True)[:, 0].view(np.int64)


def categories_of(probabilities: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """For each uniform draw the category whose share of [0, 1) it falls into.

    `probabilities` [rows, categories], `draws` [rows, n] float64; int64 [rows, n].

    >>> categories_of(np.array([[1.0, 3.0]]), np.array([[0.2, 0.3]]))
    array([[0, 1]])
    """
    ends = np.cumsum(probabilities, axis=1)
    ends /= ends[:, -1:]
    drawn = np.empty(draws.shape, np.int64)
    for row, row_ends, row_draws in zip(drawn, ends, draws, strict=True):
        row[:] = np.searchsorted(row_ends, row_draws)
    return drawn


def check_multinomial(probabilities: np.ndarray, n: int, replacement: bool) -> None:
    """RuntimeError where `torch.multinomial` raises it.

    >>> check_multinomial(np.array([0.5, 0.5]), 2, replacement=False)
    """
    if probabilities.ndim not in (1, 2):
        raise RuntimeError(say("stream.multinomial_dim", dim=probabilities.ndim))
    if probabilities.dtype.kind != "f":
        raise RuntimeError(say("stream.real", operation="multinomial", dtype=probabilities.dtype))
    categories = probabilities.shape[-1]
    if n <= 0 or categories == 0:
        raise RuntimeError(say("stream.multinomial_empty", n=n, categories=categories))
    if n > categories and not replacement:
        raise RuntimeError(say("stream.multinomial_count", n=n, categories=categories))
    if not np.all((probabilities >= 0) & (probabilities < np.inf)):
        raise RuntimeError(say("stream.multinomial_values"))
    if np.any(probabilities.sum(axis=-1) == 0):
        raise RuntimeError(say("stream.multinomial_zero"))

"""The multiply-add of one rounding, which PyTorch's compiled kernels use."""

from __future__ import annotations

import numpy as np

# A float64's 53 bits rounded to the upper 26: the halves' products are then exact.
HALF, UPPER = np.int64(1 << 26), np.int64(-1 << 27)

Factor = np.ndarray | np.floating


def multiply_add(x: np.ndarray, factor: Factor, term: Factor) -> np.ndarray:
    """`x * factor + term` rounded once, all of float64, or else to float32.

    float32 goes through float64, where the product is exact. float64 carries the product's
    rounding error along (Dekker 1971, Knuth's two-sum). A tie in the wider sum can round
    twice, once in about 2**29 results of float32; otherwise it is the fused result, on every
    machine alike.

    >>> third = np.array([1 / 3])
    >>> multiply_add(third, np.float64(3), np.float64(-1)), third * 3 - 1
    (array([-5.55111512e-17]), array([0.]))
    """
    if x.dtype != np.float64:
        wide = np.multiply(x, factor, dtype=np.float64)
        wide += term
        return wide.astype(np.float32)
    product, product_error = _two_product(x, np.asarray(factor))
    total = product + term
    term_seen = total - product
    sum_error = (product - (total - term_seen)) + (term - term_seen)
    return total + (sum_error + product_error)


def _two_product(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`a * b` as the rounded product and its error."""
    a_high, b_high = _upper(a), _upper(b)
    a_low, b_low = a - a_high, b - b_high
    product = a * b
    error = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, error


def _upper(x: np.ndarray) -> np.ndarray:
    """`x` rounded to the upper 26 bits of its significand."""
    return ((x.view(np.int64) + HALF) & UPPER).view(np.float64)

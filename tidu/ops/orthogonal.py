"""The orthogonal polynomials of x, of a degree for each element, by their recurrences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tidu.core.forms import broadcast
from tidu.core.native import NoNative
from tidu.core.primitive import NotDifferentiable, declare
from tidu.core.samples import each


class Family(NamedTuple):
    """The polynomial of degree 1, and the one of degree k + 1 from those of degree k and k − 1."""

    first: Callable[[Any], Any]
    next: Callable[[Any, int, Any, Any], Any]


def _chebyshev(x, k, p, before):
    return 2.0 * x * p - before


FAMILIES = {
    "chebyshev_polynomial_t": Family(lambda x: x, _chebyshev),
    "chebyshev_polynomial_u": Family(lambda x: 2.0 * x, _chebyshev),
    "chebyshev_polynomial_v": Family(lambda x: 2.0 * x - 1.0, _chebyshev),
    "chebyshev_polynomial_w": Family(lambda x: 2.0 * x + 1.0, _chebyshev),
    "hermite_polynomial_h": Family(
        lambda x: 2.0 * x, lambda x, k, p, before: 2.0 * x * p - 2.0 * k * before
    ),
    "hermite_polynomial_he": Family(lambda x: x, lambda x, k, p, before: x * p - k * before),
    "laguerre_polynomial_l": Family(
        lambda x: 1.0 - x, lambda x, k, p, before: ((2 * k + 1 - x) * p - k * before) / (k + 1)
    ),
    "legendre_polynomial_p": Family(
        lambda x: x, lambda x, k, p, before: ((2 * k + 1) * x * p - k * before) / (k + 1)
    ),
}


def _polynomial(x, n, *, family):
    """In float64. The degree is cut to a whole number; below 0 the value is 0."""
    kind = next(operand.dtype for operand in (x, n) if hasattr(operand, "dtype"))
    x, degree = np.broadcast_arrays(np.asarray(x, "f8"), np.trunc(np.asarray(n, "f8")))
    name = family.removeprefix("shifted_")
    if name != family:
        x = 2.0 * x - 1.0
    before, p = np.ones_like(x), FAMILIES[name].first(x)
    made = np.where(degree < 0, 0.0, np.where(degree == 1, p, 1.0))
    highest = np.max(degree, where=np.isfinite(degree), initial=0.0)
    for k in range(1, int(highest)):
        before, p = p, FAMILIES[name].next(x, k, p, before)
        made = np.where(degree == k + 1, p, made)
    return made.astype(kind)


polynomial = declare(
    "polynomial", "x n", run=_polynomial, form=broadcast,
    grad=NotDifferentiable("PyTorch has no derivative of it either"),
    native=NoNative("how many steps it takes is a value among its operands"),
    samples=each(
        (((2, 3), np.array([0.0, 1.0, 4.0])), {"family": "legendre_polynomial_p"}),
        (((3,), 5.0), {"family": "shifted_chebyshev_polynomial_t"}),
    ),
    formula="polynomial(family, n, x)",
    sentence=("takes {family} of degree {n} at {x}", "取 {n} 次的 {family} 在 {x} 处的值"),
)  # fmt: skip

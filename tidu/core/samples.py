"""Sample operands for the table's tests: float64, away from kinks, small enough to difference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.primitive import Sample

Maker = Callable[[np.random.Generator], list[Sample]]


def unary(low: float = -2.0, high: float = 2.0, **params: Any) -> Maker:
    """One operand between `low` and `high`, as a scalar, a matrix and an empty vector."""

    def make(random: np.random.Generator) -> list[Sample]:
        shapes = ((), (2, 3), (0,))
        return [Sample((random.uniform(low, high, shape),), params) for shape in shapes]

    return make


def binary(low: float = -2.0, high: float = 2.0) -> Maker:
    """Two operands, in each of the ways that shapes can meet, and with a Python number."""

    def make(random: np.random.Generator) -> list[Sample]:
        pairs = (((2, 3), (2, 3)), ((2, 3), (3,)), ((2, 1), (1, 4)), ((), (2,)), ((3, 1, 2), (2, 1)))
        made = [
            Sample((random.uniform(low, high, a), random.uniform(low, high, b)), {})
            for a, b in pairs
        ]
        return [*made, Sample((random.uniform(low, high, (2, 2)), high / 2), {})]

    return make


def integers(low: int = -7, high: int = 7, count: int = 2) -> Maker:
    """`count` int64 operands of one shape."""

    def make(random: np.random.Generator) -> list[Sample]:
        return [Sample(tuple(random.integers(low, high, (2, 3)) for _ in range(count)), {})]

    return make


def reductions(low: float = -2.0, high: float = 2.0) -> Maker:
    """One operand and each kind of axes, kept and removed."""

    def make(random: np.random.Generator) -> list[Sample]:
        cases = (((3, 4), (0,)), ((3, 4), (0, 1)), ((2, 3, 2), (0, 2)), ((5,), (0,)), ((), ()))
        return [
            Sample((random.uniform(low, high, shape),), {"axes": axes, "keepdims": keepdims})
            for shape, axes in cases
            for keepdims in (False, True)
        ]

    return make


def each(*cases: tuple[tuple[Any, ...], dict[str, Any]]) -> Maker:
    """Cases written out: operands (a shape stands for random numbers of it) and parameters."""

    def make(random: np.random.Generator) -> list[Sample]:
        return [
            Sample(
                tuple(random.normal(size=x) if isinstance(x, tuple) else x for x in operands),
                params,
            )
            for operands, params in cases
        ]

    return make

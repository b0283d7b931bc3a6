"""The functions of one number that networks of the course are to learn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import tidu


@dataclass(frozen=True)
class Curve:
    """A function of numbers or tensors, its `formula` for people, and the range that is looked at.

    >>> CURVES["cubic"].of(1.0), CURVES["cubic"].formula
    (3.0, 'x³ + 2x²')
    """

    formula: str
    low: float
    high: float
    of: Callable[[Any], Any]


def cubic(x: Any) -> Any:
    """The lesson's function: a hill of 32/27 at -4/3, a valley of 0 at 0.

    >>> cubic(-2.0)
    0.0
    """
    return x**3 + 2 * x**2


def folds(x: Any) -> Any:
    """From -2 to 2 it goes up and down between 0 and 1 eight times: a strip folded four times over.

    >>> [folds(x) for x in (-2.0, -1.75, -1.5, 2.0)]
    [0.0, 1.0, 0.0, 0.0]
    """
    y = (x + 2) / 4
    for _ in range(4):
        y = 1 - abs(2 * y - 1)
    return y


CURVES = {
    "cubic": Curve("x³ + 2x²", -2.5, 1.0, cubic),
    "wave": Curve("sin 2x", -2.0, 2.0, lambda x: (2 * x).sin()),
    "folds": Curve("(2/π) arcsin |sin 2πx|", -2.0, 2.0, folds),
}


def samples(curve: Curve, count: int) -> tuple[Any, Any]:
    """`count` evenly spaced places of the curve's range, and the values there: each [count, 1].

    >>> x, y = samples(CURVES["cubic"], 8)
    >>> x.shape, y[-1].item()
    (torch.Size([8, 1]), 3.0)
    """
    x = tidu.linspace(curve.low, curve.high, count).reshape(-1, 1)
    return x, curve.of(x)

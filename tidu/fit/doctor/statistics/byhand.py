"""The rate of steps that no optimizer takes: read off how far a parameter went along its gradient."""

from __future__ import annotations

from typing import Any
from weakref import ref

import numpy as np

from tidu.fit.doctor.tape import Tape

ALIKE = 1e-3  # of the step, by which it may differ from a multiple of the gradient
MOST = 100_000  # numbers of the parameter that is followed


class ByHand:
    """Follows one parameter from a look to the backward pass after it, while there is no optimizer.

    `rate` is that of plain steps, w -= rate * w.grad: below 0 they go up. None where steps are others.
    """

    def __init__(self) -> None:
        self.rate: float | None = None
        self.noted: tuple[Any, np.ndarray, np.ndarray] | None = None

    def note(self, tape: Tape) -> None:
        """After a backward pass: the largest parameter, and its gradient."""
        found = [x for leaf in tape.leaves if (x := leaf.tensor())._grad is not None]  # pyright: ignore
        x: Any = max(found, key=lambda x: x._value.size, default=None)
        if x is not None and x._value.size <= MOST:
            self.noted = ref(x), x._value.copy(), x._grad._value.copy()

    def read(self) -> None:
        """Before the next one: what became of it."""
        if self.noted is None:
            return
        noted, self.noted = self.noted, None
        with np.errstate(all="ignore"):
            self.rate = rate_of(*noted)


def rate_of(known: Any, old: np.ndarray, gradient: np.ndarray) -> float | None:
    """The multiple of its gradient by which a parameter fell; None where it moved otherwise, or is gone."""
    x: Any = known()
    size = float(np.square(gradient, dtype=np.float64).sum())
    if x is None or x._value.shape != old.shape or not 0 < size < np.inf:
        return None
    step = x._value.astype(np.float64) - old
    rate = -float((step * gradient).sum()) / size
    apart = np.abs(step + rate * gradient).max()
    return rate if rate and apart <= ALIKE * np.abs(step).max() else None

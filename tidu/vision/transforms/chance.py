"""Numbers by chance, drawn from the stream as torchvision draws them."""

from __future__ import annotations

from tidu.tensor.creation import empty
from tidu.tensor.sampling import rand, randint


def happens(p: float) -> bool:
    """True with probability `p`.

    >>> happens(1.0), happens(0.0)
    (True, False)
    """
    return rand(1).item() < p


def between(low: float, high: float) -> float:
    """A number from low to high."""
    return float(empty(1).uniform_(low, high).item())


def below(count: int) -> int:
    """A whole number from 0 to count − 1."""
    return int(randint(0, count, (1,)).item())

"""The truncated normal distribution, by drawing again what falls outside.

PyTorch 2.13's way, number for number: where much of the normal lies inside, redraw what does
not; where little does, draw evenly between the ends and keep with the density's probability.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tidu.tensor.comparison import where
from tidu.tensor.creation import empty_like

if TYPE_CHECKING:
    from tidu.tensor.generator import Generator
    from tidu.tensor.tensor import Tensor


def share_below(x: float) -> float:
    """The part of the standard normal distribution below `x`.

    >>> share_below(0.0)
    0.5
    """
    return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0


def truncated(
    tensor: Tensor, mean: float, std: float, a: float, b: float, generator: Generator | None
) -> Tensor:
    """Fills `tensor` with normal numbers in [a, b]."""
    inside = share_below((b - mean) / std) - share_below((a - mean) / std)
    if inside > 0.3:
        return _redrawn(tensor, mean, std, a, b, generator)
    return _thinned(tensor, mean, std, a, b, generator)


def _redrawn(
    tensor: Tensor, mean: float, std: float, a: float, b: float, generator: Generator | None
) -> Tensor:
    kind = tensor._value.dtype.type
    low, high = float(kind(a)), float(kind(b))
    result = empty_like(tensor).normal_(mean, std, generator=generator)
    while bool((outside := (result < low) | (result > high)).any()):
        result = where(outside, empty_like(result).normal_(mean, std, generator=generator), result)
    return tensor.copy_(result)


def _thinned(
    tensor: Tensor, mean: float, std: float, a: float, b: float, generator: Generator | None
) -> Tensor:
    peak = -0.5 * ((max(a, min(mean, b)) - mean) / std) ** 2

    def refused(candidates: Tensor) -> Tensor:
        """Which candidates a fresh uniform number each, in logarithms, turns down."""
        density = ((candidates - mean) / std) ** 2 * -0.5 - peak
        return empty_like(candidates).uniform_(generator=generator).log() > density

    result = empty_like(tensor).uniform_(a, b, generator=generator)
    pending = refused(result)
    while bool(pending.any()):
        candidates = empty_like(result).uniform_(a, b, generator=generator)
        result = where(pending, candidates, result)
        pending = pending & refused(candidates)
    return tensor.copy_(result)

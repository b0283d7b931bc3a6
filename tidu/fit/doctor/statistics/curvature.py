"""How steep a loss bends: the largest second derivative, by products through the tape of the gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.fit.doctor.tape import Tape
from tidu.read.grad import Node, walk
from tidu.tensor.handle import Leaf, tensor_of, wrap
from tidu.tensor.tape import grad_mode, place

ROUNDS = 10


def sharpness(tape: Tape) -> float | None:
    """The second derivative of the loss in its steepest direction, by ten power iterations.

    Steps of a rate above 2 / sharpness grow in that direction. None where it cannot be had: nothing
    to differentiate twice, or numbers that are not finite. The tape is left as it was.
    """
    if not all(type(node) in (Node, Leaf) for node in tape.nodes):  # own operations have no second slope
        return None
    goals = set(tape.leaves)
    with grad_mode(True):
        ones = wrap(np.ones(tape.root.shape, tape.root.dtype))
        slopes = walk({tape.root: ones}, goals=goals, keep=True, lift=wrap, wrap=tensor_of)
        slopes = {leaf: g for leaf, g in slopes.items() if place(g) is not None}
        if not slopes:
            return None
        direction = {
            leaf: np.cos(np.arange(g.numel(), dtype=g._value.dtype)).reshape(g.shape)
            for leaf, g in slopes.items()
        }
        bend = 0.0
        for _ in range(ROUNDS):
            size = norm(direction)
            if not (np.isfinite(size) and size > 0):
                return None
            along: Any = sum((g * wrap(direction[leaf] / size)).sum() for leaf, g in slopes.items())
            arrived = walk(
                {place(along): np.ones(along.shape, along._value.dtype)},
                goals=goals, keep=True, lift=None, wrap=tensor_of,
            )  # fmt: skip
            direction = {leaf: np.asarray(arrived.get(leaf, 0 * x)) for leaf, x in direction.items()}
            bend = norm(direction)
    return bend if np.isfinite(bend) and bend > 0 else None


def norm(parts: dict[Any, np.ndarray]) -> float:
    """The length of a vector in parts."""
    return float(np.sqrt(sum(float(np.sum(np.square(x, dtype=np.float64))) for x in parts.values())))


__all__ = ["sharpness"]

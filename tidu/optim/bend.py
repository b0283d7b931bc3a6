"""The direction of L-BFGS: the gradient, bent by what was learnt of the curvature."""

from __future__ import annotations

from typing import Any

import numpy as np

LEAST_CURVATURE = 1e-10


def bent(memory: dict[str, Any], gradient: np.ndarray, history_size: int) -> None:
    """Enters the direction to go from here, `memory["d"]` [numbers], under PyTorch's names.

    `memory` holds the last gradient, direction and step; `old_dirs`, `old_stps` and `ro` are the
    changes of the gradient, those of the point, and one over their products; `H_diag` is the
    scale of the inverse curvature before they bend it (two-loop recursion, Nocedal 1980).

    >>> memory = {"n_iter": 1}
    >>> bent(memory, np.array([1.0, -2.0]), 10); memory["d"]
    array([-1.,  2.])
    """
    if memory["n_iter"] == 1:
        memory.update(d=-gradient, old_dirs=[], old_stps=[], ro=[], H_diag=1)
        return
    learn(memory, gradient - memory["prev_flat_grad"], memory["d"] * memory["t"], history_size)
    changes, steps, inverse = memory["old_dirs"], memory["old_stps"], memory["ro"]
    shares = memory.setdefault("al", [None] * history_size)
    direction = -gradient
    for i in reversed(range(len(changes))):
        shares[i] = (steps[i] @ direction) * inverse[i]
        direction = direction - shares[i] * changes[i]
    direction = direction * memory["H_diag"]
    for i in range(len(changes)):
        share = (changes[i] @ direction) * inverse[i]
        direction = direction + (shares[i] - share) * steps[i]
    memory["d"] = direction


def learn(memory: dict[str, Any], change: np.ndarray, step: np.ndarray, history_size: int) -> None:
    """Remembers how the gradient changed over a step, if the curvature along it is positive."""
    product = change @ step
    if product <= LEAST_CURVATURE:
        return
    pairs = (("old_dirs", change), ("old_stps", step), ("ro", 1.0 / product))
    for name, value in pairs:
        memory[name] = [*memory[name], value][-history_size:]
    memory["H_diag"] = product / (change @ change)

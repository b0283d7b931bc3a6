"""Where a finite loss has gradients that are none: operations whose slope is infinite at their operand."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.fit.doctor.structure.paths import name_of
from tidu.fit.doctor.tape import Tape

FIXES = {
    "sqrt": "torch.sqrt(x + 1e-12)",
    "pow": "(x + 1e-12) ** 0.5",
    "acos": "torch.acos(x.clamp(-1 + 1e-6, 1 - 1e-6))",
    "asin": "torch.asin(x.clamp(-1 + 1e-6, 1 - 1e-6))",
    "log": "torch.log(x.clamp(min=1e-6))",
    "div": "a / torch.where(b == 0, 1.0, b)",
    "reciprocal": "1 / torch.where(x == 0, 1.0, x)",
    "rsqrt": "torch.rsqrt(x.clamp(min=1e-12))",
}
"""Operation -> how it is written without an infinite slope: before it, since a mask behind it is too late."""
MASKED = ("log", "div", "reciprocal", "rsqrt")  # infinite themselves: the loss is finite if a mask follows


def steepest(tape: Tape) -> Any:
    """The operation nearest the loss whose slope is infinite; None where there is none."""
    masks = any(name_of(node) == "where" for node in tape.nodes)
    for node in reversed(tape.nodes):
        name = name_of(node)
        if name in FIXES and (masks or name not in MASKED) and is_steep(tape, node, name):
            return node
    return None


def is_steep(tape: Tape, node: Any, name: str) -> bool:
    """Whether the slope of an operation is infinite at one of its operands."""
    if name == "sqrt":
        return has_zero(tape.array(node))
    operand = tape.operand(node, 1 if name == "div" else 0)
    if name in ("acos", "asin"):
        return operand is not None and has_zero(1 - np.abs(operand))
    power = tape.operand(node, 1) if name == "pow" else None
    return has_zero(operand) and (name != "pow" or is_root(power))


def has_zero(x: Any) -> bool:
    """Whether a number of an array, where it is known, is 0."""
    return x is not None and bool((np.asarray(x) == 0).any())


def is_root(power: Any) -> bool:
    """Whether a power is one between 0 and 1."""
    return power is not None and np.size(power) == 1 and 0 < float(np.asarray(power).item()) < 1


def lost(tape: Tape) -> tuple[int, int]:
    """(how many numbers of all gradients are not finite, of how many); after the backward pass."""
    gradients = [x._grad._value for leaf in tape.leaves if (x := leaf.tensor())._grad is not None]  # pyright: ignore
    bad = [g for g in gradients if not np.isfinite(g.sum())]
    return sum(int((~np.isfinite(g)).sum()) for g in bad), sum(g.size for g in gradients)


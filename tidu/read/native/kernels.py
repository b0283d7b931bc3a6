"""Loops of their own: places picked and added to, joins, sums along an axis, random numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.read.native.body import Scope
from tidu.read.native.words import Beyond
from tidu.read.program import Equation

KERNELS: dict[str, Callable[..., Any]] = {}


def write_kernel(scope: Scope, equation: Equation) -> None:
    """The loop of an equation that no other loop can take in."""
    name = equation.primitive.name
    if name not in KERNELS:
        raise Beyond(f"{name} has no native loop yet")
    KERNELS[name](scope, equation)

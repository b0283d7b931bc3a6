"""What the native column of a primitive can say. LLVM itself is known to `read/native` alone.

A rule is written in the words of `read.native.values.Values`, so it knows no LLVM either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Elementwise:
    """Every element of the result follows from the operands' elements at the same place.

    `rule(v, *values, **params)` computes it with the words of `v`. `cost` is about how many
    instructions that takes: what is cheap is computed again where it is used.
    """

    rule: Callable[..., Any]
    cost: int = 1


@dataclass(frozen=True)
class Fold:
    """Axes are folded by a word of two operands, beginning with `start` ("lowest", "highest" too)."""

    word: str
    start: float | str


@dataclass(frozen=True)
class Layout:
    """Elements are only found at other places; the reading knows each such primitive by name."""


@dataclass(frozen=True)
class Kernel:
    """A loop of its own, which the reading knows by the primitive's name."""


@dataclass(frozen=True)
class NoNative:
    """There is no native rule, for a reason; a program that needs one runs eagerly."""

    reason: str


def numbers(word: str, cost: int = 1) -> Elementwise:
    """The rule that is one word of `Values`.

    >>> numbers("add").cost
    1
    """
    return Elementwise(lambda v, *xs: getattr(v, word)(*xs), cost)


def function(name: str, cost: int = 12) -> Elementwise:
    """The rule that is one function of the native mathlib.

    >>> function("exp").cost
    12
    """
    return Elementwise(lambda v, *xs: v.function(name, *xs), cost)


LAYOUT, KERNEL = Layout(), Kernel()
PARTS = NoNative("a recording has its parts")
REAL_ONLY = "whole numbers are divided with a check for 0, which eager does"

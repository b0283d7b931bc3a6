"""Where a program's inputs come from at each call, and where its results go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Argument:
    """The tensor at `place` among those that the function is called with, counted through trees."""

    place: int


@dataclass(frozen=True, eq=False)
class Number:
    """The Python number `holder[key]`, such as a learning rate that a scheduler changes.

    >>> Number({"lr": 0.1}, "lr").read()
    0.1
    """

    holder: dict
    key: Any

    def read(self) -> float:
        """The number as it is now."""
        return float(self.holder[self.key])


@dataclass(frozen=True)
class Output:
    """The program's output at `place`."""

    place: int

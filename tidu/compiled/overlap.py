"""Whether what a program writes lies where something else does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np


def owner(value: np.ndarray) -> np.ndarray | None:
    """The array whose memory `value` is part of, if it is NumPy's own.

    >>> x = np.zeros(4); owner(x) is x, owner(x[1:]) is x, owner(np.frombuffer(b"12345678"))
    (True, True, None)
    """
    base = value if value.base is None else value.base
    return base if type(base) is np.ndarray and base.base is None else None


def overlapping(arrays: Sequence[tuple[np.ndarray, bool]]) -> bool:
    """Whether two arrays share memory, of which one is marked as written.

    >>> x = np.zeros(4)
    >>> overlapping([(x[:2], True), (x[2:], False)]), overlapping([(x[:3], True), (x[2:], False)])
    (False, True)
    """
    return any(
        (one or other) and np.may_share_memory(x, y) and np.shares_memory(x, y)
        for (x, one), (y, other) in combinations(arrays, 2)
    )


def near(base: Any, owners: set[int]) -> bool:
    """Whether an array with this base may lie in the memory of `owners` (by identity).

    It may if the base is one of them, or if the memory is not NumPy's own.

    >>> x = np.zeros(4); near(x, {id(x)}), near(x, set())
    (True, False)
    """
    return id(base) in owners or type(base) is not np.ndarray or base.base is not None

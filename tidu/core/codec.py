"""What a file's structure is told of arrays and objects; others change it for what they know."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core.errors import DataError
from tidu.text import say

Marked = tuple[np.ndarray, Any]
"""An array and a mark that comes back with it (a tensor's requires_grad): what JSON can hold."""


class Codec:
    """Knows NumPy arrays, and no objects.

    >>> Codec().array_of(np.ones(1))
    (array([1.]), False)
    """

    def array_of(self, value: Any) -> Marked | None:
        """The array of `value` and its mark; None if it has none."""
        return (value, False) if isinstance(value, np.ndarray) else None

    def made(self, array: np.ndarray, mark: Any) -> Any:
        """The value of an array and its mark."""
        return array

    def parts_of(self, value: Any) -> tuple[str, Any] | None:
        """What an object is to be called and what it is made of; None if it cannot be stored."""
        return None

    def begun(self, label: str) -> Any:
        """The object of that name without its parts, which may contain it."""
        raise DataError(say("files.unknown_object", label=label))

    def filled(self, label: str, begun: Any, parts: Any) -> Any:
        """The object with its parts."""
        return begun

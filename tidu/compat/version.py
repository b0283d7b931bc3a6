"""A version that is a text, and is compared as a version."""

from __future__ import annotations

import re
from typing import Any


class Version(str):
    """What `torch.__version__` is: equal to its text, ordered by its numbers.

    >>> Version("2.13.0+tidu") >= (1, 8), Version("2.13.0+tidu") < "2.2"
    (True, False)
    """

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple | list):
            return _numbers(self) == _numbers(other)
        return str(self) == str(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: Any) -> bool:
        return _numbers(self) < _numbers(other)

    def __le__(self, other: Any) -> bool:
        return self == other or self < other

    def __gt__(self, other: Any) -> bool:
        # Of two with the same numbers, the one that names its builder is the later one.
        return _numbers(self) > _numbers(other) or (_numbers(self) == _numbers(other) and self != other)

    def __ge__(self, other: Any) -> bool:
        return _numbers(self) >= _numbers(other)


def _numbers(version: Any) -> list[int]:
    """The release's numbers without zeros at the end: 2.13.0+tidu is [2, 13]."""
    if not isinstance(version, tuple | list):
        version = re.findall(r"\d+", str(version).partition("+")[0])
    numbers = [int(part) for part in version]
    while numbers and not numbers[-1]:
        numbers.pop()
    return numbers

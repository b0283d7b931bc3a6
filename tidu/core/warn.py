"""Warnings that point at the user's own line, however deep inside they arise."""

from __future__ import annotations

import sys
import warnings
from functools import cache

from tidu.text import say


def warn(sentence: str, category: type[Warning] = UserWarning) -> None:
    """Warns as if the first caller outside this package had.

    >>> with warnings.catch_warnings(record=True) as seen:
    ...     warnings.simplefilter("always")
    ...     warn("careful")
    >>> str(seen[0].message)
    'careful'
    """
    frame, level = sys._getframe(), 1
    while frame.f_back is not None and frame.f_globals.get("__name__", "").startswith("tidu."):
        frame, level = frame.f_back, level + 1
    warnings.warn(sentence, category, stacklevel=level)


@cache
def warn_once(key: str, /, **values: str) -> None:
    """Warns with the sentence `key` the first time that it is said with these values in this process.

    >>> with warnings.catch_warnings(record=True) as seen:
    ...     warnings.simplefilter("always")
    ...     warn_once("devices.is_cpu", given="example")
    ...     warn_once("devices.is_cpu", given="example")
    >>> len(seen)
    1
    """
    warn(say(key, **values))

"""What datasets, samplers and loaders ask of their arguments, with PyTorch's exception types."""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, cast

from tidu.text import say


def length_of(dataset: Any) -> int:
    """`len(dataset)`; TypeError with the line to add where it has none.

    >>> length_of([1, 2])
    2
    """
    if not hasattr(type(dataset), "__len__"):
        raise TypeError(say("data.no_length", name=type(dataset).__name__))
    return len(cast(Sized, dataset))


def positive(name: str, given: Any) -> int:
    """`given` if it is a positive whole number, else ValueError.

    >>> positive("batch_size", 32)
    32
    """
    if not isinstance(given, int) or isinstance(given, bool) or given <= 0:
        raise ValueError(say("data.positive", name=name, given=given))
    return given


def boolean(name: str, given: Any, error: type[Exception] = ValueError) -> bool:
    """`given` if it is True or False, else `error`.

    >>> boolean("drop_last", False)
    False
    """
    if not isinstance(given, bool):
        raise error(say("data.boolean", name=name, given=given))
    return given

"""Why data cannot be a tensor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, SupportsFloat

from tidu.text import say


def refused_data(data: Any) -> Exception:
    """PyTorch's error for what cannot be a tensor: strings, objects, uneven lists, too large numbers.

    >>> refused_data([[1, 2], [3]])
    ValueError('expected sequences of one length, but they have lengths [1, 2]. Fix: pad the short ones, ...
    """
    found = list(elements(data))
    for item in found:
        if isinstance(item, str):
            listed = isinstance(data, list | tuple) and item is found[0]
            return (ValueError if listed else TypeError)(say("errors.tensor_of_text", given=item))
        if not hasattr(item, "__len__") and not isinstance(item, SupportsFloat):
            return RuntimeError(say("errors.tensor_of_object", given=type(item).__name__))
    uneven = _uneven(data)
    if uneven is not None:
        return uneven
    if found and all(isinstance(item, int) for item in found):
        return ValueError(say("errors.tensor_of_large", given=max(found, key=abs)))
    return RuntimeError(say("errors.tensor_of_object", given=type(found[0] if found else data).__name__))


def elements(data: Any) -> Iterator[Any]:
    """What nested lists hold, in its order.

    >>> list(elements([[1, 2], 3]))
    [1, 2, 3]
    """
    if not isinstance(data, list | tuple):
        yield data
        return
    for part in data:
        yield from elements(part)


def _uneven(data: Any) -> Exception | None:
    """The error of the outermost level where lists are of several lengths, or stand beside numbers."""
    level = [data]
    while level and all(hasattr(x, "__len__") for x in level):
        lengths = sorted({len(x) for x in level})
        if len(lengths) > 1:
            return ValueError(say("errors.ragged", lengths=lengths))
        level = [part for x in level for part in x]
    long = [len(x) for x in level if hasattr(x, "__len__")]
    return TypeError(say("errors.mixed", length=long[0])) if long else None

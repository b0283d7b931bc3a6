"""Tuples, lists and dictionaries of tensors: what functions take and give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def leaves(tree: Any) -> list[Any]:
    """What is in `tree`, in order; of a dictionary in the order of its keys.

    >>> leaves({"a": (1, [2]), "b": 3})
    [1, 2, 3]
    """
    if isinstance(tree, tuple | list):
        return [each for part in tree for each in leaves(part)]
    if isinstance(tree, dict):
        return [each for part in tree.values() for each in leaves(part)]
    return [tree]


def rebuilt(tree: Any, parts: Iterator[Any]) -> Any:
    """`tree` with its leaves replaced, one after the other, by `parts`.

    >>> rebuilt({"a": (1, [2])}, iter("xy"))
    {'a': ('x', ['y'])}
    """
    if isinstance(tree, tuple):
        made = [rebuilt(part, parts) for part in tree]
        return type(tree)(*made) if hasattr(tree, "_fields") else tuple(made)
    if isinstance(tree, list):
        return [rebuilt(part, parts) for part in tree]
    if isinstance(tree, dict):
        return {key: rebuilt(part, parts) for key, part in tree.items()}
    return next(parts)


def mapped(function: Callable[[Any], Any], tree: Any) -> Any:
    """`tree` with `function` of each leaf in its place.

    >>> mapped(lambda x: x + 1, (1, [2]))
    (2, [3])
    """
    return rebuilt(tree, map(function, leaves(tree)))

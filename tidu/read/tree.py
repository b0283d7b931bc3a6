"""Tuples, lists and dictionaries of things: what functions are given and give back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def map_tree(function: Callable[[Any], Any], tree: Any) -> Any:
    """`tree` with every leaf replaced by `function` of it.

    >>> map_tree(lambda x: x + 1, {"a": (1, [2])})
    {'a': (2, [3])}
    """
    if isinstance(tree, tuple):
        parts = [map_tree(function, x) for x in tree]
        return type(tree)(*parts) if hasattr(tree, "_fields") else tuple(parts)
    if isinstance(tree, list):
        return [map_tree(function, x) for x in tree]
    if isinstance(tree, dict):
        return {key: map_tree(function, x) for key, x in tree.items()}
    return function(tree)

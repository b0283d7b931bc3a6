"""What of a call's arguments a program is made for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import copysign
from typing import Any

import numpy as np

from tidu.tensor.handle import Handle
from tidu.tensor.tape import place


def signature(
    arguments: Sequence[Any], keywords: Mapping[str, Any] | None = None
) -> tuple[list[Any], tuple[Any, ...]]:
    """The tensors of a call, in the order in which `Argument` counts them, and the key of its programs.

    Two calls with equal keys have trees of the same form, tensors of the same shapes and types
    that ask for a gradient alike (as leaves or not), and equal other values. What cannot be hashed
    counts by identity.

    >>> import tidu
    >>> _, one = signature([tidu.ones(2), 3]); _, other = signature([tidu.zeros(2), 3])
    >>> one == other, one == signature([tidu.zeros(2), 4])[1]
    (True, False)
    """
    tensors: list[Any] = []
    key: list[Any] = []
    _walk((list(arguments), dict(keywords or {})), tensors, key)
    return tensors, tuple(key)


def _walk(tree: Any, tensors: list[Any], key: list[Any]) -> None:
    kind = type(tree)
    key.append(kind)
    if isinstance(tree, Handle):
        tensors.append(tree)
        value = tree._value
        node = place(tree)
        key += (value.shape, value.dtype, node and bool(node.edges), tree._grad is not None)
    elif isinstance(tree, tuple | list):
        key.append(len(tree))
        for x in tree:
            _walk(x, tensors, key)
    elif isinstance(tree, dict):
        key += (len(tree), *tree)
        for x in tree.values():
            _walk(x, tensors, key)
    elif isinstance(tree, float):
        key += (tree, copysign(1.0, tree))  # for 0.0 equals -0.0
    elif isinstance(tree, np.generic):
        key += (tree.dtype, tree.tobytes())
    else:
        key.append(tree if isinstance(tree, int | str | type(None)) else id(tree))

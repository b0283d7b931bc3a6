"""What the tape keeps for the backward pass: the activations' memory, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from tidu.read.grad import Node, reachable
from tidu.summary.cost import recurrence_cost
from tidu.tensor.application import Application
from tidu.tensor.handle import Handle, Leaf

DEEPEST = 5
"""Containers in containers that a context is looked through for arrays."""


def behind(outputs: Iterable[Any]) -> list[Any]:
    """The tape's nodes behind tensors, the oldest first."""
    roots = [x._node for x in outputs if x._node is not None]
    return reachable(roots)[::-1]


def kept(nodes: Iterable[Any], asked: set[Any], outside: Iterable[np.ndarray]) -> list[tuple[int, int]]:
    """(place on the tape, bytes) of what nodes keep, each memory once.

    `asked` are the leaves whose gradient will really be asked for, `outside` arrays that are there
    anyway (parameters, buffers, inputs).
    """
    seen = {id(_memory(array)) for array in outside}
    live: set[Any] = set(asked)
    noted = []
    for node in nodes:
        if isinstance(node, Leaf) or not any(edge in live for edge in node.edges if edge is not None):
            continue
        live.add(node)
        memories = {id(memory): memory for memory in map(_memory, _saved(node, live))}
        size = sum(memory.nbytes for key, memory in memories.items() if key not in seen)
        seen |= memories.keys()
        noted.append((node.order, size))
    return noted


def _saved(node: Any, live: set[Any]) -> Iterator[np.ndarray]:
    """The arrays that a node keeps for the gradients of the operands that are live."""
    if isinstance(node, Application):
        yield from arrays_in(vars(node.ctx) | {"_node": None}, 0)
    elif isinstance(node, Node) and node.checks:
        bits = sum(1 << at for at, edge in enumerate(node.edges) if edge is not None and edge in live)
        plan = node.primitive.plan(len(node.edges), bits)
        values = [node.saved[at] for at in plan.saved] if node.saved else []
        yield from (x for x in values if isinstance(x, np.ndarray))
        if plan.needs_out and node.out is not None:
            yield node.out


def arrays_in(x: Any, deep: int) -> Iterator[np.ndarray]:
    """The arrays that a context holds, in containers and in objects of ours that it keeps.

    >>> [array.size for array in arrays_in({"a": [np.ones(3)], "b": (np.ones(2), 5)}, 0)]
    [3, 2]
    """
    if isinstance(x, np.ndarray):
        yield x
    elif isinstance(x, Handle):
        yield x._value
    elif deep < DEEPEST:
        inner = x.values() if isinstance(x, dict) else x if isinstance(x, list | tuple) else ()
        if type(x).__module__.startswith("tidu.") and hasattr(x, "__dict__"):
            inner = vars(x).values()
        for each in inner:
            yield from arrays_in(each, deep + 1)


def _memory(array: np.ndarray) -> np.ndarray:
    """The array whose memory this one lies in."""
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def applied_costs(nodes: Iterable[Any]) -> list[tuple[int, int]]:
    """(place on the tape, multiply-adds) of operations that no primitive carries out."""
    return [
        (node.order, recurrence_cost(node.arguments))
        for node in nodes
        if isinstance(node, Application) and node.function.__name__ == "Recurrence" and node.arguments
    ]

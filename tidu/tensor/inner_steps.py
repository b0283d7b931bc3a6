"""Which steps of Tidu's lie inside one of PyTorch's: `grad_fn.next_functions` looks past them.

A mean is a sum and a division here and one operation there; who walks along a graph, as PyTorch's
tutorials do, meets the operations that were written.
"""

from __future__ import annotations

from typing import Any

SUM = ("SumBackward0", "SumBackward1")
INSIDE: dict[str, tuple[tuple[tuple[str, ...], int], ...]] = {
    "MeanBackward0": ((SUM, 0),),
    "MeanBackward1": ((SUM, 0),),
    "MseLossBackward0": ((SUM, 0), (("MulBackward0",), 0), (("SubBackward0",), 0)),
    "BinaryCrossEntropyBackward0": (
        (SUM, 0),
        (("NegBackward0",), 0),
        (("AddBackward0",), 0),
        (("MulBackward0",), 0),
        (("LogBackward0",), 1),
    ),
}
"""Name of a result: the steps below it, in order, each by its names and the place of the edge to it."""
OPERANDS = {"MeanBackward0": 1, "MeanBackward1": 1, "MseLossBackward0": 2, "BinaryCrossEntropyBackward0": 2}
"""How many operands PyTorch shows; None where a target, which asks for no gradient, is not found again."""


def operands(node: Any) -> tuple:
    """The edges of `node` as PyTorch has them: to what its operands were made by, None for constants."""
    edges = tuple(node.edges)
    if node.name == "AddmmBackward0" and len(edges) == 2 and _named(edges[0], ("MmBackward0",)):
        return edges[1], *edges[0].edges
    steps = INSIDE.get(node.name)
    if steps is None:
        return edges
    for names, place in steps:
        if place < len(edges) and _named(edges[place], names):
            edges = tuple(edges[place].edges)
        elif names is not SUM:  # a loss that is not averaged is the sum itself
            return tuple(node.edges)
    return (*edges, None)[: OPERANDS[node.name]]


def _named(edge: Any, names: tuple[str, ...]) -> bool:
    return edge is not None and edge.name in names

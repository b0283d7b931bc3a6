"""What a forward pass costs, counted from the operations that really run.

Counted are multiply-adds of products of matrices and of convolutions, as published numbers have
it: what is done number by number (activations, normalisation, pooling) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from tidu.read.grad import next_order
from tidu.tensor.handle import Handle
from tidu.tensor.watch import Watch

Shape = tuple[int, ...]
COSTS: dict[str, Callable[[Sequence[Shape], Shape], int]] = {
    "matmul": lambda given, made: prod(made) * given[0][-1],
    "convolve": lambda given, made: prod(made) * prod(given[1][1:]),
    "convolve_input": lambda given, made: prod(given[0]) * prod(given[1][1:]),
    "convolve_weight": lambda given, made: prod(given[1]) * prod(made[1:]),
}
"""Primitive -> multiply-adds, from the operands' shapes and the result's."""


def cost_of(primitive: Any, operands: Sequence[Any], made: Shape) -> int:
    """The multiply-adds of one operation.

    >>> import tidu
    >>> from tidu.ops.contract import matmul
    >>> cost_of(matmul, (tidu.ones(2, 3), tidu.ones(3, 4)), (2, 4))
    24
    """
    rule = COSTS.get(primitive.name)
    return 0 if rule is None else rule([tuple(x.shape) for x in operands], made)


def recurrence_cost(arguments: Sequence[Any]) -> int:
    """The multiply-adds of a recurrent layer, one operation by itself: every row meets every weight.

    `arguments` are those of `functional.recurrent_pass.Recurrence`: kind, spans, rows, two states,
    then weights and biases.
    """
    weights = [x._value.shape for x in arguments[5:] if isinstance(x, Handle)]
    return len(arguments[2]) * sum(prod(shape) for shape in weights if len(shape) == 2)


class Costs(Watch):
    """While a `with` of it is open, notes (place on the tape, multiply-adds) of every operation.

    >>> import tidu
    >>> with Costs() as costs:
    ...     y = tidu.ones(5, 3) @ tidu.ones(3, 2) + 1
    >>> [cost for _, cost in costs.noted]
    [30]
    """

    def __init__(self) -> None:
        self.noted: list[tuple[int, int]] = []

    def seen(self, run: Any, primitive: Any, operands: tuple, params: dict) -> Any:
        """Carries the operation out, and notes what it cost."""
        made = run(primitive, operands, params)
        cost = cost_of(primitive, operands, made._value.shape)
        if cost:
            self.noted.append((next_order(), cost))
        return made

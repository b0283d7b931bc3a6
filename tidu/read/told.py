"""What is known of a computation that can be told: its program and its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tidu.read.program import Program
from tidu.read.variable import Variable
from tidu.tensor.tape import place


@dataclass(frozen=True, eq=False)
class Applied:
    """An own operation (`autograd.Function`) where an equation has its primitive: only its name is known."""

    name: str
    place: int
    function: Any

    def __repr__(self) -> str:
        return self.name


@dataclass(eq=False)
class Computation:
    """A program from leaves and constants to one result, and the numbers of it.

    `program.inputs` are `leaves` (tensors whose gradient is asked for) and constants, in the order
    of their use. `values` has every variable's array, `cotangents` those of d result / d variable
    that the backward pass reaches, `names` what people call some variables, `tensors` the leaf
    tensors. `nodes` maps the tape's nodes to variables.

    >>> import tidu
    >>> from tidu.read.computation import computation
    >>> w, x = tidu.tensor(3.0, requires_grad=True), tidu.tensor(2.0)
    >>> told = computation(w * x + 1, {"w": w, "x": x})
    >>> print(told.program)
    program(a: float32[], b: float32[])
      c = mul a b
      d = add c 1
      return d
    >>> [told.names[v] for v in told.program.inputs], told.gradient(w)
    (['w', 'x'], array(2., dtype=float32))
    """

    program: Program = field(default_factory=Program)
    values: dict[Variable, Any] = field(default_factory=dict)
    cotangents: dict[Variable, np.ndarray] = field(default_factory=dict)
    names: dict[Variable, str] = field(default_factory=dict)
    tensors: dict[Variable, Any] = field(default_factory=dict)
    nodes: dict[Any, Variable] = field(default_factory=dict)

    @property
    def result(self) -> Variable:
        """The variable that everything leads to."""
        return self.program.outputs[0]  # pyright: ignore

    @property
    def leaves(self) -> list[Variable]:
        """The inputs whose gradient is asked for."""
        return list(self.tensors)

    def gradient(self, tensor: Any) -> np.ndarray:
        """d result / d tensor, for a leaf or any tensor on the way. KeyError for others."""
        return self.cotangents[self.nodes[place(tensor)]]


__all__ = ["Applied", "Computation"]

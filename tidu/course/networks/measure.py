"""How deep and how large a network is, read from its program: nothing is computed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tidu.nn.module import Module
from tidu.read.record import record
from tidu.read.variable import Variable
from tidu.tensor.creation import zeros
from tidu.tensor.grad_mode import no_grad

LAYERS = ("convolve", "matmul")
"""The primitives that papers count as layers: those with a matrix or a kernel of weights."""


@dataclass(frozen=True)
class Shape:
    """`layers` with weights on the longest way through, all `convolutions` and `linears`, `parameters`."""

    layers: int
    convolutions: int
    linears: int
    parameters: int


def measure(network: Module, *size: int) -> Shape:
    """The shape of `network` for one input of `size`, such as (3, 224, 224), in evaluation mode.

    >>> from tidu import nn
    >>> measure(nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 1)), 4)
    Shape(layers=2, convolutions=0, linears=2, parameters=19)
    """
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        with no_grad():
            program = record(network, [zeros(1, *size)]).program
    finally:
        for module, training in modes:
            module.training = training
    counts = dict.fromkeys(LAYERS, 0)
    depth: dict[Any, int] = {}
    for equation in program.equations:
        name = str(equation.primitive)
        below = max((depth.get(x, 0) for x in equation.variables), default=0)
        depth[equation.result] = below + (name in counts)
        if name in counts:
            counts[name] += 1
    layers = max(depth[x] for x in program.outputs if isinstance(x, Variable))
    parameters = sum(each.numel() for each in network.parameters())
    return Shape(layers, counts["convolve"], counts["matmul"], parameters)

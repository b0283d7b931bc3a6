"""The network for tables: layers that bend, beside a straight link from input to output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.functional.activation import elu, gelu, silu
from tidu.functional.rectify import leaky_relu, relu
from tidu.nn.dropout import Dropout
from tidu.nn.init import zeros_
from tidu.nn.linear import Linear
from tidu.nn.module import Module
from tidu.nn.module_list import ModuleList
from tidu.tensor.arithmetic import sigmoid, tanh
from tidu.tensor.creation import from_numpy
from tidu.tensor.grad_mode import no_grad
from tidu.tensor.tensor import Tensor

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": relu,
    "leaky_relu": leaky_relu,
    "elu": elu,
    "gelu": gelu,
    "silu": silu,
    "tanh": tanh,
    "sigmoid": sigmoid,
}
BLOCK = 1024
"""Rows that go through a network together when it predicts."""


class Network(Module):
    """`head(bent layers of x) + link(x)`: [rows, inputs] gives [rows, outputs].

    `depth` layers of `width` units; with depth 0 the link alone, with a bias: a linear model.
    Head and link begin at zero, so that the network begins as a constant, and learns the
    straight part first.

    >>> import tidu
    >>> Network(3, 1, width=4)(tidu.ones(2, 3)).tolist()
    [[0.0], [0.0]]
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        width: int = 64,
        depth: int = 2,
        activation: str = "silu",
        dropout: float = 0.0,
    ):
        super().__init__()
        self.structure = {
            "inputs": inputs,
            "outputs": outputs,
            "width": width,
            "depth": depth,
            "activation": activation,
            "dropout": dropout,
        }
        self.activation = activation
        sizes = [inputs, *[width] * depth]
        self.layers = ModuleList(Linear(*pair) for pair in zip(sizes, sizes[1:], strict=False))
        self.dropout = Dropout(dropout)
        self.head = Linear(width, outputs) if depth else None
        self.link = Linear(inputs, outputs, bias=not depth)
        for layer in (self.head, self.link):
            for parameter in layer.parameters() if layer is not None else ():
                zeros_(parameter)

    def forward(self, x: Tensor) -> Tensor:
        straight = self.link(x)
        if self.head is None:
            return straight
        bend = ACTIVATIONS[self.activation]
        for layer in self.layers:
            x = self.dropout(bend(layer(x)))
        return self.head(x) + straight

    def extra_repr(self) -> str:
        return f"activation={self.activation}"


def outputs_of(network: Any, matrix: np.ndarray) -> np.ndarray:
    """What `network` gives for `matrix` [rows, inputs]: [rows, outputs] float32.

    The rows go through in blocks of one size, the last one filled up: a product of matrices
    rounds by their shape, and a row's prediction must not depend on how many it came with.

    >>> outputs_of(Network(3, 2), np.ones((5, 3), "float32")).shape
    (5, 2)
    """
    network.eval()
    found = []
    with no_grad():
        for start in range(0, len(matrix), BLOCK):
            block = matrix[start : start + BLOCK]
            rows = len(block)
            if rows < BLOCK:
                block = np.concatenate([block, np.zeros((BLOCK - rows, block.shape[1]), block.dtype)])
            found.append(network(from_numpy(block)).numpy()[:rows])
    return np.concatenate(found) if found else np.zeros((0, network.link.out_features), np.float32)

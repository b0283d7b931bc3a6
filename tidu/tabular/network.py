"""The network for tables, an ordinary `nn.Sequential`, and how it predicts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tidu.nn.activation import ELU, GELU, Sigmoid, SiLU, Tanh
from tidu.nn.dropout import Dropout
from tidu.nn.init import zeros_
from tidu.nn.linear import Linear
from tidu.nn.module import Module
from tidu.nn.rectify import LeakyReLU, ReLU
from tidu.nn.sequential import Sequential
from tidu.tensor.creation import from_numpy
from tidu.tensor.grad_mode import no_grad

ACTIVATIONS: dict[str, type[Module]] = {
    "relu": ReLU,
    "leaky_relu": LeakyReLU,
    "elu": ELU,
    "gelu": GELU,
    "silu": SiLU,
    "tanh": Tanh,
    "sigmoid": Sigmoid,
}
BLOCK = 1024
"""Rows that go through a network together when it predicts."""


@dataclass(frozen=True)
class Structure:
    """What a network is built from: `depth` hidden layers of `width` units; with none of them it
    is linear.

    >>> Structure(3, 1, depth=2, width=64).sizes
    [3, 64, 64, 1]
    """

    inputs: int
    outputs: int
    depth: int
    width: int = 64
    activation: str = "silu"
    dropout: float = 0.0

    @property
    def sizes(self) -> list[int]:
        """Units from layer to layer, inputs first."""
        return [self.inputs, *[self.width] * self.depth, self.outputs]


def build(structure: Structure) -> Sequential:
    """The network, [rows, inputs] to [rows, outputs]. A linear one begins at zero.

    >>> build(Structure(3, 1, depth=1, width=8))
    Sequential(
      (0): Linear(in_features=3, out_features=8, bias=True)
      (1): SiLU()
      (2): Linear(in_features=8, out_features=1, bias=True)
    )
    """
    layers: list[Module] = []
    for before, after in pairwise(structure.sizes[:-1]):
        layers += [Linear(before, after), ACTIVATIONS[structure.activation]()]
        layers += [Dropout(structure.dropout)] if structure.dropout else []
    layers.append(Linear(structure.sizes[-2], structure.outputs))
    network = Sequential(*layers)
    if not structure.depth:
        for parameter in network.parameters():
            zeros_(parameter)
    return network


def outputs_of(network: Sequential, matrix: np.ndarray) -> np.ndarray:
    """What `network` gives for `matrix` [rows, inputs]: [rows, outputs] float32.

    Each row is a product of its own, in blocks of one size, the last one filled up: a product of
    all rows would round by their number and by a row's place among them, as the processor's
    kernels share the work, and a prediction must not depend on which rows it came with.

    >>> outputs_of(build(Structure(3, 2, depth=0)), np.ones((1, 3), "float32"))
    array([[0., 0.]], dtype=float32)
    """
    network.eval()
    found = []
    with no_grad():
        for start in range(0, max(1, len(matrix)), BLOCK):
            block = matrix[start : start + BLOCK]
            filled = np.zeros((BLOCK, matrix.shape[1]), matrix.dtype)
            filled[: len(block)] = block
            found.append(_through(network, filled)[: len(block)])
    return np.concatenate(found)


def _through(network: Sequential, rows: np.ndarray) -> np.ndarray:
    """These rows, layer by layer; what leaves the range of float32 is the caller's to tell."""
    for layer in network:
        if isinstance(layer, Linear):
            with np.errstate(all="ignore"):
                across = np.ascontiguousarray(layer.weight.detach().numpy().T)
                rows = np.matmul(rows[:, None], across)[:, 0]
                if layer.bias is not None:
                    rows += layer.bias.detach().numpy()
        else:
            rows = layer(from_numpy(rows)).numpy()
    return rows

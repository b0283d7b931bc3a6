"""`mxnet.init`: how the parameters of a network begin. Biases begin with 0, whatever is asked."""

from __future__ import annotations

from dataclasses import dataclass

from tidu.nn import init
from tidu.tensor.tensor import Tensor


class Initializer:
    """Gives a new parameter its numbers."""

    def fill(self, tensor: Tensor) -> None:
        """Fills it in place; every kind defines it."""
        raise NotImplementedError(type(self).__name__)


@dataclass
class Normal(Initializer):
    """Normal numbers around 0."""

    sigma: float = 0.01

    def fill(self, tensor: Tensor) -> None:
        """Fills it in place."""
        init.normal_(tensor, 0.0, self.sigma)


@dataclass
class Uniform(Initializer):
    """Numbers between -scale and scale."""

    scale: float = 0.07

    def fill(self, tensor: Tensor) -> None:
        """Fills it in place."""
        init.uniform_(tensor, -self.scale, self.scale)


@dataclass
class Constant(Initializer):
    """One number everywhere."""

    value: float = 0.0

    def fill(self, tensor: Tensor) -> None:
        """Fills it in place."""
        init.constant_(tensor, self.value)


@dataclass
class Xavier(Initializer):
    """Uniform numbers that keep the spread of what passes: ±sqrt(magnitude / mean of ins and outs)."""

    magnitude: float = 3.0

    def fill(self, tensor: Tensor) -> None:
        """Fills it in place."""
        bound = (self.magnitude / (sum(tensor.shape[:2]) / 2)) ** 0.5
        init.uniform_(tensor, -bound, bound)


class Zero(Constant):
    """0 everywhere."""


class One(Constant):
    """1 everywhere."""

    def __init__(self) -> None:
        super().__init__(1.0)

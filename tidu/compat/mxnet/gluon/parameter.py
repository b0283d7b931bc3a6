"""What a network trains: an array that is made when its shape is known."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from tidu.compat.mxnet.array import NDArray
from tidu.compat.mxnet.init import Initializer, Uniform
from tidu.tensor.creation import zeros
from tidu.text import say


class Parameter:
    """An array with a gradient; a size of 0 is not known yet.

    >>> weight = Parameter("weight", (2, 0))
    >>> weight
    Parameter weight (shape=(2, 0), dtype=float32)
    """

    def __init__(self, name: str, shape: tuple[int, ...], init: Initializer | None = None):
        self.name, self.shape, self.init = name, shape, init
        self._data: NDArray | None = None
        self._asked = False

    def initialize(
        self, init: Initializer | None = None, ctx: Any = None, force_reinit: bool = False
    ) -> None:  # fmt: skip
        """Gives it its numbers, now or when its shape is known."""
        self.init = self.init or init or Uniform()
        self._asked = True
        if all(self.shape) and (self._data is None or force_reinit):
            self._make()

    def known(self, shape: tuple[int, ...]) -> None:
        """Its shape has become known."""
        self.shape = shape
        if self._asked and self._data is None:
            self._make()

    def _make(self) -> None:
        tensor = zeros(*self.shape)
        if self.init is not None:
            self.init.fill(tensor)
        self._data = NDArray(tensor)
        self._data.attach_grad()

    def data(self, ctx: Any = None) -> NDArray:
        """Its array. RuntimeError before it is made."""
        if self._data is None:
            raise RuntimeError(say("mxnet.no_data", name=self.name))
        return self._data

    def grad(self, ctx: Any = None) -> NDArray:
        """Its gradient."""
        found = self.data().grad
        assert found is not None  # whoever makes the data attaches the gradient
        return found

    def set_data(self, data: NDArray) -> None:
        """Puts in other numbers."""
        if self._data is None:
            self.known(data.shape)
        self.data()[:] = data

    def zero_grad(self) -> None:
        """The gradient becomes 0."""
        self.grad()[:] = 0

    def __repr__(self) -> str:
        return f"Parameter {self.name} (shape={self.shape}, dtype=float32)"


class ParameterDict(OrderedDict[str, Parameter]):
    """The parameters of a network by name."""

    def initialize(
        self, init: Initializer | None = None, ctx: Any = None, force_reinit: bool = False
    ) -> None:  # fmt: skip
        """Gives each of them its numbers."""
        for parameter in self.values():
            parameter.initialize(init, ctx, force_reinit)

    def zero_grad(self) -> None:
        """All gradients become 0."""
        for parameter in self.values():
            parameter.zero_grad()

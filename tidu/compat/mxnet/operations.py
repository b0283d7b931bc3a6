"""What MXNet's arrays do number by number, along axes and with each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidu.compat.mxnet.autograd import scope
from tidu.tensor.grad_mode import set_grad_enabled
from tidu.tensor.tensor import Tensor


def inner(value: Any) -> Any:
    """The tensor of an array; anything else as it is."""
    return value.tensor if isinstance(value, Operations) else value


def method(name: str) -> Callable[..., Any]:
    """An operator or method that the tensor has by the same name."""

    def called(self: Operations, *args: Any) -> Any:
        return self.apply(getattr(Tensor, name), *args)

    called.__name__ = called.__qualname__ = name
    called.__doc__ = f"`Tensor.{name}`."
    return called


def relation(name: str) -> Callable[..., Any]:
    """A comparison, whose answers are 0 and 1 in the array's own type."""

    def called(self: Operations, other: Any) -> Any:
        if not isinstance(other, Operations | int | float):
            return NotImplemented
        return self.apply(lambda x, y: getattr(Tensor, name)(x, y).to(x.dtype), other)

    return called


def fold(name: str) -> Callable[..., Any]:
    """A sum or its like: over everything, or along `axis`."""

    def called(self: Operations, axis: Any = None, keepdims: bool = False) -> Any:
        if axis is None:
            return self.apply(lambda x: getattr(x.reshape(-1), name)(0))
        return self.apply(lambda x: getattr(x, name)(axis, keepdims))

    called.__name__ = called.__qualname__ = name
    called.__doc__ = f"`Tensor.{name}` over everything, or along `axis`."
    return called


class Operations:
    """The base of NDArray: what is computed inside `autograd.record()` is taped, all else is not."""

    __hash__ = object.__hash__

    def __init__(self, tensor: Tensor):
        self.tensor = tensor

    def apply(self, function: Callable[..., Any], *others: Any) -> Any:
        """What a function of tensors makes of this array and others."""
        with set_grad_enabled(scope.recording):
            return type(self)(function(self.tensor, *map(inner, others)))

    # Shapes
    def reshape(self, *shape: Any, **named: Any) -> Any:
        """In another shape: -1 is what is left, 0 the size that is there."""
        wanted = named.get("shape", shape[0] if shape and not isinstance(shape[0], int) else shape)
        wanted = [size or self.tensor.shape[place] for place, size in enumerate(wanted)]
        return self.apply(lambda x: x.reshape(*wanted))

    @property
    def T(self) -> Any:
        """The axes in the opposite order."""
        return self.apply(lambda x: x.permute(*range(x.ndim - 1, -1, -1)))

    def transpose(self, *axes: Any) -> Any:
        """The axes in another order."""
        order = axes[0] if axes and not isinstance(axes[0], int) else axes
        return self.apply(lambda x: x.permute(*order)) if order else self.T

    def flatten(self) -> Any:
        """(N, everything else)."""
        return self.apply(lambda x: x.reshape(x.shape[0], -1))

    def expand_dims(self, axis: int) -> Any:
        """One more axis, of size 1."""
        return self.apply(lambda x: x.unsqueeze(axis))

    def broadcast_to(self, shape: Any) -> Any:
        """The numbers repeated to that shape."""
        return self.apply(lambda x: x.broadcast_to(tuple(shape)))

    squeeze, tile = method("squeeze"), method("tile")

    # Arithmetic
    __add__ = __radd__ = method("__add__")
    __mul__ = __rmul__ = method("__mul__")
    __sub__, __rsub__ = method("__sub__"), method("__rsub__")
    __truediv__, __rtruediv__ = method("__truediv__"), method("__rtruediv__")
    __pow__, __rpow__, __mod__ = method("__pow__"), method("__rpow__"), method("__mod__")
    __neg__, __abs__, __matmul__ = method("__neg__"), method("__abs__"), method("__matmul__")
    __eq__, __ne__ = relation("__eq__"), relation("__ne__")  # pyright: ignore
    __lt__, __le__ = relation("__lt__"), relation("__le__")
    __gt__, __ge__ = relation("__gt__"), relation("__ge__")
    abs, exp, log, sqrt, square, sign = map(method, ("abs", "exp", "log", "sqrt", "square", "sign"))
    round, floor, ceil, sin, cos = map(method, ("round", "floor", "ceil", "sin", "cos"))
    relu, sigmoid, tanh = map(method, ("relu", "sigmoid", "tanh"))

    def clip(self, a_min: float, a_max: float) -> Any:
        """Nothing below `a_min` or above `a_max`."""
        return self.apply(lambda x: x.clamp(a_min, a_max))

    def dot(self, other: Any) -> Any:
        """`nd.dot`: the last axis of the one against the first of the other."""
        return self.apply(lambda x, y: x.reshape(-1, x.shape[-1]).matmul(y.reshape(y.shape[0], -1)).reshape(
            *x.shape[:-1], *y.shape[1:]), other)  # fmt: skip

    # Folds
    sum, mean, prod = fold("sum"), fold("mean"), fold("prod")
    max, min = fold("amax"), fold("amin")

    def norm(self) -> Any:
        """The root of the sum of squares."""
        return self.apply(lambda x: x.square().sum().sqrt())

    def argmax(self, axis: int | None = None) -> Any:
        """Where the largest is, as float32, as MXNet counts places."""
        return self.apply(lambda x: (x.reshape(-1).argmax(0) if axis is None else x.argmax(axis)).float())

    def argmin(self, axis: int | None = None) -> Any:
        """Where the smallest is, as float32."""
        return self.apply(lambda x: (x.reshape(-1).argmin(0) if axis is None else x.argmin(axis)).float())

    def softmax(self, axis: int = -1) -> Any:
        """exp(x) / sum of exp(x) along `axis`."""
        return self.apply(lambda x: x.softmax(axis))

    def log_softmax(self, axis: int = -1) -> Any:
        """log of `softmax`."""
        return self.apply(lambda x: x.log_softmax(axis))

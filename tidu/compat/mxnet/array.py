"""MXNet's NDArray: a tensor of Tidu's that is spelled, taped and printed as there."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tidu.compat.mxnet.autograd import scope
from tidu.compat.mxnet.context import Context
from tidu.compat.mxnet.operations import Operations, inner
from tidu.core import dtypes
from tidu.core.refused import missing
from tidu.tensor.creation import as_tensor, ones_like, zeros_like
from tidu.tensor.grad_mode import no_grad, set_grad_enabled
from tidu.tensor.tensor import Tensor
from tidu.text import say

ATTACHED: weakref.WeakSet[NDArray] = weakref.WeakSet()
"""The arrays that wait for a gradient: a backward pass writes it anew, where PyTorch adds to it."""


def kind_of(dtype: Any) -> dtypes.dtype:
    """Our type for a name, a NumPy type or None (float32).

    >>> kind_of("int32"), kind_of(None)
    (torch.int32, torch.float32)
    """
    return dtypes.from_numpy(np.dtype(np.float32 if dtype is None else dtype))


def apply(function: Callable[..., Any], *args: Any) -> NDArray:
    """What a function of tensors makes of arrays, taped if recording is on."""
    with set_grad_enabled(scope.recording):
        return NDArray(function(*map(inner, args)))


class NDArray(Operations):
    """An array of numbers. Operations inside `autograd.record()` are taped, all others are not.

    >>> from tidu.compat.mxnet import nd
    >>> nd.array([[1, 2], [3, 4]]) + 1
    <BLANKLINE>
    [[2. 3.]
     [4. 5.]]
    <NDArray 2x2 @cpu(0)>
    """

    __array_priority__ = 1000
    grad_req = "null"

    # What it is
    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes along the axes."""
        return tuple(self.tensor.shape)

    @property
    def size(self) -> int:
        """How many numbers."""
        return self.tensor.numel()

    @property
    def ndim(self) -> int:
        """How many axes."""
        return self.tensor.ndim

    @property
    def dtype(self) -> Any:
        """NumPy's class of its numbers."""
        return self.tensor.dtype.numpy.type

    @property
    def context(self) -> Context:
        """Where it is: the CPU."""
        return Context()

    ctx = context

    def __len__(self) -> int:
        return len(self.tensor)

    def __iter__(self) -> Iterator[NDArray]:
        return (self[place] for place in range(len(self)))

    def __repr__(self) -> str:
        shape = "x".join(map(str, self.shape or (1,)))
        return f"\n{np.atleast_1d(self.asnumpy())}\n<NDArray {shape} @cpu(0)>"

    # Out of it
    def asnumpy(self) -> np.ndarray:
        """A copy as NumPy's array."""
        return self.tensor.detach().numpy().copy()

    def asscalar(self) -> Any:
        """Its one number. ValueError where there are more."""
        if self.size != 1:
            raise ValueError(say("mxnet.scalar", shape=self.shape))
        return self.asnumpy().reshape(()).item()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self.asnumpy().astype(dtype or self.dtype)

    def __float__(self) -> float:
        return float(self.asscalar())

    def __int__(self) -> int:
        return int(self.asscalar())

    def __bool__(self) -> bool:
        return bool(self.asscalar())

    __index__ = __int__

    # Its gradient
    def attach_grad(self, grad_req: str = "write") -> None:
        """Asks for a gradient, which a backward pass writes ("write"), or adds to what is there ("add")."""
        self.tensor = self.tensor.detach().requires_grad_()
        self.tensor.grad = zeros_like(self.tensor).detach()
        self.grad_req = grad_req
        ATTACHED.add(self)

    @property
    def grad(self) -> NDArray | None:
        """The gradient that was written last; None where none was asked for."""
        return None if self.tensor.grad is None else NDArray(self.tensor.grad)

    def backward(self, out_grad: Any = None, retain_graph: bool = False, train_mode: bool = True) -> None:
        """Writes the gradients of what was recorded; without `out_grad` those of the sum."""
        before = {array: array.tensor.grad for array in ATTACHED if array.grad_req == "write"}
        for array in before:
            array.tensor.grad = None
        seed = ones_like(self.tensor) if out_grad is None else inner(out_grad)
        self.tensor.backward(seed.detach(), retain_graph=retain_graph)
        for array, old in before.items():
            if array.tensor.grad is None:  # it has no part in this
                array.tensor.grad = old

    def detach(self) -> NDArray:
        """The same numbers, off the tape."""
        return NDArray(self.tensor.detach())

    # Copies and places
    def copy(self) -> NDArray:
        """The same numbers in new memory."""
        return apply(Tensor.clone, self)

    def astype(self, dtype: Any, copy: bool = True) -> NDArray:
        """The same numbers in another type."""
        return apply(lambda x: x.to(kind_of(dtype)), self)

    def as_in_context(self, context: Any) -> NDArray:
        """Itself: there is one place."""
        return self

    copyto = as_in_context

    def wait_to_read(self) -> None:
        """Nothing: an operation is done when it returns."""

    # Parts
    def __getitem__(self, key: Any) -> NDArray:
        return apply(lambda x: x[index(key)], self)

    def __setitem__(self, key: Any, value: Any) -> None:
        value = as_tensor(value) if isinstance(value, np.ndarray) else inner(value)
        with no_grad():
            self.tensor[index(key)] = value

    def take(self, indices: Any, axis: int = 0) -> NDArray:
        """The parts of those numbers along `axis`; numbers beyond the ends mean the ends."""
        places = inner(indices).long().clamp(0, self.shape[axis] - 1)
        flat, sizes = places.reshape(-1), tuple(places.shape)
        return apply(lambda x: x.index_select(axis, flat).unflatten(axis, sizes), self)

    def __iadd__(self, other: Any) -> NDArray:
        return self._changed("add_", other)

    def __isub__(self, other: Any) -> NDArray:
        return self._changed("sub_", other)

    def __imul__(self, other: Any) -> NDArray:
        return self._changed("mul_", other)

    def __itruediv__(self, other: Any) -> NDArray:
        return self._changed("div_", other)

    def _changed(self, name: str, other: Any) -> NDArray:
        """In place, off the tape, as MXNet does outside of `record`."""
        if scope.recording:
            raise ValueError(say("mxnet.in_place"))
        with no_grad():
            getattr(self.tensor, name)(inner(other))
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "tensor":
            raise AttributeError(name)
        raise missing("mxnet.nd.NDArray", name, dir(type(self)))


def index(key: Any) -> Any:
    """A key for tensors: arrays in it count places, whatever their type."""
    if isinstance(key, tuple):
        return tuple(map(index, key))
    return key.tensor.long() if isinstance(key, NDArray) else key

"""Where the gradients of parameters are kept, so that calls share them as eager calls do.

An eager `zero_grad` and `backward` make a new tensor at each step. Here the old one is filled
again, unless somebody else still has it. A program that adds to the gradient from before is made
for the tensor that lies there: it would be of no use after the next `zero_grad`, were that not
the same again.
"""

from __future__ import annotations

from sys import getrefcount
from typing import Any

import numpy as np

from tidu.read.guards import Guard, Guards
from tidu.read.recording import Recording
from tidu.tensor.handle import Handle, new


class Home:
    """The gradient of `parameter` that programs write: its tensor, array and address.

    `renewed` counts how often these were exchanged.
    """

    def __init__(self, parameter: Any):
        self.parameter = parameter
        self.tensor: Any = None
        self.array: Any = None
        self.address = self.renewed = 0

    def settle(self, tensor: Any) -> None:
        """Programs write into `tensor` from now on."""
        if tensor is not self.tensor or tensor._value is not self.array:
            self.tensor, self.array = tensor, tensor._value
            self.address = self.array.ctypes.data
            self.renewed += 1

    def free(self) -> bool:
        """Whether nobody but `parameter.grad` has the tensor, or something that lies in its memory."""
        # Through `self` and not a local name, which counts in some versions of Python and not in others.
        return (
            getrefcount(self.tensor) == ALONE + (self.parameter._grad is self.tensor)
            and getrefcount(self.array) == SHARED
            and self.tensor._value is self.array
            and self.tensor._node is None
        )

    @property
    def _value(self) -> np.ndarray:
        """The array, as a tensor has it."""
        return self.array

    @property
    def _counter(self) -> list[int]:
        """The version, as a tensor has it."""
        return self.tensor._counter

    @property
    def present(self) -> bool:
        """Whether it is what lies in `parameter.grad`."""
        tensor = self.tensor
        return (
            tensor is not None
            and self.parameter._grad is tensor
            and tensor._value is self.array
            and tensor._node is None
        )


def fresh(array: np.ndarray) -> Any:
    """A new tensor on an array that is nobody else's."""
    tensor = new(Handle.concrete)
    tensor._value = array
    tensor._counter = [0]
    return tensor


def _counts() -> tuple[int, int]:
    """The reference counts, as `free` sees them, of a tensor and array that nobody else has."""
    home = Home(fresh(np.empty(0)))
    home.settle(fresh(np.empty(0)))
    return getrefcount(home.tensor), getrefcount(home.array)


ALONE, SHARED = _counts()


class Gradient:
    """A gradient that a program makes anew, of a parameter with this `home`: where its pointer lies.

    `renewed` is the home that the pointer leads to.
    """

    def __init__(self, home: Home, place: int, shape: tuple[int, ...], dtype: np.dtype):
        self.home, self.place, self.shape, self.dtype = home, place, shape, dtype
        self.renewed = -1

    def settle(self, pointers: Any) -> None:
        """Sets the pointer, to a new array where the one that is there is in use or of another form."""
        home = self.home
        known = home.tensor is not None and (home.array.shape, home.array.dtype) == (self.shape, self.dtype)
        if not (known and home.free()):
            home.settle(fresh(np.empty(self.shape, self.dtype)))
        pointers[self.place], self.renewed = home.address, home.renewed


class Homes:
    """The homes of all parameters, by these. Each keeps its parameter alive, so its id is its own."""

    def __init__(self) -> None:
        self._known: dict[int, Home] = {}

    def of(self, parameter: Any) -> Home:
        """The home of the gradient of `parameter`."""
        return self._known.setdefault(id(parameter), Home(parameter))

    def adopt(self, recording: Recording) -> None:
        """Puts homes in the place of the gradients from before that a recording uses."""
        guards = recording.guards.guards
        for guard in [guard for guard in guards if guard.key == "_grad" and isinstance(guard.value, Handle)]:
            parameter, gradient = guard.holder, guard.value
            flags = gradient._value.flags
            uses = [each for each in guards if each.holder is gradient or each.value is gradient]
            plain = all(each is guard or each.key in ("_value", "_node") for each in uses)
            if not (plain and flags.c_contiguous and flags.aligned and flags.writeable):
                continue
            home = self.of(parameter)
            home.settle(gradient)
            replace(recording.inputs, gradient, home)
            replace(recording.state, gradient, home)
            guards = [each for each in guards if not any(each is use for use in uses)]
            guards += [Guard(home, "present", True), Guard(home, "renewed", home.renewed)]
        recording.guards = Guards(guards)


def replace(sources: list[Any], old: Any, new: Any) -> None:
    """Puts `new` where `old` is."""
    sources[:] = [new if source is old else source for source in sources]

"""What a tensor is underneath: a value, a place on the tape, a version. The one door to them."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from tidu.core.mode import mode
from tidu.core.primitive import Bindable


class Handle(Bindable):
    """The base of `Tensor`, which adds only names for operations.

    `_value` is the array (or, while a recording is on, the program's variable): whoever wants
    what a tensor holds reads it here. `_node` is where on the tape it was made, or its own
    leaf; None means that no gradient is asked. `_counter` holds the version, one list shared
    by all views of a memory. A view also knows its `_base` and the `_chain` of view
    operations that leads there, and how many in-place edits of the base's tape it has seen.
    """

    concrete: ClassVar[Any]  # Tensor, which is defined on top of this class

    _value: np.ndarray
    _node: Any = None
    _counter: list[int]
    _base: Any = None
    _chain: tuple = ()
    _edits: int = 0
    _grad: Any = None
    _retained: Any = None

    if TYPE_CHECKING:  # what `Tensor` adds

        def __getattr__(self, name: str) -> Any: ...

    output_nr = 0


new = object.__new__


def wrap(value: np.ndarray, node: Any = None) -> Any:
    """A tensor that holds `value`, which is nobody else's, made by `node`."""
    if mode.recorder is not None:
        return mode.recorder.wrap(value, node)
    tensor = new(Handle.concrete)
    tensor._value = value
    tensor._node = node
    tensor._counter = [0]
    return tensor


def alias(tensor: Handle, node: Any = None) -> Any:
    """Another tensor on the memory of `tensor`, at another place of the tape."""
    return wrap(tensor._value if mode.recorder is None else mode.recorder.memory(tensor), node)


def look(tensor: Handle, reason: str = "value") -> np.ndarray:
    """The numbers that `tensor` holds. In a recording nobody knows them, but of constants: it is refused."""
    return tensor._value if mode.recorder is None else mode.recorder.look(tensor, reason)


def tensor_of(g: Any) -> Any:
    """A cotangent as a tensor."""
    if isinstance(g, Handle):
        return g
    return wrap(g if isinstance(g, Bindable) else np.asarray(g))  # pyright: ignore


class Leaf:
    """The end of the tape: a tensor whose gradient is kept. It does not keep the tensor alive."""

    __slots__ = ("__weakref__", "after", "dtype", "hooks", "shape", "tensor")

    order = -1
    edges = ()

    def __init__(self, tensor: Handle):
        self.tensor = weakref.ref(tensor)
        self.shape = tensor._value.shape
        self.dtype = tensor._value.dtype
        self.hooks: list | None = None
        self.after: list | None = None

    @property
    def name(self) -> str:
        """What PyTorch calls the end of the tape."""
        return "AccumulateGrad"

    def accumulate(self, g: Any, taped: Any) -> None:
        """Adds `g` to the tensor's gradient, then calls the hooks that wait for that."""
        tensor = self.tensor()
        if tensor is None:
            return
        add_gradient(tensor, g, taped)
        for hook in list(self.after or ()):
            if mode.recorder is not None:
                mode.recorder.refuse("hook")
            hook(tensor)


def add_gradient(tensor: Any, g: Any, taped: Any) -> None:
    """Adds the cotangent `g` to the `grad` of `tensor`; a first array is copied, for others use it.

    Where the walk was taped `g` is a tensor, and the sum is a new one that knows where it came
    from; else the sum is made in place, as PyTorch does.
    """
    if mode.recorder is not None:
        mode.recorder.add_gradient(tensor, g)
        return
    present = tensor._grad
    if taped:
        tensor._grad = g if present is None else present + g
    elif present is None:
        tensor._grad = wrap(np.array(g))
    else:
        with np.errstate(all="ignore"):
            if present._node is None:
                present._value += g
                present._counter[0] += 1
            else:
                tensor._grad = wrap(present._value + g)

"""Parameters in a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tidu.nn.module import Module
from tidu.nn.parameter import Parameter
from tidu.nn.sequential import place_of
from tidu.tensor.tensor import Tensor
from tidu.text import say


def as_member(value: Any) -> Any:
    """A tensor as a parameter; anything else as it is."""
    return Parameter(value) if isinstance(value, Tensor) and not isinstance(value, Parameter) else value


def described(value: Any, kind: Any) -> str:
    """A held value on one line; `kind` is how the container names a tensor's type.

    >>> import tidu
    >>> described(tidu.zeros(2, 3), "torch.float32")
    'Tensor containing: [torch.float32 of size 2x3]'
    """
    if not isinstance(value, Tensor):
        return f"Object of type: {type(value).__name__}"
    word = "Parameter" if isinstance(value, Parameter) else "Tensor"
    return f"{word} containing: [{kind} of size {'x'.join(map(str, value._value.shape))}]"


class ParameterList(Module):
    """A list whose tensors are parameters.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ParameterList.html

    >>> import tidu
    >>> ParameterList([tidu.zeros(2)])
    ParameterList(  (0): Parameter containing: [torch.float32 of size 2])
    """

    def __init__(self, values: Iterable[Any] | None = None):
        super().__init__()
        self._size = 0
        if values is not None:
            self.extend(values)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(self._size))

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return type(self)([self[k] for k in range(self._size)[index]])
        return getattr(self, str(place_of(index, self._size)))

    def __setitem__(self, index: int, param: Any) -> None:
        setattr(self, str(place_of(index, self._size)), as_member(param))

    def __iadd__(self, values: Iterable[Any]) -> ParameterList:
        return self.extend(values)

    def append(self, value: Any) -> ParameterList:
        """Adds a value at the end; a tensor becomes a parameter."""
        self._size += 1
        self[self._size - 1] = value
        return self

    def extend(self, values: Iterable[Any]) -> ParameterList:
        """Adds values at the end. TypeError for a tensor, or for what cannot be gone through."""
        if not isinstance(values, Iterable) or isinstance(values, Tensor):
            raise TypeError(say("nn.extend", container="ParameterList", given=type(values).__name__))
        for value in list(values):
            self.append(value)
        return self

    def extra_repr(self) -> str:
        lines = (described(x, x.dtype if isinstance(x, Tensor) else "") for x in self)
        return "\n".join(f"  ({k}): {line}" for k, line in enumerate(lines))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError(say("nn.not_called", container="ParameterList"))

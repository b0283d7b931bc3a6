"""Modules one after the other."""

from __future__ import annotations

import operator
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any

from tidu.nn.module import Module
from tidu.text import say


def place_of(index: Any, count: int) -> int:
    """`index` counted from the front; IndexError if there is no such place.

    >>> place_of(-1, 3)
    2
    """
    place = operator.index(index)
    if not -count <= place < count:
        raise IndexError(say("nn.index", index=place, count=count))
    return place % count


class Sequential(Module):
    """Modules that are called in order, each with the result of the one before.

    Given one by one (named "0", "1", ...) or as an OrderedDict of names and modules.
    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Sequential.html

    >>> import tidu
    >>> Sequential(tidu.nn.ReLU(), tidu.nn.Flatten())(tidu.tensor([[[-1.0], [2.0]]]))
    tensor([[0., 2.]])
    """

    def __init__(self, *args: Any):
        super().__init__()
        named = len(args) == 1 and isinstance(args[0], OrderedDict)
        for name, module in args[0].items() if named else enumerate(args):
            self.add_module(str(name), module)

    def forward(self, input: Any) -> Any:
        for module in self._modules.values():
            input = module(input)
        return input

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Module]:
        return iter(self._modules.values())

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return type(self)(OrderedDict(list(self._modules.items())[index]))
        return list(self._modules.values())[place_of(index, len(self))]

    def __setitem__(self, index: int, module: Module) -> None:
        setattr(self, list(self._modules)[place_of(index, len(self))], module)

    def __delitem__(self, index: int | slice) -> None:
        names = list(self._modules)
        for name in names[index] if isinstance(index, slice) else (names[place_of(index, len(self))],):
            del self._modules[name]
        self._renumber(self._modules.values())

    def __add__(self, other: Sequential) -> Sequential:
        return Sequential(*self, *_sequential(other))

    def __iadd__(self, other: Sequential) -> Sequential:
        return self.extend(_sequential(other))

    def __mul__(self, count: int) -> Sequential:
        return Sequential(*list(self) * _times(count))

    __rmul__ = __mul__

    def __imul__(self, count: int) -> Sequential:
        return self.extend(list(self) * (_times(count) - 1))

    def append(self, module: Module) -> Sequential:
        """Adds a module at the end."""
        self.add_module(str(len(self)), module)
        return self

    def insert(self, index: int, module: Module) -> Sequential:
        """Puts a module at a place; those behind move by one."""
        count = len(self)
        if not -count <= index <= count:
            raise IndexError(say("nn.index", index=index, count=count))
        modules = list(self)
        modules.insert(index, module)
        self._renumber(modules)
        return self

    def extend(self, sequential: Iterable[Module]) -> Sequential:
        """Adds modules at the end."""
        for module in list(sequential):
            self.append(module)
        return self

    def pop(self, key: int | slice) -> Any:
        """Takes a module out and gives it back."""
        taken = self[key]
        del self[key]
        return taken

    def _renumber(self, modules: Iterable[Module]) -> None:
        self._modules = {str(k): module for k, module in enumerate(list(modules))}


def _sequential(other: Any) -> Sequential:
    if not isinstance(other, Sequential):
        raise ValueError(say("nn.sequential_add", given=type(other).__name__))
    return other


def _times(count: Any) -> int:
    if not isinstance(count, int):
        raise TypeError(say("nn.sequential_times_type", given=type(count).__name__))
    if count <= 0:
        raise ValueError(say("nn.sequential_times", given=count))
    return count

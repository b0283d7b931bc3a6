"""Modules in a list, to be called as one likes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from tidu.nn.module import Module
from tidu.nn.sequential import place_of
from tidu.nn.show import framed, indented
from tidu.text import say


class ModuleList(Module):
    """A list whose modules are found by `parameters()`; it has no forward.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleList.html

    >>> import tidu
    >>> ModuleList(tidu.nn.Linear(2, 2) for _ in range(3))
    ModuleList(
      (0-2): 3 x Linear(in_features=2, out_features=2, bias=True)
    )
    """

    def __init__(self, modules: Iterable[Module] | None = None):
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._modules.values())

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return type(self)(list(self)[index])
        return self._modules[str(place_of(index, len(self)))]

    def __setitem__(self, index: int, module: Module) -> None:
        setattr(self, str(place_of(index, len(self))), module)

    def __delitem__(self, index: int | slice) -> None:
        left = list(self)
        del left[index if isinstance(index, slice) else place_of(index, len(self))]
        self._renumber(left)

    def __add__(self, other: Iterable[Module]) -> ModuleList:
        return ModuleList([*self, *other])

    def __iadd__(self, modules: Iterable[Module]) -> ModuleList:
        return self.extend(modules)

    def append(self, module: Module) -> ModuleList:
        """Adds a module at the end."""
        self.add_module(str(len(self)), module)
        return self

    def insert(self, index: int, module: Module) -> None:
        """Puts a module at a place; those behind move by one."""
        modules = list(self)
        modules.insert(index, module)
        self._renumber(modules)

    def extend(self, modules: Iterable[Module]) -> ModuleList:
        """Adds modules at the end. TypeError for what cannot be gone through."""
        if not isinstance(modules, Iterable):
            raise TypeError(say("nn.extend", container="ModuleList", given=type(modules).__name__))
        for module in list(modules):
            self.append(module)
        return self

    def pop(self, key: int | slice) -> Any:
        """Takes a module out and gives it back."""
        taken = self[key]
        del self[key]
        return taken

    def _renumber(self, modules: list[Module]) -> None:
        self._modules = {str(k): module for k, module in enumerate(modules)}

    def __repr__(self) -> str:
        lines, start = [], 0
        for line, same in groupby(map(repr, self)):
            count = len(list(same))
            shown = f"({start}): {line}" if count == 1 else f"({start}-{start + count - 1}): {count} x {line}"
            lines.append(indented(shown))
            start += count
        return framed(self._get_name(), [], lines)

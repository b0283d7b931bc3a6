"""Modules in a dictionary, to be called as one likes."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any

from tidu.nn.module import Module
from tidu.text import say


class ModuleDict(Module):
    """A dictionary whose modules are found by `parameters()`; it has no forward.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.ModuleDict.html

    >>> import tidu
    >>> ModuleDict({"act": tidu.nn.ReLU()})["act"]
    ReLU()
    """

    def __init__(self, modules: Mapping[str, Module] | Iterable[tuple[str, Module]] | None = None):
        super().__init__()
        if modules is not None:
            self.update(modules)

    def __getitem__(self, key: str) -> Any:
        return self._modules[key]

    def __setitem__(self, key: str, module: Module) -> None:
        self.add_module(key, module)

    def __delitem__(self, key: str) -> None:
        del self._modules[key]

    def __len__(self) -> int:
        return len(self._modules)

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __contains__(self, key: str) -> bool:
        return key in self._modules

    def clear(self) -> None:
        """Takes all modules out."""
        self._modules.clear()

    def pop(self, key: str) -> Any:
        """Takes a module out and gives it back."""
        return self._modules.pop(key)

    def keys(self) -> KeysView[str]:
        """The names."""
        return self._modules.keys()

    def items(self) -> ItemsView[str, Any]:
        """The names and modules."""
        return self._modules.items()

    def values(self) -> ValuesView[Any]:
        """The modules."""
        return self._modules.values()

    def update(self, modules: Mapping[str, Module] | Iterable[tuple[str, Module]] | ModuleDict) -> None:
        """Takes over names and modules: a mapping, or pairs. TypeError for anything else."""
        for key, module in pairs_of(modules, "ModuleDict"):
            self[key] = module


def pairs_of(given: Any, container: str) -> Iterable[tuple[str, Any]]:
    """Names and values from a mapping or from pairs.

    >>> list(pairs_of([("a", 1)], "ModuleDict"))
    [('a', 1)]
    """
    if not isinstance(given, Iterable):
        raise TypeError(say("nn.update", container=container, given=type(given).__name__))
    if hasattr(given, "items"):
        return given.items()  # pyright: ignore
    pairs = list(given)
    for position, pair in enumerate(pairs):
        if not isinstance(pair, Iterable):
            raise TypeError(
                say("nn.update_pair", container=container, position=position, given=type(pair).__name__)
            )
        if len(pair) != 2:  # pyright: ignore
            raise ValueError(say("nn.update_two", container=container, position=position, count=len(pair)))  # pyright: ignore
    return pairs

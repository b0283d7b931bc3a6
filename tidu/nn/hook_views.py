"""A module's hooks of one kind under the names that PyTorch holds them by: code reaches into them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tidu.core.mode import Changes
from tidu.nn.hooks import Hook

if TYPE_CHECKING:
    from tidu.nn.module import Module


class HookView(Mapping[int, Callable[..., Any]]):
    """The functions registered for `kind`, by a number each; they can be deleted, all at once too.

    >>> import tidu
    >>> layer = tidu.nn.Identity()
    >>> handle = layer.register_forward_hook(print)
    >>> list(layer._forward_hooks.values()), len(layer._forward_pre_hooks)
    ([<built-in function print>], 0)
    >>> layer._forward_hooks.clear(); len(layer._forward_hooks)
    0
    """

    def __init__(self, module: Module, kind: str):
        self.module, self.kind = module, kind

    def _held(self) -> dict[int, Hook]:
        return {id(hook): hook for hook in self.module._hooks if hook.kind == self.kind}

    def __getitem__(self, key: int) -> Callable[..., Any]:
        return self._held()[key].call

    def __iter__(self) -> Iterator[int]:
        return iter(self._held())

    def __len__(self) -> int:
        return len(self._held())

    def __delitem__(self, key: int) -> None:
        hooks, hook = self.module._hooks, self._held()[key]
        hooks[:] = [held for held in hooks if held is not hook]
        Changes.mark()

    def clear(self) -> None:
        """Takes all of them off."""
        for key in list(self):
            del self[key]

    def __repr__(self) -> str:
        return repr(OrderedDict(self))


def viewed(kind: str) -> property:
    """The attribute by which a module has its hooks of `kind`; a mapping put there takes their place."""

    def put(module: Module, given: Mapping[int, Callable[..., Any]]) -> None:
        calls = list(given.values())
        HookView(module, kind).clear()
        module._hooks.extend(Hook(kind, call) for call in calls)

    return property(lambda module: HookView(module, kind), put)

"""Hooks: functions called when a gradient arrives, and the handles that remove them."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from tidu.core.mode import Changes
from tidu.tensor.handle import Handle, add_gradient


class Removable:
    """What registering a hook gives back: `remove()` takes it off again, as leaving `with` does.

    >>> hooks = []
    >>> handle = Removable(hooks, print)
    >>> handle.remove(); hooks
    []
    """

    def __init__(self, hooks: list, hook: Callable):
        self.hooks, self.hook = hooks, hook
        hooks.append(hook)
        Changes.mark()

    def remove(self) -> None:
        """Takes the hook off; a second time does nothing."""
        if self.hook in self.hooks:
            self.hooks.remove(self.hook)

    def __enter__(self) -> Removable:
        return self

    def __exit__(self, *error: object) -> None:
        self.remove()


def attach(node: Any, run: Callable) -> Removable:
    """Has `run(cotangent, wrap)` called when the walk reaches `node`; it returns the cotangent."""
    if node.hooks is None:
        node.hooks = []
    handle = Removable(node.hooks, run)
    node.hooks.sort(key=lambda held: isinstance(held, Keep))
    return handle


class Keep:
    """A hook that adds the cotangent to the `grad` of `tensor`, without keeping it alive.

    It is called after all others, whenever they were registered: what they change is kept changed.
    """

    def __init__(self, tensor: Any):
        self.tensor = weakref.ref(tensor)

    def __call__(self, g: Any, wrapped: Callable) -> Any:
        owner = self.tensor()
        if owner is not None:
            add_gradient(owner, g, isinstance(g, Handle))
        return g

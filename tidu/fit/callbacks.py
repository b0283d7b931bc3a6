"""Who is told what while training runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tidu.text import say

EVENTS = ("on_fit_start", "on_epoch_start", "on_step_end", "on_epoch_end", "on_fit_end")


class Listeners:
    """Callbacks sorted by the events that they wait for.

    A callback is an object with methods named as the events, each taking the state, or a plain
    function of the state, which is called at the end of every epoch. TypeError for others.

    >>> heard = []
    >>> Listeners([heard.append]).tell("on_epoch_end", "state")
    >>> heard
    ['state']
    """

    def __init__(self, callbacks: Any):
        self._waiting: dict[str, list[Callable[[Any], Any]]] = {event: [] for event in EVENTS}
        for callback in callbacks if isinstance(callbacks, Iterable) else [callbacks]:
            methods = {event: getattr(callback, event) for event in EVENTS if hasattr(callback, event)}
            if not methods and not callable(callback):
                kind = {"name": "callback", "given": type(callback).__name__}
                raise TypeError(say("fit.kind", wanted=say("fit.callback_wanted"), **kind))
            for event, method in (methods or {"on_epoch_end": callback}).items():
                self._waiting[event].append(method)

    def awaits(self, *events: str) -> bool:
        """Whether anybody waits for one of the events.

        >>> Listeners([print]).awaits("on_step_end")
        False
        """
        return any(self._waiting[event] for event in events)

    def tell(self, event: str, state: Any) -> None:
        """Calls everybody who waits for `event`, in order."""
        for method in self._waiting[event]:
            method(state)

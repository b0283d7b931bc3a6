"""Ctrl-C as a wish to stop, for as long as training runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


class Interrupt:
    """While `with` lasts, the first Ctrl-C sets `asked`; the second raises KeyboardInterrupt.

    Only the main thread can do this, and only where Python's own handler is in place: a
    program that handles Ctrl-C itself keeps doing so. `whole`: the interrupt of the larger work
    that this one is a part of; to ask that one is to ask this one.

    >>> with Interrupt() as interrupt:
    ...     signal.raise_signal(signal.SIGINT)
    >>> interrupt.asked
    True
    """

    def __init__(self) -> None:
        self.whole = _thread.whole
        self._asked = False
        self._installed = False

    @property
    def asked(self) -> bool:
        """Whether to stop."""
        return self._asked or (self.whole is not None and self.whole.asked)

    def ask(self) -> None:
        """Sets `asked`; any thread may do so."""
        self._asked = True

    def __enter__(self) -> Interrupt:
        in_main_thread = threading.current_thread() is threading.main_thread()
        if in_main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._on_signal)
            self._installed = True
        return self

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.ask()

    def __exit__(self, *error: Any) -> None:
        if self._installed:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._installed = False


class _Thread(threading.local):
    whole: Interrupt | None = None


_thread = _Thread()


@contextmanager
def part_of(whole: Interrupt) -> Iterator[None]:
    """Inside, and in this thread alone, training runs are parts of something larger.

    They end when `whole` is asked to, and leave it to whoever started them to speak of a loss
    that is no number.

    >>> with part_of(Interrupt()):
    ...     part = Interrupt()
    >>> part.whole.ask()
    >>> part.asked
    True
    """
    before, _thread.whole = _thread.whole, whole
    try:
        yield
    finally:
        _thread.whole = before

"""Threads of ours that wait for native functions to run, and how many are of use."""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import weakref
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import Any

PAYS = 300_000.0  # a step whose shared loops take one thread less than these nanoseconds stays with it
EACH = 150_000.0  # nanoseconds of shared loops, for one thread, that are worth one more thread


def threads_for(shared: float, most: int) -> int:
    """How many threads a step should have whose shared loops take one thread `shared` nanoseconds.

    >>> threads_for(20_000.0, 8), threads_for(1e6, 8), threads_for(1e8, 8)
    (1, 6, 8)
    """
    return 1 if shared < PAYS else max(1, min(most, int(shared / EACH)))


class Crew:
    """So many threads, which run a function together whenever `run` is called.

    They are asleep in between. The caller only waits, so that Ctrl-C cannot come between the
    starts of two threads of which one would then wait for the other forever.

    >>> import threading
    >>> together, meeting = Crew(2), threading.Barrier(2)
    >>> together.run(lambda thread: meeting.wait() * 0 + thread)
    0
    """

    def __init__(self, size: int):
        self.size, self.process = size, os.getpid()
        self._calls: list[SimpleQueue[Any]] = [SimpleQueue() for _ in range(size)]
        weakref.finalize(self, _dismiss, self._calls)
        for place, calls in enumerate(self._calls):
            name = f"tidu-{place}"
            threading.Thread(target=_serve, args=(calls,), name=name, daemon=True).start()

    def run(self, function: Callable[[int], Any]) -> Any:
        """Calls `function` with 0, 1, ... in as many threads; gives what the first call gave.

        It must not raise. KeyboardInterrupt waits until all calls are done.
        """
        done: SimpleQueue[Any] = SimpleQueue()
        try:
            self._calls[0].put((partial(_lead, self._calls, function), done))
            return done.get()
        except BaseException:
            self._settle()
            raise

    def _settle(self) -> None:
        """Waits until what was asked for before is done."""
        done: SimpleQueue[Any] = SimpleQueue()
        self._calls[0].put((int, done))
        done.get()


def _lead(calls: list[SimpleQueue[Any]], function: Callable[[int], Any]) -> Any:
    """The first thread's part: it starts the others, and waits for them."""
    done: SimpleQueue[Any] = SimpleQueue()
    for thread in range(1, len(calls)):
        calls[thread].put((partial(function, thread), done))
    made = function(0)
    for _ in calls[1:]:
        done.get()
    return made


def _serve(calls: SimpleQueue[Any]) -> None:
    """A thread: what it is asked to call, until it is dismissed."""
    while (asked := calls.get()) is not None:
        call, done = asked
        done.put(call())
        del asked, call, done  # what was called may hold the crew


def _dismiss(calls: list[SimpleQueue[Any]]) -> None:
    for each in calls:
        each.put(None)


def offering() -> int:
    """The address of the system's function that offers the processor to another thread."""
    if sys.platform == "win32":
        function = ctypes.WinDLL("kernel32").SwitchToThread
    else:
        function = ctypes.CDLL(None).sched_yield
    return ctypes.cast(function, ctypes.c_void_p).value or 0

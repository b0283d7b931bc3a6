"""The arrays that a compiled program works on, and the table of pointers to them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.read.native.words import Beyond

STREAM_BYTES = 2520


def room(size: int) -> np.ndarray:
    """So many bytes, aligned to a cache line.

    >>> room(100).ctypes.data % 64
    0
    """
    raw = np.zeros(size + 64, np.uint8)
    first = -raw.ctypes.data % 64
    return raw[first : first + size]


class Table:
    """Pointers to arrays, in the order that a program's function expects.

    The arrays are kept alive here. `set` exchanges one; `address` is what the function is given.
    """

    def __init__(self, count: int):
        self.arrays: list[Any] = [None] * count
        self._pointers = (ctypes.c_void_p * max(count, 1))()
        self.address = ctypes.addressof(self._pointers)

    def set(self, place: int, array: np.ndarray) -> None:
        """The array at `place` from now on."""
        if array is not self.arrays[place]:
            self.arrays[place] = array
            self._pointers[place] = array.ctypes.data


def in_memory(array: np.ndarray, what: str) -> np.ndarray:
    """`array`, which must lie in one piece in order, since the program writes into it."""
    if not (array.flags.c_contiguous and array.flags.aligned and array.flags.writeable):
        raise Beyond(f"{what} does not lie in order in memory")
    return array


class Streams:
    """The states of random streams while native code draws from them.

    >>> from tidu.core.stream import Stream
    >>> stream = Stream(0); streams = Streams()
    >>> state = streams.state(stream)
    >>> streams.take(); streams.give()
    >>> stream.permutation(5)
    array([4, 0, 1, 3, 2])
    """

    def __init__(self) -> None:
        self._held: list[tuple[Any, np.ndarray]] = []
        self._taken = False

    def state(self, stream: Any) -> np.ndarray:
        """Where the state of `stream` lies for native code."""
        for known, state in self._held:
            if known is stream:
                return state
        state = room(STREAM_BYTES)
        self._held.append((stream, state))
        if self._taken:
            state[:] = stream.get_state()
        return state

    def take(self) -> None:
        """Native code draws from now on."""
        if not self._taken:
            for stream, state in self._held:
                state[:] = stream.get_state()
            self._taken = True

    def give(self) -> None:
        """The streams go on from where native code left them."""
        if self._taken:
            for stream, state in self._held:
                stream.set_state(state)
            self._taken = False


def contiguous(arrays: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Arrays to read from, copied where they do not lie in order."""
    return [np.ascontiguousarray(array) for array in arrays]

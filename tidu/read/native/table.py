"""The arrays that a compiled program works on, and the table of pointers to them."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

STREAM_BYTES = 2520
SKEW = 576  # nine cache lines


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


class Held:
    """What native code works on in place of tensors and random streams, which go on from it later.

    Copies of tensors are aligned to cache lines, and no two of them begin at the same place of a
    memory page, where a processor takes them for one another.

    >>> from tidu.core.stream import Stream
    >>> stream = Stream(0); held = Held()
    >>> state = held.state(stream)
    >>> held.take(); held.give()
    >>> stream.permutation(5)
    array([4, 0, 1, 3, 2])
    """

    def __init__(self) -> None:
        self._streams: list[tuple[Any, np.ndarray]] = []
        self._tensors: dict[int, tuple[Any, np.ndarray]] = {}
        self._changed: set[int] = set()
        self._taken = False

    def state(self, stream: Any) -> np.ndarray:
        """Where the state of `stream` lies for native code."""
        for known, state in self._streams:
            if known is stream:
                return state
        state = room(STREAM_BYTES)
        self._streams.append((stream, state))
        if self._taken:
            state[:] = stream.get_state()
        return state

    def array(self, tensor: Any, *, changes: bool) -> np.ndarray:
        """Where the numbers of `tensor` lie for native code, which may change them."""
        value = tensor._value
        found = self._tensors.get(id(tensor))
        if found is None or found[1].shape != value.shape or found[1].dtype != value.dtype:
            skew = len(self._tensors) % 8 * SKEW
            memory = room(value.nbytes + skew)[skew:]
            found = self._tensors[id(tensor)] = (tensor, memory.view(value.dtype).reshape(value.shape))
            found[1][...] = value
        if changes:
            self._changed.add(id(tensor))
        return found[1]

    def take(self) -> None:
        """Native code has everything from now on."""
        if not self._taken:
            for stream, state in self._streams:
                state[:] = stream.get_state()
            for tensor, array in self._tensors.values():
                array[...] = tensor._value
            self._taken = True

    def show(self) -> None:
        """Tensors hold what native code made of them, which goes on with it."""
        if self._taken:
            for key in self._changed:
                tensor, array = self._tensors[key]
                tensor._value[...] = array
                tensor._counter[0] += 1

    def give(self) -> None:
        """Tensors and streams are their owners' again."""
        self.show()
        if self._taken:
            for stream, state in self._streams:
                stream.set_state(state)
            self._taken = False


def contiguous(arrays: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Arrays to read from, copied where they do not lie in order."""
    return [np.ascontiguousarray(array) for array in arrays]

"""Memory of PyTorch's tensors: read once, shared by the tensors that look at it."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np

from tidu.files.refusal import RefusedObject
from tidu.text import say

KINDS = {
    "Double": "f8", "Float": "f4", "Half": "f2", "BFloat16": "u2", "Long": "i8", "Int": "i4", "Short": "i2",
    "Char": "i1", "Byte": "u1", "Bool": "?",
}  # fmt: skip
"""PyTorch's names for memory of numbers of one type -> NumPy's type."""

CHUNK = 1 << 20


class Storage:
    """`count` numbers of one of `KINDS`. bfloat16, the upper half of a float32, becomes float32.

    The array is there before its numbers, so that tensors can look at it.
    """

    def __init__(self, kind: str, count: int, order: str):
        if kind not in KINDS:
            raise RefusedObject(say("files.number_type", kind=kind))
        self.kind, self.count = kind, count
        self.stored = np.dtype(order + KINDS[kind])
        self.array = np.empty(count, "f4" if kind == "BFloat16" else self.stored.newbyteorder("="))

    @property
    def size(self) -> int:
        """How many bytes it has in the file."""
        return self.count * self.stored.itemsize

    def read(self, file: BinaryIO) -> None:
        """Takes its numbers from the file's place on, some at a time: it is not held twice."""
        step = CHUNK // self.stored.itemsize
        for begin in range(0, self.count, step):
            part = self.array[begin : begin + step]
            data = file.read(len(part) * self.stored.itemsize)
            numbers = np.frombuffer(data, self.stored)
            if len(numbers) != len(part):
                raise ValueError(f"{self.count} numbers do not end where the file does")
            if self.kind == "BFloat16":
                part.view("u4")[:] = numbers.astype("u4") << 16
            else:
                part[:] = numbers


def view_of(storage: Any, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    """The numbers of a tensor: a view of its storage. ValueError for one that reaches beyond it.

    >>> storage = Storage("Long", 6, "<")
    >>> storage.array[:] = range(6)
    >>> view_of(storage, 1, (2, 2), (1, 2))
    array([[1, 3], [2, 4]])
    """
    if len(shape) != len(strides) or offset < 0 or any(n < 0 for n in (*shape, *strides)):
        raise ValueError(f"offset {offset}, shape {shape}, strides {strides}")
    array = storage.array
    last = offset + sum((n - 1) * step for n, step in zip(shape, strides, strict=True))
    if 0 not in shape and last >= len(array):
        raise ValueError(f"a tensor of shape {shape} reaches beyond its {len(array)} numbers")
    if 0 in shape:
        return np.empty(shape, array.dtype)
    steps = [step * array.itemsize for step in strides]
    return np.lib.stride_tricks.as_strided(array[offset:], shape, steps)

"""The memory under a tensor, to be looked at: which one it is, and how large."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.tensor.handle import look


class UntypedStorage:
    """The bytes that a tensor and all its views share. They are changed through the tensors.

    >>> import tidu
    >>> x = tidu.zeros(2, 3)
    >>> storage = x[1].untyped_storage()
    >>> storage.nbytes(), storage.data_ptr() == x.data_ptr()
    (24, True)
    """

    def __init__(self, array: np.ndarray):
        while isinstance(array.base, np.ndarray):
            array = array.base
        self._array = array

    def data_ptr(self) -> int:
        """Where it begins."""
        return self._array.__array_interface__["data"][0]

    def nbytes(self) -> int:
        """How many bytes."""
        return self._array.nbytes

    size = __len__ = nbytes

    def tolist(self) -> list[int]:
        """The bytes as numbers."""
        return list(self._array.tobytes())

    def __sizeof__(self) -> int:
        return object.__sizeof__(self) + self.nbytes()

    def __repr__(self) -> str:
        return f"<torch.UntypedStorage of {self.nbytes()} bytes on the CPU>"


def untyped_storage(self: Any) -> UntypedStorage:
    """The memory that this tensor shares with its views."""
    return UntypedStorage(look(self))

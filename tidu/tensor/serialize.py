"""Tensors in files: what `tidu.core.weights` is told of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tidu.core import dtypes
from tidu.core.codec import Codec, Marked
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.tape import place


class TensorCodec(Codec):
    """Tensors and arrays, which come back as tensors. Tensors on the same memory stay so.

    >>> TensorCodec().array_of(wrap(np.zeros(1)).requires_grad_())
    (array([0.]), True)
    """

    def array_of(self, value: Any) -> Marked | None:
        """The array of a tensor or array, and whether it collects a gradient; None for anything else."""
        if isinstance(value, Handle):
            return value._value, place(value) is not None
        if isinstance(value, np.ndarray):
            dtypes.from_numpy(value.dtype)
            return value, False
        return None

    def made(self, array: np.ndarray, mark: Any) -> Any:
        """A tensor on `array`, a leaf that collects a gradient if so marked."""
        return wrap(array).requires_grad_() if mark else wrap(array)

"""`tidu.save` and `tidu.load`: tensors and what holds them, in one safe file."""

from __future__ import annotations

from typing import Any, BinaryIO

import numpy as np

from tidu.core import dtypes
from tidu.core.archive import Path
from tidu.core.weights import Marked, load_structure, save_structure
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.tape import place


def save(obj: Any, f: Path | BinaryIO) -> None:
    """Writes `obj` to the path `f`, in one step, or to an open binary file.

    `obj`: tensors, arrays, numbers, texts, None, and lists, tuples and dicts of them, such as
    `model.state_dict()`. Tensors on the same memory stay so. TypeError for objects with code
    (a whole model): what a file holds is data, never a pickle.

    >>> import io
    >>> file = io.BytesIO()
    >>> save({"weight": wrap(np.ones(2)), "epoch": 3}, file)
    >>> load(file)
    {'weight': tensor([1., 1.], dtype=torch.float64), 'epoch': 3}
    """
    save_structure(obj, f, marked)


def load(f: Path | BinaryIO, map_location: Any = None, *, weights_only: bool = True) -> Any:
    """What `save` wrote to `f`, or a .safetensors file as a dict of tensors.

    Arrays come back as tensors, dicts of every kind as plain dicts. `map_location` and
    `weights_only` are accepted: everything is on the CPU, and nothing but data is ever loaded.
    `DataError` (a ValueError) for other files, damage and pickles, `OSError` for a missing file.
    """
    return load_structure(f, tensor_of)


def marked(value: Any) -> Marked | None:
    """The array of a tensor or array, and whether it collects a gradient; None for anything else.

    >>> marked(wrap(np.zeros(1)).requires_grad_())
    (array([0.]), True)
    """
    if isinstance(value, Handle):
        return value._value, place(value) is not None
    if isinstance(value, np.ndarray):
        dtypes.from_numpy(value.dtype)
        return value, False
    return None


def tensor_of(array: np.ndarray, requires_grad: bool) -> Any:
    """A tensor on `array`, a leaf that collects a gradient if `requires_grad`."""
    return wrap(array).requires_grad_() if requires_grad else wrap(array)

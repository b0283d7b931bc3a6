"""Which reading is on in this thread: the function that a tensor operation is handed to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any


class Mode(threading.local):
    """Per thread, as PyTorch's grad mode is.

    `bind(primitive, operands, params)` carries out every operation on tensors: eager with a
    tape, eager without, or a recording. `grad` says which of the first two is meant.
    `recorder` is the recording that is on: whoever looks at the numbers of a tensor, or puts
    a tensor's array into another tensor, asks it.
    """

    bind: Callable[..., Any]
    grad: bool = True
    recorder: Any = None


mode = Mode()

"""Which reading is on in this thread: the function that a tensor operation is handed to."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any


class Mode(threading.local):
    """Per thread, as PyTorch's grad mode is.

    `bind(primitive, operands, params)` carries out every operation on tensors: eager with a
    tape, eager without, or a recording. `grad` says which of the first two is meant.
    `recorder` is the recording that is on: whoever looks at the numbers of a tensor, or puts
    a tensor's array into another tensor, asks it. `inference` says that no tape was asked for
    by `inference_mode`. `whole` says that composed functions which have one operation of their own
    (softmax, an activation) use it; a recording takes their parts, which it can explain and compile.
    `doctor` looks at the training of this thread: modules, backward passes and steps tell it.
    """

    bind: Callable[..., Any]
    grad: bool = True
    inference: bool = False
    whole: bool = True
    recorder: Any = None
    doctor: Any = None


mode = Mode()


class Changes:
    """Marks what a recorded program goes by and cannot look at each call, because it is so much.

    Whoever changes a plain attribute of a module, registers a hook or gives a tensor another
    array calls `mark`. As long as `last` is the same nothing of that was done, in any thread.

    >>> before = Changes.last
    >>> Changes.mark(); Changes.last == before
    False
    """

    last = 0
    _count = itertools.count(1)

    @classmethod
    def mark(cls) -> None:
        """Notes that there was a change."""
        cls.last = next(cls._count)

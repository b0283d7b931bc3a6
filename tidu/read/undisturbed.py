"""A recording is not the place to tidy up: what that calls would be taken for the step's own doing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """While `with` lasts, no garbage is collected, so no finalizer or callback of that runs.

    >>> with undisturbed():
    ...     gc.isenabled()
    False
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

"""Random numbers of our own, while those of the program wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tidu.tensor.generator import get_rng_state, manual_seed, set_rng_state


@contextmanager
def random_aside(seed: int) -> Iterator[None]:
    """Inside, the default generator begins at `seed`; afterwards it is where it was.

    >>> import tidu
    >>> first = tidu.manual_seed(3) and tidu.rand(1)
    >>> _ = tidu.manual_seed(3)
    >>> with random_aside(0):
    ...     _ = tidu.rand(5)
    >>> tidu.rand(1) == first
    tensor([True])
    """
    before = get_rng_state()
    manual_seed(seed)
    try:
        yield
    finally:
        set_rng_state(before)

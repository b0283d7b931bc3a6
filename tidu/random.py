"""Where PyTorch has the generator's functions a second time, and `fork_rng`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tidu.core.refused import refusing
from tidu.tensor.generator import (
    Generator,
    default_generator,
    get_rng_state,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
)

__all__ = [
    "Generator", "default_generator", "fork_rng", "get_rng_state", "initial_seed", "manual_seed", "seed",
    "set_rng_state",
]  # fmt: skip

__getattr__ = refusing("torch.random", __all__)


@contextmanager
def fork_rng(
    devices: Iterable[Any] | None = None, enabled: bool = True, device_type: str = "cuda"
) -> Iterator[None]:
    """The random numbers drawn inside are as if they had not been, once it ends.

    >>> import tidu
    >>> _ = manual_seed(0)
    >>> with fork_rng(): drawn = tidu.rand(1)
    >>> bool(tidu.rand(1) == drawn)
    True
    """
    state = get_rng_state()
    try:
        yield
    finally:
        if enabled:
            set_rng_state(state)

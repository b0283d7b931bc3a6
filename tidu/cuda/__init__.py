"""The door that course code knocks at first. There is no graphics card behind it, and it says so.

What clears, waits or seeds does nothing, as there is nothing to do it to.
"""

from __future__ import annotations

from typing import Any

from tidu.core.refused import refusing
from tidu.cuda import amp

__all__ = [
    "amp", "current_device", "device_count", "empty_cache", "get_arch_list", "get_rng_state_all", "init",
    "ipc_collect", "is_available", "is_bf16_supported", "is_current_stream_capturing", "is_initialized",
    "manual_seed", "manual_seed_all", "max_memory_allocated", "max_memory_reserved", "memory_allocated",
    "memory_reserved", "reset_max_memory_allocated", "reset_max_memory_cached", "reset_peak_memory_stats",
    "seed", "seed_all", "set_device", "set_rng_state_all", "synchronize",
]  # fmt: skip

__getattr__ = refusing("torch.cuda", __all__)


def is_available() -> bool:
    """Whether there is a GPU: Tidu computes on the CPU.

    >>> is_available()
    False
    """
    return False


def device_count() -> int:
    """How many GPUs there are.

    >>> device_count()
    0
    """
    return 0


def is_initialized() -> bool:
    """False: there is nothing to begin with."""
    return False


def is_bf16_supported(including_emulation: bool = True) -> bool:
    """False: Tidu has no bfloat16."""
    return False


def is_current_stream_capturing() -> bool:
    """False: nothing is captured."""
    return False


def get_arch_list() -> list[str]:
    """The kinds of graphics cards that this build knows: none."""
    return []


def get_rng_state_all() -> list[Any]:
    """The states of the generators of all graphics cards: none."""
    return []


def set_rng_state_all(new_states: Any) -> None:
    """Nothing: there is no generator but the CPU's."""


def current_device() -> int:
    """0, the place that `cuda:0` names, which is the CPU."""
    return 0


def memory_allocated(device: Any = None) -> int:
    """0 bytes on a graphics card."""
    return 0


memory_reserved = max_memory_allocated = max_memory_reserved = memory_allocated


def init() -> None:
    """Nothing: there is nothing to begin with."""


def synchronize(device: Any = None) -> None:
    """Nothing: an operation is done when it returns."""


reset_peak_memory_stats = reset_max_memory_allocated = reset_max_memory_cached = synchronize


def set_device(device: Any) -> None:
    """Nothing: there is one place for tensors."""


def empty_cache() -> None:
    """Nothing: memory that is no longer needed is given back at once."""


ipc_collect = empty_cache


def manual_seed(seed: int) -> None:
    """Nothing: there is no generator but the CPU's, and PyTorch does nothing either."""


def manual_seed_all(seed: int) -> None:
    """Nothing, as `manual_seed`."""


def seed() -> None:
    """Nothing, as `manual_seed`."""


seed_all = seed

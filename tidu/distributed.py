"""The first questions of code that can train on several machines; all answers are no."""

from __future__ import annotations

from tidu.core.refused import refusing

__all__ = [
    "is_available", "is_gloo_available", "is_initialized", "is_mpi_available", "is_nccl_available",
    "is_torchelastic_launched", "is_ucc_available", "is_xccl_available",
]  # fmt: skip

__getattr__ = refusing("torch.distributed", __all__)


def is_available() -> bool:
    """Whether processes can train together: one trains alone.

    >>> is_available()
    False
    """
    return False


is_initialized = is_torchelastic_launched = is_available
is_gloo_available = is_mpi_available = is_nccl_available = is_ucc_available = is_xccl_available = is_available

"""`torch.nn.attention`: which of PyTorch's kernels attention may take. Here there is one way for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum

from tidu.text import say


class SDPBackend(IntEnum):
    """The names of PyTorch's kernels, for `sdpa_kernel`.

    >>> SDPBackend.MATH.name
    'MATH'
    """

    ERROR = -1
    MATH = 0
    FLASH_ATTENTION = 1
    EFFICIENT_ATTENTION = 2
    CUDNN_ATTENTION = 3
    OVERRIDEABLE = 4


@contextmanager
def sdpa_kernel(backends: SDPBackend | Sequence[SDPBackend], set_priority: bool = False) -> Iterator[None]:
    """Changes nothing, for attention is computed in one way. AssertionError for what names no kernel.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.attention.sdpa_kernel.html

    >>> with sdpa_kernel(SDPBackend.MATH):
    ...     pass
    """
    listed = backends if isinstance(backends, list | tuple) else [backends]
    if not all(isinstance(each, SDPBackend) for each in listed):
        raise AssertionError(say("attention.kernel", given=type(backends).__name__))
    yield


__all__ = ["SDPBackend", "sdpa_kernel"]

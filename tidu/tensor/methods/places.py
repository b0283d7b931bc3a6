"""Where a tensor is: on the CPU, whatever it is asked."""

from __future__ import annotations

from typing import Any, TypeVar

from tidu.tensor.device import CPU, check_device, device
from tidu.tensor.handle import Handle
from tidu.tensor.storage import untyped_storage

Self = TypeVar("Self")


def cuda(self: Self, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Self:
    """Itself: a graphics card means the CPU, which is said once."""
    check_device("cuda" if device is None else device)
    return self


def xpu(self: Self, device: Any = None, non_blocking: bool = False, memory_format: Any = None) -> Self:
    """Itself, as `cuda`."""
    check_device("xpu" if device is None else device)
    return self


def cpu(self: Self, memory_format: Any = None) -> Self:
    """Itself: every tensor is on the CPU."""
    return self


def get_device(self: Any) -> int:
    """-1, PyTorch's number for the CPU."""
    return -1


def pin_memory(self: Self, device: Any = None) -> Self:
    """Itself: memory is pinned for graphics cards."""
    return self


def is_pinned(self: Any, device: Any = None) -> bool:
    """False: no memory is."""
    return False


class Places(Handle):
    """Where a tensor is."""

    device: device = CPU
    is_cpu, is_cuda, is_mps, is_xpu, is_xla, is_ipu, is_mtia, is_maia, is_vulkan = (True, *[False] * 8)
    is_meta, is_sparse, is_sparse_csr, is_mkldnn, is_quantized, is_nested = [False] * 6
    cpu, cuda, xpu, get_device = cpu, cuda, xpu, get_device
    pin_memory, is_pinned, untyped_storage = pin_memory, is_pinned, untyped_storage

"""The device: there is one, the CPU. The names of others exist so that course code runs."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from tidu.core.warn import warn_once
from tidu.text import say

GRAPHICS = ("cuda", "mps", "xpu", "hip", "xla", "hpu", "mtia")
"""What PyTorch calls the devices that hold tensors as the CPU does: here they mean the CPU."""

OTHERS = ("meta", "mkldnn", "ipu", "opengl", "opencl", "ideep", "ve", "fpga", "maia", "lazy", "vulkan")


class device:
    """A place for tensors, as PyTorch names it; only "cpu" can hold any, and others mean it.

    RuntimeError for a name that is none of PyTorch's. A whole number is a graphics card, as there.

    >>> device("cpu"), device("cuda:1")
    (device(type='cpu'), device(type='cuda', index=1))
    """

    def __init__(self, type: Any, index: int | None = None):
        text = f"cuda:{type}" if isinstance(type, int) else str(type)
        name, colon, number = text.partition(":")
        if name not in ("cpu", *GRAPHICS, *OTHERS) or (colon and not number.isdigit()):
            raise RuntimeError(say("devices.name", given=text))
        self.type = name
        self.index = int(number) if number else index

    def __repr__(self) -> str:
        place = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{place})"

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __enter__(self) -> device:
        """What is made inside a `with` is on this device."""
        check_device(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


CPU = device("cpu")


def names_device(given: Any) -> bool:
    """Whether an argument of `to` is a device; a flag that follows it is none.

    >>> names_device("cuda"), names_device(0), names_device(True)
    (True, True, False)
    """
    return isinstance(given, str | device) or type(given) is int


def check_device(given: Any) -> None:
    """Says once that a graphics card means the CPU; raises PyTorch's RuntimeError for what cannot mean it."""
    name = device(given).type
    if name in GRAPHICS:
        warn_once("devices.is_cpu", given=name)
    elif name != "cpu":
        raise RuntimeError(say("devices.absent", given=given))

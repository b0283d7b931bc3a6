"""The device: there is one, the CPU. Its names exist so that course code runs."""

from __future__ import annotations

from typing import Any

from tidu.text import say


class device:
    """A place for tensors, as PyTorch names it; only "cpu" can hold any.

    >>> device("cpu")
    device(type='cpu')
    """

    def __init__(self, type: Any, index: int | None = None):
        name, _, number = str(getattr(type, "type", type)).partition(":")
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


CPU = device("cpu")


def check_device(given: Any) -> None:
    """Raises PyTorch's RuntimeError for a device that is not the CPU."""
    if device(given).type != "cpu":
        raise RuntimeError(say("errors.device", given=given))

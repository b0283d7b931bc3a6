"""Places for arrays: the CPU."""

from __future__ import annotations


class Context:
    """A place for arrays: the CPU.

    >>> Context()
    cpu(0)
    """

    def __init__(self, device_type: str = "cpu", device_id: int = 0):
        self.device_type, self.device_id = device_type, device_id

    def __repr__(self) -> str:
        return f"{self.device_type}({self.device_id})"

    def __eq__(self, other: object) -> bool:
        return repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


def cpu(device_id: int = 0) -> Context:
    """The CPU."""
    return Context("cpu", device_id)


def gpu(device_id: int = 0) -> Context:
    """A graphics card; there is none, and arrays put there stay on the CPU."""
    return Context("gpu", device_id)


def num_gpus() -> int:
    """0"""
    return 0

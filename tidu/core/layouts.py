"""PyTorch's names for how a tensor lies in memory. Tidu keeps NumPy's strides, so they change no number."""

from __future__ import annotations


class memory_format:
    """An order of a tensor's axes in memory. It is a hint: values are the same whatever is asked for.

    >>> channels_last
    torch.channels_last
    """

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return f"torch.{self.name}"

    def __reduce__(self) -> str:
        return self.name


class layout(memory_format):
    """How elements are kept: `strided`, one place in memory each, is the only one."""


preserve_format, contiguous_format = memory_format("preserve_format"), memory_format("contiguous_format")
channels_last, channels_last_3d = memory_format("channels_last"), memory_format("channels_last_3d")
strided = layout("strided")

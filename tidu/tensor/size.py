"""The shape of a tensor, as PyTorch shows it."""

from __future__ import annotations

from math import prod


class Size(tuple):
    """A tuple of sizes.

    >>> Size((2, 3)), Size((2, 3)).numel()
    (torch.Size([2, 3]), 6)
    """

    def numel(self) -> int:
        """How many elements."""
        return prod(self)

    def __repr__(self) -> str:
        return f"torch.Size([{', '.join(map(str, self))}])"

    def __getitem__(self, key):  # pyright: ignore
        part = tuple.__getitem__(self, key)
        return Size(part) if isinstance(key, slice) else part

    def __add__(self, other):  # pyright: ignore
        return Size(tuple.__add__(self, tuple(other)))

    __str__ = __repr__

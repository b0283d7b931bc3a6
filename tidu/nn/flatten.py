"""Layers that only change the shape."""

from __future__ import annotations

from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor
from tidu.text import say


class Flatten(Module):
    """Axes start_dim to end_dim made one; by default all but the first.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html

    >>> import tidu
    >>> Flatten()(tidu.zeros(2, 3, 4)).shape
    torch.Size([2, 12])
    """

    def __init__(self, start_dim: int = 1, end_dim: int = -1):
        super().__init__()
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, input: Tensor) -> Tensor:
        return input.flatten(self.start_dim, self.end_dim)

    def extra_repr(self) -> str:
        return f"start_dim={self.start_dim}, end_dim={self.end_dim}"


class Unflatten(Module):
    """Axis `dim` parted into `unflattened_size`. TypeError unless that is a tuple or list of ints.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unflatten.html

    >>> import tidu
    >>> Unflatten(1, (3, 4))(tidu.zeros(2, 12)).shape
    torch.Size([2, 3, 4])
    """

    def __init__(self, dim: int, unflattened_size: tuple[int, ...] | list[int]):
        super().__init__()
        if not isinstance(unflattened_size, tuple | list):
            raise TypeError(say("nn.unflatten", given=type(unflattened_size).__name__))
        for place, size in enumerate(unflattened_size):
            if not isinstance(size, int):
                raise TypeError(say("nn.unflatten_size", given=type(size).__name__, place=place))
        self.dim = dim
        self.unflattened_size = unflattened_size

    def forward(self, input: Tensor) -> Tensor:
        return input.unflatten(self.dim, self.unflattened_size)

    def extra_repr(self) -> str:
        return f"dim={self.dim}, unflattened_size={self.unflattened_size}"

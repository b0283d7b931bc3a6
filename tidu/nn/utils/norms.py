"""What the norms of weights share: sizes along all axes but one, and a weight as a matrix."""

from __future__ import annotations

from tidu.tensor.reduction import norm
from tidu.tensor.tensor import Tensor


def norm_except(weight: Tensor, dim: int) -> Tensor:
    """The norm of `weight` over all axes but `dim`, which stay with size 1; −1 takes them all.

    >>> import tidu
    >>> norm_except(tidu.tensor([[3.0, 4.0], [0.0, 1.0]]), 0)
    tensor([[5.],
            [1.]])
    """
    if dim == -1:
        return norm(weight, 2)
    return norm(weight, 2, [axis for axis in range(weight._value.ndim) if axis != dim], keepdim=True)


def scaled(direction: Tensor, size: Tensor, dim: int) -> Tensor:
    """`direction` brought to `size`.

    >>> import tidu
    >>> scaled(tidu.tensor([[3.0, 4.0]]), tidu.tensor([[10.0]]), 0)
    tensor([[6., 8.]])
    """
    return direction * (size / norm_except(direction, dim))


def as_matrix(weight: Tensor, dim: int) -> Tensor:
    """`weight` with `dim` as its rows, all else as its columns.

    >>> import tidu
    >>> as_matrix(tidu.zeros(2, 3, 4), 1).shape
    torch.Size([3, 8])
    """
    return weight.movedim(dim, 0).flatten(1)

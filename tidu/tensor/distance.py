"""How far two tensors are from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.tensor.arithmetic import sub
from tidu.tensor.promote import tensors
from tidu.tensor.reduction import norm

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def dist(input: Tensor, other: Tensor, p: float = 2) -> Tensor:
    """The p-norm of input − other, over all elements.

    >>> import tidu
    >>> tidu.dist(tidu.tensor([1.0, 2.0]), tidu.tensor([4.0, 6.0]))
    tensor(5.)
    """
    tensors("dist", input, other)
    return norm(sub(input, other), p)

"""How far two tensors are from each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.tensor.arithmetic import clamp, mul, sub
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.movement import matrix_transpose, unsqueeze
from tidu.tensor.promote import named, tensors
from tidu.tensor.reduction import norm, root
from tidu.tensor.reduction import sum as total
from tidu.text import say

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


def cdist(
    x1: Tensor, x2: Tensor, p: float = 2.0, compute_mode: str = "use_mm_for_euclid_dist_if_necessary"
) -> Tensor:
    """The p-norm distance between each row of x1 and each of x2, batch by batch.

    >>> import tidu
    >>> tidu.cdist(tidu.tensor([[0.0, 0.0]]), tidu.tensor([[3.0, 4.0]]))
    tensor([[5.]])
    """
    if x1._value.ndim < 2 or x2._value.ndim < 2 or x1._value.shape[-1] != x2._value.shape[-1]:
        raise RuntimeError(say("count.cdist", a=list(x1.shape), b=list(x2.shape)))
    if p < 0:
        raise RuntimeError(say("count.cdist_p", p=p))
    rows = max(x1._value.shape[-2], x2._value.shape[-2])
    if p == 2 and rows > 25 and compute_mode != "donot_use_mm_for_euclid_dist":
        return _by_products(x1, x2)
    apart = sub(unsqueeze(x1, -2), unsqueeze(x2, -3))
    return named(norm(apart, p, -1), "CdistBackward0")


def _by_products(x1: Tensor, x2: Tensor) -> Tensor:
    """Euclidean distances from |a|² - 2ab + |b|²: one product of matrices."""
    squares = total(mul(x1, x1), -1, True) - 2.0 * matmul(x1, matrix_transpose(x2))
    return root(clamp(squares + unsqueeze(total(mul(x2, x2), -1), -2), min=0.0))

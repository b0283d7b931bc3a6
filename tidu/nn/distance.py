"""How far apart two batches of vectors are, as modules."""

from __future__ import annotations

from tidu.functional import distance
from tidu.nn.module import Module
from tidu.tensor.tensor import Tensor


class PairwiseDistance(Module):
    """The p-norm of x1 − x2 along the last axis.

    >>> import tidu
    >>> PairwiseDistance()(tidu.tensor([[3.0, 4.0]]), tidu.zeros(1, 2))
    tensor([5.0000])
    """

    def __init__(self, p: float = 2.0, eps: float = 1e-06, keepdim: bool = False):
        super().__init__()
        self.norm = p
        self.eps = eps
        self.keepdim = keepdim

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return distance.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)


class CosineSimilarity(Module):
    """The cosine of the angle between x1 and x2 along `dim`.

    >>> import tidu
    >>> CosineSimilarity()(tidu.tensor([[1.0, 0.0]]), tidu.tensor([[1.0, 1.0]]))
    tensor([0.7071])
    """

    def __init__(self, dim: int = 1, eps: float = 1e-08):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return distance.cosine_similarity(x1, x2, self.dim, self.eps)

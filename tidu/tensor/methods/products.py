"""Products of vectors and matrices, and what else is done to matrices."""

from __future__ import annotations

from tidu.tensor import linear_algebra
from tidu.tensor.handle import Handle


class Products(Handle):
    """Products of vectors and matrices, and what else is done to matrices."""

    matmul, mm, bmm, mv = linear_algebra.matmul, linear_algebra.mm, linear_algebra.bmm, linear_algebra.mv
    dot, outer, addmm, __matmul__ = linear_algebra.dot, linear_algebra.outer, linear_algebra.addmm, matmul
    tril, triu = linear_algebra.tril, linear_algebra.triu

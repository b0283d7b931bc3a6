"""PyTorch's old `norm`, which is for vectors, matrices and all else at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.dtypes import dtype as Dtype
from tidu.tensor import reduction
from tidu.tensor.norms import matrix_norm
from tidu.tensor.promote import to_dtype
from tidu.tensor.reduction import Dims
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


@numpy_names
def norm(
    input: Tensor, p: Any = "fro", dim: Dims = None, keepdim: bool = False, dtype: Dtype | None = None
) -> Tensor:
    """The p-norm of the elements over `dim` (default: all); "fro" is 2, "nuc" sums the singular values.

    >>> import tidu
    >>> tidu.norm(tidu.tensor([3.0, -4.0]))
    tensor(5.)
    """
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    if not isinstance(p, str) or p == "fro":
        return reduction.norm(input, p, dim, keepdim)
    if p != "nuc":
        raise RuntimeError(say("along.norm", given=p))
    axes = (0, 1) if dim is None and input._value.ndim == 2 else dim
    if isinstance(axes, int) or axes is None or len(axes) != 2:
        raise IndexError(say("along.nuclear", dim=dim, rank=input._value.ndim))
    return matrix_norm(input, "nuc", tuple(axes), keepdim)

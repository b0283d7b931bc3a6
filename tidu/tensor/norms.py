"""Sizes of vectors and matrices, as `torch.linalg` names them."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.shapes import axes_of, axis_of
from tidu.tensor import reduction
from tidu.tensor.comparison import eq, ne, where
from tidu.tensor.equations import _inverse
from tidu.tensor.handle import wrap
from tidu.tensor.matrix_checks import matrices, real, squares, tied
from tidu.tensor.promote import named, to_dtype
from tidu.tensor.spectrum import svdvals
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

WORDS = ("fro", "nuc")


def vector_norm(
    x: Tensor, ord: float = 2, dim: Any = None, keepdim: bool = False, *, dtype: Dtype | None = None
) -> Tensor:
    """(Σ |x|ᵒʳᵈ)^(1/ord) over `dim` (default: all); ord inf, −inf, 0: largest, smallest, how many not 0.

    The gradient at a norm of 0 is 0, as PyTorch has it.

    >>> import tidu
    >>> vector_norm(tidu.tensor([3.0, -4.0]))
    tensor(5.)
    """
    if isinstance(ord, str):
        raise RuntimeError(say("linalg.vector_order", given=ord))
    x = _typed("linalg.vector_norm", x, dtype)
    axes = axes_of(dim, x._value.ndim)
    if ord in (inf, -inf) or ord < 0:
        empty = [axis for axis in axes if not x._value.shape[axis]]
        if empty:
            raise RuntimeError(say("linalg.empty_norm", ord=ord, shape=list(x._value.shape)))
    return named(_powers(x, ord, axes, keepdim), "LinalgVectorNorm")


def _typed(operation: str, x: Tensor, dtype: Dtype | None) -> Tensor:
    """`x` in `dtype`, which must be real."""
    if x._value.dtype.kind != "f":
        real(operation, x)
    if dtype is None:
        return x
    if dtype.numpy.kind != "f" or dtype.numpy.itemsize < x._value.dtype.itemsize:
        raise RuntimeError(say("linalg.norm_type", operation=operation, given=dtype, own=x.dtype))
    return to_dtype(x, dtype.numpy)


def _powers(x: Tensor, ord: float, axes: tuple, keepdim: bool) -> Tensor:
    if not axes:
        return tied(to_dtype(ne(x, 0), x._value.dtype), x) if ord == 0 else x.abs()
    if ord == inf:
        return x.abs().amax(axes, keepdim)
    if ord == -inf:
        return x.abs().amin(axes, keepdim)
    if ord == 0:
        return tied(to_dtype(ne(x, 0), x._value.dtype).sum(axes, keepdim), x)
    if ord == 1:
        return x.abs().sum(axes, keepdim)
    if ord == 2:
        return reduction.root((x * x).sum(axes, keepdim))
    size = x.abs()
    if ord < 2:  # the slope of a power at 0 is not finite, or not smooth; the norm's is 0 there
        nothing = eq(x.detach(), 0)
        power = size.masked_fill(nothing, 1.0) ** ord
        power = power.masked_fill(nothing, 0.0 if ord > 0 else inf)
    else:
        power = size**ord
    total = power.sum(axes, keepdim)
    flat = eq(total.detach(), 0 if ord > 0 else inf)
    return (total.masked_fill(flat, 1.0) ** (1.0 / ord)).masked_fill(flat, 0.0)


def matrix_norm(
    A: Tensor, ord: Any = "fro", dim: Any = (-2, -1), keepdim: bool = False, *, dtype: Dtype | None = None
) -> Tensor:
    """A norm of each matrix: "fro", "nuc" (sum of singular values), ±inf, ±1 (of rows, columns), ±2.

    >>> import tidu
    >>> matrix_norm(tidu.tensor([[3.0, 0.0], [0.0, 4.0]]), "nuc")
    tensor(7.)
    """
    A = matrices_or_half("linalg.matrix_norm", A, dtype)
    if isinstance(dim, int) or len(dim) != 2:
        raise RuntimeError(say("linalg.norm_axes", dim=dim))
    rows, columns = (axis_of(int(axis), A._value.ndim) for axis in dim)
    if rows == columns:
        raise RuntimeError(say("linalg.norm_axes", dim=dim))
    if ord == "fro":
        return vector_norm(A, 2, (rows, columns), keepdim)
    if ord in (1, -1, inf, -inf):
        return _sums(A, ord, (rows, columns) if ord in (1, -1) else (columns, rows), keepdim)
    if ord not in ("nuc", 2, -2):
        raise RuntimeError(say("linalg.matrix_order", given=ord))
    others = [axis for axis in range(A._value.ndim) if axis not in (rows, columns)]
    values = svdvals(A.permute((*others, rows, columns)))
    if ord == "nuc":
        found = values.sum(-1)
    else:
        found = values.amin(-1) if ord == -2 else _largest(values)
    if keepdim:
        for axis in sorted((rows, columns)):
            found = found.unsqueeze(axis)
    return found


def matrices_or_half(operation: str, A: Tensor, dtype: Dtype | None) -> Tensor:
    """`A` [..., m, n] in `dtype`."""
    A = _typed(operation, A, dtype)
    if A._value.ndim < 2:
        raise RuntimeError(say("linalg.matrix", operation=operation, shape=A._value.shape))
    return A


def _largest(values: Tensor) -> Tensor:
    """The largest, 0 where there is none."""
    return values.amax(-1) if values._value.shape[-1] else values.sum(-1)


def _sums(A: Tensor, ord: float, axes: tuple[int, int], keepdim: bool) -> Tensor:
    """The extreme over the second axis of the sums over the first."""
    total = A.abs().sum(axes[0], keepdim=True)
    if not A._value.shape[axes[1]] and ord > 0:  # the largest of nothing counts as 0, as in PyTorch
        return total.sum(axes, keepdim)
    found = total.amax(axes, True) if ord > 0 else total.amin(axes, True)
    return found if keepdim else found.squeeze(axes)


def norm(
    input: Tensor, ord: Any = None, dim: Any = None, keepdim: bool = False, *, dtype: Dtype | None = None
) -> Tensor:
    """The norm of a vector (one `dim`) or matrix (two): see `vector_norm` and `matrix_norm`.

    Without `ord` the root of the sum of squares, over all axes unless `dim` says which.

    >>> import tidu
    >>> norm(tidu.tensor([[3.0, 0.0], [0.0, 4.0]]))
    tensor(5.)
    """
    axes = None if dim is None else (dim,) if isinstance(dim, int) else tuple(dim)
    if ord is None:
        return vector_norm(_typed("linalg.norm", input, dtype), 2, axes, keepdim)
    if axes is None:
        if input._value.ndim not in (1, 2):
            raise RuntimeError(say("linalg.norm_rank", shape=list(input._value.shape)))
        axes = tuple(range(input._value.ndim))
        if isinstance(ord, str) and len(axes) == 1:
            axes = (0, 0)  # words are norms of matrices: refused below
    if len(axes) == 1 and not isinstance(ord, str):
        return vector_norm(input, ord, axes, keepdim, dtype=dtype)
    return matrix_norm(input, ord, axes, keepdim, dtype=dtype)


def cond(input: Tensor, p: Any = None) -> Tensor:
    """How much errors may grow in solving: |A| |A⁻¹| in the norm p; by default σ₁ / σₙ.

    >>> import tidu
    >>> cond(tidu.tensor([[1.0, 0.0], [0.0, 10.0]]))
    tensor(10.)
    """
    matrices("linalg.cond", input)
    if p is None or p in (2, -2):
        values = svdvals(input)
        if not values._value.shape[-1]:
            return values.sum(-1)
        return values[..., -1] / values[..., 0] if p == -2 else values[..., 0] / values[..., -1]
    squares("linalg.cond", input)
    if p not in (*WORDS, 1, -1, inf, -inf):
        raise RuntimeError(say("linalg.matrix_order", given=p))
    if not input._value.size:
        return wrap(np.zeros(input._value.shape[:-2], input._value.dtype))
    if p == "nuc":
        values = svdvals(input)
        found = values.sum(-1) * (1 / values).sum(-1)
    else:
        found = matrix_norm(input, p) * matrix_norm(_inverse(input), p)
    if mode.recorder is None and not np.isfinite(found._value).all():
        whole = np.isfinite(input._value).all((-2, -1))
        lost = wrap(~np.isfinite(found.detach()._value) & whole)
        return where(lost, wrap(np.asarray(inf, found._value.dtype)), found)
    return found

"""Products that sum over axes of choice: tensordot, inner, kron; and those added to something."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from tidu.core.shapes import axes_of
from tidu.tensor.arithmetic import mul
from tidu.tensor.handle import Handle
from tidu.tensor.linear_algebra import added, bmm, matmul, mv, outer
from tidu.tensor.promote import named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = float | int


def tensordot(a: Tensor, b: Tensor, dims: Any = 2) -> Tensor:
    """Summed products over the last `dims` axes of a and the first of b, or over two lists of axes.

    >>> import tidu
    >>> tensordot(tidu.ones(2, 3, 4), tidu.ones(3, 4, 5)).shape
    torch.Size([2, 5])
    """
    if isinstance(dims, Handle):
        dims = dims.tolist()
    x, y = a._value.shape, b._value.shape
    if isinstance(dims, int):
        if dims < 0:
            raise RuntimeError(say("products.tensordot_count", given=dims))
        if dims > min(len(x), len(y)):
            raise RuntimeError(say("products.tensordot_axes", a=list(x), b=list(y), left=dims, right=dims))
        left, right = tuple(range(len(x) - dims, len(x))), tuple(range(dims))
    else:
        first, second = ((d,) if isinstance(d, int) else tuple(d) for d in dims)
        left = axes_of(first, len(x)) if first else ()
        right = axes_of(second, len(y)) if second else ()
    if len(left) != len(right):
        raise RuntimeError(say("products.tensordot_axes", a=list(x), b=list(y), left=left, right=right))
    for i, j in zip(left, right, strict=True):
        if x[i] != y[j]:
            if x[i] == 1:
                b = b.sum(j, keepdim=True)
            elif y[j] == 1:
                a = a.sum(i, keepdim=True)
            else:
                told = {"a": list(x), "b": list(y), "i": i, "j": j, "m": x[i], "n": y[j]}
                raise RuntimeError(say("products.tensordot", **told))
    rows = [i for i in range(len(x)) if i not in left]
    columns = [j for j in range(len(y)) if j not in right]
    inner_size = prod(a._value.shape[i] for i in left)
    p = a.permute((*rows, *left)).reshape((prod(x[i] for i in rows), inner_size))
    q = b.permute((*right, *columns)).reshape((inner_size, prod(y[j] for j in columns)))
    return matmul(p, q).reshape((*(x[i] for i in rows), *(y[j] for j in columns)))


def inner(input: Tensor, other: Tensor) -> Tensor:
    """Summed products over the last axis of both: [..., n] and [*, n] give [..., *].

    >>> import tidu
    >>> inner(tidu.tensor([1.0, 2.0]), tidu.tensor([3.0, 4.0]))
    tensor(11.)
    """
    if not input._value.ndim or not other._value.ndim:
        return mul(input, other)
    if input._value.shape[-1] != other._value.shape[-1]:
        a, b = list(input._value.shape), list(other._value.shape)
        told = {"i": len(a) - 1, "j": len(b) - 1, "m": a[-1], "n": b[-1]}
        raise RuntimeError(say("products.tensordot", a=a, b=b, **told))
    return tensordot(input, other, ((-1,), (-1,)))


def kron(input: Tensor, other: Tensor) -> Tensor:
    """Every element of input times all of other, in its place.

    >>> import tidu
    >>> kron(tidu.tensor([1, 10]), tidu.tensor([1, 2]))
    tensor([ 1,  2, 10, 20])
    """
    rank = max(input._value.ndim, other._value.ndim)
    a = (1,) * (rank - input._value.ndim) + input._value.shape
    b = (1,) * (rank - other._value.ndim) + other._value.shape
    wide = input.reshape(tuple(n for size in a for n in (size, 1)))
    tall = other.reshape(tuple(n for size in b for n in (1, size)))
    return mul(wide, tall).reshape(tuple(m * n for m, n in zip(a, b, strict=True)))


def vdot(input: Tensor, other: Tensor) -> Tensor:
    """As `dot`: numbers are real here, so there is nothing to conjugate."""
    shapes = input._value.shape, other._value.shape
    if len(shapes[0]) != 1 or len(shapes[1]) != 1:
        told = {"a": shapes[0], "b": shapes[1], "m": 1, "n": 1}
        raise RuntimeError(say("errors.product_ranks", name="vdot", **told))
    return matmul(input, other)


def trace(input: Tensor) -> Tensor:
    """The sum along the diagonal of a matrix.

    >>> import tidu
    >>> trace(tidu.tensor([[1, 2], [3, 4]]))
    tensor(5)
    """
    shape = input._value.shape
    if len(shape) != 2:
        raise RuntimeError(say("products.trace", shape=shape))
    n = min(shape)
    square = input[:n, :n].reshape(-1)
    return named(square[:: n + 1].sum() if n else square.sum(), "Trace")


def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: Number = 1, alpha: Number = 1) -> Tensor:
    """beta · input + alpha · (mat @ vec)."""
    return named(added("addmv", input, mv(mat, vec), beta, alpha), "Addmv")


def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: Number = 1, alpha: Number = 1) -> Tensor:
    """beta · input + alpha · (outer product of vec1 and vec2)."""
    if vec1._value.ndim != 1 or vec2._value.ndim != 1:
        told = {"a": vec1._value.shape, "b": vec2._value.shape, "m": 1, "n": 1}
        raise RuntimeError(say("errors.product_ranks", name="addr", **told))
    whole = not input.is_floating_point() and not vec1.is_floating_point()
    if whole and (isinstance(alpha, float) or isinstance(beta, float)):
        raise RuntimeError(say("products.real_scale", alpha=alpha, beta=beta, given=input.dtype))
    return named(added("addr", *_met(input, outer(vec1, vec2)), beta, alpha), "Addr")


def _met(input: Tensor, product: Tensor) -> tuple[Tensor, Tensor]:
    """Both in their common type."""
    kind = (input.new_zeros(1) + product.new_zeros(1)).dtype if input.dtype != product.dtype else input.dtype
    return input.to(kind), product.to(kind)


def baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: Number = 1, alpha: Number = 1) -> Tensor:
    """beta · input + alpha · (batch1 @ batch2), matrix by matrix."""
    return named(added("baddbmm", input, bmm(batch1, batch2), beta, alpha), "Baddbmm")


def addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: Number = 1, alpha: Number = 1) -> Tensor:
    """beta · input + alpha · the sum of batch1 @ batch2 over the batch."""
    product = bmm(batch1, batch2)
    total = product.sum(0) if product.is_floating_point() else product.sum(0).to(product.dtype)
    return named(added("addbmm", input, total, beta, alpha), "Addbmm")

"""Powers and longer products of matrices, and vectors multiplied in ways of their own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.core.shapes import axis_of, broadcast_shapes
from tidu.ops import equations
from tidu.tensor.arithmetic import mul
from tidu.tensor.equations import inv
from tidu.tensor.handle import Handle, wrap
from tidu.tensor.joining import cat, stack
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.matrix_checks import squares, tied
from tidu.tensor.promote import NONE, named
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def matrix_exp(input: Tensor) -> Tensor:
    """e to the power of each matrix: 1 + A + A²/2 + A³/6 + …

    >>> import tidu
    >>> matrix_exp(tidu.zeros(2, 2))
    tensor([[1., 0.],
            [0., 1.]])
    """
    squares("linalg.matrix_exp", input)
    return named(mode.bind(equations.matrix_exp, (input,), NONE), "LinalgMatrixExp")


def matrix_power(input: Tensor, n: int) -> Tensor:
    """Each matrix multiplied by itself n times; of its inverse for negative n.

    >>> import tidu
    >>> matrix_power(tidu.tensor([[1.0, 1.0], [0.0, 1.0]]), 5)
    tensor([[1., 5.],
            [0., 1.]])
    """
    shape = input._value.shape
    if len(shape) < 2 or shape[-1] != shape[-2]:
        raise RuntimeError(say("linalg.square", operation="linalg.matrix_power", shape=shape))
    if n < 0:
        return matrix_power(inv(input), -n)
    if n == 0:
        return tied(wrap(np.eye(shape[-1], dtype=input._value.dtype)).expand(shape).clone(), input)
    result, square = None, input
    while True:
        if n & 1:
            result = square if result is None else matmul(result, square)
        n >>= 1
        if not n:
            return result.clone() if result is input else result  # pyright: ignore
        square = matmul(square, square)


def multi_dot(tensors: Sequence[Tensor]) -> Tensor:
    """The product of several matrices, in the order of multiplying that takes least work.

    The first and the last may be vectors.

    >>> import tidu
    >>> multi_dot([tidu.ones(2, 3), tidu.ones(3, 4), tidu.ones(4)])
    tensor([12., 12.])
    """
    given = list(tensors)
    if len(given) < 2:
        raise RuntimeError(say("products.multi_dot_count", count=len(given)))
    ranks = [x._value.ndim for x in given]
    if ranks[0] not in (1, 2) or ranks[-1] not in (1, 2) or any(rank != 2 for rank in ranks[1:-1]):
        raise RuntimeError(say("products.multi_dot_ranks", shapes=[list(x._value.shape) for x in given]))
    for x in given:
        if x._value.dtype != given[0]._value.dtype:
            raise RuntimeError(say("linalg.types", operation="multi_dot", a=given[0].dtype, b=x.dtype))
    if ranks[0] == 1:
        given[0] = given[0].unsqueeze(0)
    if ranks[-1] == 1:
        given[-1] = given[-1].unsqueeze(1)
    for x, y in pairwise(given):
        if x._value.shape[1] != y._value.shape[0]:
            raise RuntimeError(say("products.multi_dot", a=list(x._value.shape), b=list(y._value.shape)))
    sizes = [given[0]._value.shape[0], *(x._value.shape[1] for x in given)]
    result = _chain(given, _splits(sizes), 0, len(given) - 1)
    if ranks[-1] == 1:
        result = result.squeeze(1)
    return result.squeeze(0) if ranks[0] == 1 else result


def _splits(sizes: list[int]) -> dict[tuple[int, int], int]:
    """For each run of matrices where it is best divided. Source: Cormen et al., chapter 14.2."""
    count = len(sizes) - 1
    cost = {(i, i): 0 for i in range(count)}
    best: dict[tuple[int, int], int] = {}
    for length in range(1, count):
        for i in range(count - length):
            j = i + length
            tried = {
                k: cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1]
                for k in range(i, j)
            }
            best[i, j] = min(tried, key=tried.__getitem__)
            cost[i, j] = tried[best[i, j]]
    return best


def _chain(given: list, best: dict[tuple[int, int], int], i: int, j: int) -> Tensor:
    if i == j:
        return given[i]
    k = best[i, j]
    return matmul(_chain(given, best, i, k), _chain(given, best, k + 1, j))


def chain_matmul(*matrices: Tensor) -> Tensor:
    """As `linalg.multi_dot`, by its old name: the matrices one by one."""
    given = matrices[0] if len(matrices) == 1 and not isinstance(matrices[0], Handle) else matrices
    for x in given:
        if x._value.ndim != 2:
            raise RuntimeError(say("products.multi_dot_ranks", shapes=[list(x._value.shape) for x in given]))
    return given[0] if len(given) == 1 else multi_dot(given)  # pyright: ignore


def vander(x: Tensor, *, N: int | None = None) -> Tensor:
    """The powers 0 … N − 1 of each number, side by side: [..., n] gives [..., n, N].

    >>> import tidu
    >>> vander(tidu.tensor([1, 2, 3]))
    tensor([[1, 1, 1],
            [1, 2, 4],
            [1, 3, 9]])
    """
    x = x.reshape(1) if not x._value.ndim else x
    count = x._value.shape[-1] if N is None else N
    if N is not None and N <= 1:
        raise RuntimeError(say("products.vander", given=N))
    kind = x._value.dtype if x._value.dtype.kind == "f" else np.dtype("int64")
    x = x.to(x.new_zeros(0).dtype) if kind == x._value.dtype else x.long()
    columns = [x.new_ones(x._value.shape)]
    for _ in range(1, count):
        columns.append(mul(columns[-1], x))
    return stack(columns[:count], -1)


def vecdot(x: Tensor, y: Tensor, *, dim: int = -1) -> Tensor:
    """Σ x · y along `dim`; the other axes broadcast.

    >>> import tidu
    >>> vecdot(tidu.tensor([[1.0, 2.0], [3.0, 4.0]]), tidu.tensor([1.0, 1.0]))
    tensor([3., 7.])
    """
    for each in (x, y):
        if each._value.dtype.kind == "b":
            raise RuntimeError(say("linalg.real", operation="linalg.vecdot", given=each.dtype))
    if x._value.dtype != y._value.dtype:
        raise RuntimeError(say("linalg.types", operation="linalg.vecdot", a=x.dtype, b=y.dtype))
    product = mul(x, y).sum(dim)
    return product if x._value.dtype.kind == "f" else product.to(x.dtype)


def cross_of(input: Tensor, other: Tensor, *, dim: int = -1) -> Tensor:
    """The cross product of vectors of three along `dim`; the other axes broadcast.

    >>> import tidu
    >>> cross_of(tidu.tensor([1.0, 0.0, 0.0]), tidu.tensor([0.0, 1.0, 0.0]))
    tensor([0., 0., 1.])
    """
    a, b = input._value.shape, other._value.shape
    if len(a) != len(b):
        raise RuntimeError(say("products.cross_ranks", a=list(a), b=list(b)))
    axis = axis_of(dim, len(a))
    if a[axis] != 3 or b[axis] != 3:
        raise RuntimeError(say("products.cross", dim=dim, a=list(a), b=list(b)))
    broadcast_shapes(a, b, operation="linalg.cross")
    x, y = (each.unbind(axis) for each in (input, other))
    made = [x[i] * y[j] - x[j] * y[i] for i, j in ((1, 2), (2, 0), (0, 1))]
    return named(stack(made, axis), "LinalgCross")


def cross(input: Tensor, other: Tensor, dim: Any = None) -> Tensor:
    """As `linalg.cross`; without `dim` along the first axis of size 3."""
    if dim is None:
        shape = broadcast_shapes(input._value.shape, other._value.shape, operation="cross")
        if 3 not in shape:
            shapes = {"a": list(input._value.shape), "b": list(other._value.shape)}
            raise RuntimeError(say("products.cross", dim=-1, **shapes))
        dim = shape.index(3) - len(shape)
    return cross_of(input, other, dim=dim)


def block_diag(*tensors: Tensor) -> Tensor:
    """The matrices along the diagonal of one, zeros beside them; a vector counts as a row.

    >>> import tidu
    >>> block_diag(tidu.tensor([[1, 2]]), tidu.tensor([3]))
    tensor([[1, 2, 0],
            [0, 0, 3]])
    """
    if not tensors:
        return wrap(np.zeros((1, 0), np.float32))
    for x in tensors:
        if x._value.ndim > 2:
            raise RuntimeError(say("products.block_diag", shape=list(x._value.shape)))
    blocks = [x.reshape((1,) * (2 - x._value.ndim) + x._value.shape) for x in tensors]
    width, rows, before = sum(x._value.shape[1] for x in blocks), [], 0
    for x in blocks:
        height, own = x._value.shape
        left, right = ([x.new_zeros(height, n)] if n else [] for n in (before, width - before - own))
        rows.append(cat([*left, x, *right], 1))
        before += own
    return cat(rows, 0)

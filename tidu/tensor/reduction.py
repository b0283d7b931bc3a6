"""Sums, means, extremes and what is made of them, as PyTorch names them.

Every `dim` also goes by NumPy's `axis`, every `keepdim` by `keepdims`.
"""

from __future__ import annotations

import builtins
from math import prod as product
from typing import TYPE_CHECKING, Any

from tidu.core import dtypes
from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.shapes import axes_of, axis_of
from tidu.core.warn import warn
from tidu.ops import reduce
from tidu.tensor.arithmetic import div, mul, over, sub
from tidu.tensor.comparison import eq
from tidu.tensor.mathematics import exp, log, sqrt
from tidu.tensor.promote import BOOL, UINT8, named, real_type, to_dtype
from tidu.tensor.spelling import numpy_names
from tidu.tensor.swift import single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

total = single(reduce.sum_)

Dims = int | tuple[int, ...] | list[int] | None


def fold(primitive: Any, input: Tensor, dim: Dims, keepdim: bool) -> Tensor:
    """`primitive` over the axes that `dim` names."""
    rank = input._value.ndim
    axes = tuple(range(rank)) if dim is None else axes_of(dim, rank)
    return mode.bind(primitive, (input,), {"axes": axes, "keepdims": keepdim})


@numpy_names
def sum(input: Tensor, dim: Dims = None, keepdim: bool = False, *, dtype: Dtype | None = None) -> Tensor:
    """The sum over `dim` (default: all).

    >>> import tidu
    >>> tidu.sum(tidu.tensor([[1, 2], [3, 4]]), dim=0)
    tensor([4, 6])
    """
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    rank = input._value.ndim
    axes = tuple(range(rank)) if dim is None else axes_of(dim, rank)
    result = total(input, {"axes": axes, "keepdims": keepdim})
    if dtype is not None:
        result = to_dtype(result, dtype.numpy)
    return result if dim is None else named(result, "SumBackward1")


@numpy_names
def mean(input: Tensor, dim: Dims = None, keepdim: bool = False, *, dtype: Dtype | None = None) -> Tensor:
    """The mean over `dim` (default: all).

    >>> import tidu
    >>> tidu.mean(tidu.tensor([[1.0, 2.0], [3.0, 4.0]]), dim=1)
    tensor([1.5000, 3.5000])
    """
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("errors.mean_of_whole", given=dtypes.from_numpy(input._value.dtype)))
    value = input._value
    if dim is None:
        axes, count = tuple(range(value.ndim)), value.size
    else:
        axes = axes_of(dim, value.ndim)
        count = product(value.shape[axis] for axis in axes)
    result = over(total(input, {"axes": axes, "keepdims": keepdim}), float(count))
    return named(result, "Mean" if dim is None else "MeanBackward1")


@numpy_names
def prod(
    input: Tensor, dim: int | None = None, keepdim: bool = False, *, dtype: Dtype | None = None
) -> Tensor:
    """The product over `dim` (default: all)."""
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    result = fold(reduce.prod, input, dim, keepdim)
    if dtype is not None:
        result = to_dtype(result, dtype.numpy)
    return result if dim is None else named(result, "ProdBackward1")


@numpy_names
def amax(input: Tensor, dim: Dims = (), keepdim: bool = False) -> Tensor:
    """The largest over `dim` (default: all); ties share the gradient."""
    return fold(reduce.amax, nonempty("amax", input, dim), dim, keepdim)


@numpy_names
def amin(input: Tensor, dim: Dims = (), keepdim: bool = False) -> Tensor:
    """The smallest over `dim` (default: all); ties share the gradient."""
    return fold(reduce.amin, nonempty("amin", input, dim), dim, keepdim)


def nonempty(operation: str, input: Tensor, dim: Dims) -> Tensor:
    """`input`, unless the extreme of no elements at all is asked for."""
    if not input._value.size and dim in (None, (), []):
        raise RuntimeError(say("errors.empty_all", operation=operation, shape=input._value.shape))
    return input


@numpy_names
def any(input: Tensor, dim: Dims = None, keepdim: bool = False) -> Tensor:
    """Whether any element over `dim` is not zero."""
    return _truth(reduce.any_, input, dim, keepdim)


@numpy_names
def all(input: Tensor, dim: Dims = None, keepdim: bool = False) -> Tensor:
    """Whether all elements over `dim` are not zero."""
    return _truth(reduce.all_, input, dim, keepdim)


def _truth(primitive: Any, input: Tensor, dim: Dims, keepdim: bool) -> Tensor:
    """A bool for each fold; uint8 for uint8, as PyTorch has kept it."""
    found = fold(primitive, to_dtype(input, BOOL), dim, keepdim)
    return to_dtype(found, UINT8) if input._value.dtype == UINT8 else found


@numpy_names
def var(
    input: Tensor,
    dim: Any = None,
    unbiased: bool = True,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Tensor:
    """The variance over `dim`: squared distance from the mean, over n − 1 (`correction` = 1).

    >>> import tidu
    >>> tidu.var(tidu.tensor([1.0, 2.0, 3.0]))
    tensor(1.)
    """
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    lost = (1 if unbiased else 0) if correction is None else correction
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("errors.spread_of_whole", given=dtypes.from_numpy(input._value.dtype)))
    axes = axes_of(dim, input._value.ndim)
    count = product(input._value.shape[axis] for axis in axes)
    if count <= lost:
        warn(say("along.freedom", count=count, correction=lost))
    distance = sub(input, mean(input, axes, keepdim=True))
    squares = mode.bind(reduce.sum_, (mul(distance, distance),), {"axes": axes, "keepdims": keepdim})
    return named(div(squares, float(builtins.max(count - lost, 0))), "Var")


@numpy_names
def std(
    input: Tensor,
    dim: Any = None,
    unbiased: bool = True,
    keepdim: bool = False,
    *,
    correction: float | None = None,
) -> Tensor:
    """The standard deviation over `dim`: the root of the variance."""
    return named(root(var(input, dim, unbiased, keepdim, correction=correction)), "Std")


@numpy_names
def cumsum(input: Tensor, dim: int, *, dtype: Dtype | None = None) -> Tensor:
    """The running sum along `dim`."""
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    axis = axis_of(dim, input._value.ndim)
    return mode.bind(reduce.cumsum, (input,), {"axis": axis})


@numpy_names
def logsumexp(input: Tensor, dim: Dims, keepdim: bool = False) -> Tensor:
    """log Σ exp(input) over `dim`, safe from overflow.

    >>> import tidu
    >>> tidu.logsumexp(tidu.tensor([1000.0, 1000.0]), 0)
    tensor(1000.6932)
    """
    input = to_dtype(input, real_type(input))
    axes = axes_of(dim, input._value.ndim)
    largest = amax(input.detach(), axes, keepdim=True)
    largest = largest.masked_fill(eq(largest.abs(), float("inf")), 0.0)
    result = log(sum(exp(sub(input, largest)), axes, keepdim=True)) + largest
    return named(result if keepdim else result.squeeze(axes), "Logsumexp")


@numpy_names
def norm(input: Tensor, p: Any = "fro", dim: Dims = None, keepdim: bool = False) -> Tensor:
    """The p-norm of the elements over `dim` (default: all, p = 2).

    >>> import tidu
    >>> tidu.norm(tidu.tensor([3.0, -4.0]))
    tensor(5.)
    """
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("errors.norm_of_whole", given=dtypes.from_numpy(input._value.dtype)))
    axes = axes_of(dim, input._value.ndim)
    if p in (None, "fro", 2):
        return named(root(sum(mul(input, input), axes, keepdim)), "LinalgVectorNorm")
    if p in (float("inf"), -float("inf")):
        return (amax if p > 0 else amin)(input.abs(), axes, keepdim)
    if p == 0:
        present: Any = input.detach() != 0
        return sum(input.masked_fill(present, 1.0).masked_fill(~present, 0.0), axes, keepdim)
    if p == 1:
        return sum(input.abs(), axes, keepdim)
    return sum(input.abs() ** p, axes, keepdim) ** (1.0 / p)


def root(squares: Tensor) -> Tensor:
    """The root of a sum of squares; its gradient at 0 is 0, as PyTorch has it."""
    if squares._node is None:
        return sqrt(squares)
    at_zero = eq(squares.detach(), 0)
    return sqrt(squares.masked_fill(at_zero, 1.0)).masked_fill(at_zero, 0.0)

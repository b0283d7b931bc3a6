"""The functions of `mxnet.nd`, each of one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.compat.mxnet.array import NDArray, apply, kind_of
from tidu.compat.mxnet.nd.random import shape_of
from tidu.compat.mxnet.operations import inner
from tidu.nn import functional
from tidu.tensor import arithmetic, creation, joining, ranges
from tidu.tensor.comparison import where as chosen

# Making


def array(source_array: Any, ctx: Any = None, dtype: Any = None) -> NDArray:
    """Numbers, lists, NumPy's or other arrays as a new array: float32, or the type of NumPy's.

    >>> array([1, 2]).dtype
    <class 'numpy.float32'>
    """
    if dtype is None:
        dtype = source_array.dtype if isinstance(source_array, np.ndarray | NDArray) else np.float32
    values = np.array(source_array.asnumpy() if isinstance(source_array, NDArray) else source_array)
    return NDArray(creation.from_numpy(values.astype(dtype)))


def zeros(shape: Any, ctx: Any = None, dtype: Any = None) -> NDArray:
    """Zeros of that shape."""
    return NDArray(creation.zeros(*shape_of(shape), dtype=kind_of(dtype)))


def ones(shape: Any, ctx: Any = None, dtype: Any = None) -> NDArray:
    """Ones of that shape."""
    return NDArray(creation.ones(*shape_of(shape), dtype=kind_of(dtype)))


def full(shape: Any, val: float, ctx: Any = None, dtype: Any = None) -> NDArray:
    """One number everywhere."""
    return NDArray(creation.full(shape_of(shape), val, dtype=kind_of(dtype)))


def eye(N: int, M: int = 0, k: int = 0, ctx: Any = None, dtype: Any = None) -> NDArray:
    """Ones on the diagonal."""
    return array(np.eye(N, M or None, k), dtype=dtype or np.float32)


def arange(
    start: float, stop: float | None = None, step: float = 1.0, repeat: int = 1, ctx: Any = None,
    dtype: Any = None,
) -> NDArray:  # fmt: skip
    """Numbers from `start` (or 0) below `stop`, each `repeat` times, as float32.

    >>> arange(3).asnumpy()
    array([0., 1., 2.], dtype=float32)
    """
    begin, end = (0, start) if stop is None else (start, stop)
    return array(np.repeat(np.arange(begin, end, step), repeat), dtype=dtype or np.float32)


def linspace(start: float, stop: float, num: int, ctx: Any = None, dtype: Any = None) -> NDArray:
    """`num` numbers from `start` to `stop`."""
    return NDArray(ranges.linspace(start, stop, num, dtype=kind_of(dtype)))


def zeros_like(data: NDArray) -> NDArray:
    """Zeros of the same shape and type."""
    return NDArray(creation.zeros_like(data.tensor))


def ones_like(data: NDArray) -> NDArray:
    """Ones of the same shape and type."""
    return NDArray(creation.ones_like(data.tensor))


# Of two


def into(function: Callable[..., Any]) -> Callable[..., NDArray]:
    """A function of two arrays that can write into a third."""

    def called(lhs: Any, rhs: Any, out: NDArray | None = None) -> NDArray:
        found = apply(function, lhs, rhs)
        if out is None:
            return found
        out[:] = found
        return out

    called.__doc__ = f"`tidu.{function.__name__}` of two arrays, into `out` if one is given."
    return called


elemwise_add, elemwise_sub = into(arithmetic.add), into(arithmetic.sub)
elemwise_mul, elemwise_div = into(arithmetic.mul), into(arithmetic.div)
power = into(arithmetic.pow)


def maximum(lhs: Any, rhs: Any) -> NDArray:
    """The larger of two, number by number; either may be one number."""
    return where(lhs >= rhs, lhs, rhs)


def minimum(lhs: Any, rhs: Any) -> NDArray:
    """The smaller of two, number by number."""
    return where(lhs <= rhs, lhs, rhs)


def where(condition: NDArray, x: Any, y: Any) -> NDArray:
    """`x` where the condition is not 0, else `y`."""
    return apply(lambda c, a, b: chosen(c != 0, a, b), condition, x, y)


def dot(lhs: NDArray, rhs: NDArray) -> NDArray:
    """The last axis of the one against the first of the other.

    >>> dot(ones((2, 3)), ones((3,))).asnumpy()
    array([3., 3.], dtype=float32)
    """
    return lhs.dot(rhs)


def batch_dot(lhs: NDArray, rhs: NDArray) -> NDArray:
    """The product of each pair of matrices."""
    return apply(lambda x, y: x.matmul(y), lhs, rhs)


# Together


def concat(*data: NDArray, dim: int = 1) -> NDArray:
    """Arrays joined along axis `dim`."""
    return apply(lambda *parts: joining.cat(parts, dim), *data)


def stack(*data: NDArray, axis: int = 0) -> NDArray:
    """Arrays joined along a new axis."""
    return apply(lambda *parts: joining.stack(parts, axis), *data)


# Picking


def pick(data: NDArray, index: NDArray, axis: int = -1) -> NDArray:
    """From each row the number at its place, as losses need it.

    >>> pick(array([[1, 2], [3, 4]]), array([1, 0])).asnumpy()
    array([2., 3.], dtype=float32)
    """
    places = inner(index).long().unsqueeze(axis)
    return apply(lambda x: x.gather(axis, places).squeeze(axis), data)


def one_hot(indices: NDArray, depth: int) -> NDArray:
    """Rows with a 1 at their place."""
    return apply(lambda x: functional.one_hot(x.long(), depth).float(), indices)


def take(a: NDArray, indices: Any, axis: int = 0) -> NDArray:
    """The parts of those numbers along `axis`."""
    return a.take(indices, axis)


# What an array is asked for as a method, too


def shared(name: str) -> Callable[..., Any]:
    """A method of arrays as a function."""

    def called(data: NDArray, *args: Any, **kwargs: Any) -> NDArray:
        return getattr(data, name)(*args, **kwargs)

    called.__name__ = called.__qualname__ = name
    called.__doc__ = f"`NDArray.{name}`."
    return called


abs, exp, log, sqrt, square, sign = map(shared, ("abs", "exp", "log", "sqrt", "square", "sign"))
round, floor, ceil, sin, cos = map(shared, ("round", "floor", "ceil", "sin", "cos"))
relu, sigmoid, tanh, softmax = map(shared, ("relu", "sigmoid", "tanh", "softmax"))
log_softmax, clip, norm, argmax = map(shared, ("log_softmax", "clip", "norm", "argmax"))
sum, mean, max, min = map(shared, ("sum", "mean", "max", "min"))
reshape, transpose, expand_dims = map(shared, ("reshape", "transpose", "expand_dims"))


def waitall() -> None:
    """Nothing: an operation is done when it returns."""

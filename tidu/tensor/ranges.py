"""Evenly spaced numbers, grids and triangles of places, as PyTorch names them."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core import dtypes
from tidu.core.dtypes import dtype as Dtype
from tidu.tensor.creation import cast, kind_or_default
from tidu.tensor.handle import Handle, look
from tidu.tensor.placing import placed
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


@placed
def eye(n: int, m: int | None = None, *, dtype: Dtype | None = None) -> np.ndarray:
    """Ones on the diagonal of n × m zeros."""
    for size in (n, n if m is None else m):
        if size < 0:
            raise RuntimeError(say("errors.negative_create", shape=[n] if m is None else [n, m]))
    return np.eye(n, m, dtype=kind_or_default(dtype))


def number_of(operation: str, x: Any) -> Any:
    """One number, out of a tensor without axes where it is one."""
    if isinstance(x, Handle):
        if x._value.ndim:
            raise RuntimeError(say("create.end", operation=operation, rank=x._value.ndim))
        return look(x).item()
    return x.item() if isinstance(x, np.generic) else x


@placed
def arange(start: Any = None, end: Any = None, step: Any = 1, *, dtype: Dtype | None = None) -> np.ndarray:
    """start, start + step, ... below end; int64 if all three are whole.

    >>> arange(4), arange(1, 2, 0.5)
    (tensor([0, 1, 2, 3]), tensor([1.0000, 1.5000]))
    """
    if start is None or end is None:
        start, end = 0, start if end is None else end
    start, end, step = (number_of("arange", x) for x in (start, end, step))
    kind = _kind_of_range("arange", dtype, (start, end, step))
    if step == 0:
        raise RuntimeError(say("errors.arange", start=start, end=end, step=step))
    start, end, step = _ends("arange", kind, (start, end, step))
    if step == 0:  # a step below 1 among whole numbers
        raise ValueError(say("errors.arange", start=start, end=end, step=step))
    if (end - start) * step < 0:
        raise RuntimeError(say("errors.arange", start=start, end=end, step=step))
    whole = all(isinstance(x, int) for x in (start, end, step))
    count = len(range(start, end, step)) if whole else math.ceil((end - start) / step)
    return _spaced(start, step, count, kind)


def _kind_of_range(operation: str, dtype: Dtype | None, numbers: tuple) -> np.dtype:
    """The type of a range: int64 if all is whole, unless another is asked for."""
    if dtype is not None and dtype.numpy.kind == "b":
        raise NotImplementedError(say("create.bools", operation=operation))
    whole = all(isinstance(x, int) for x in numbers)
    return dtype.numpy if dtype else np.dtype("int64") if whole else kind_or_default(None)


def _ends(operation: str, kind: np.dtype, numbers: tuple) -> tuple:
    """Start, end and step; finite, and whole in int64."""
    if not all(isinstance(x, int) or math.isfinite(x) for x in numbers):
        raise RuntimeError(say("create.infinite", operation=operation, start=numbers[0], end=numbers[1]))
    return tuple(int(x) for x in numbers) if kind == np.int64 else numbers


def _spaced(start: Any, step: Any, count: int, kind: np.dtype) -> np.ndarray:
    if kind.kind == "f":
        return _strided(start, step, count, kind)
    whole = isinstance(start, int) and isinstance(step, int)
    values = start + np.arange(count, dtype=np.int64 if whole else np.float64) * step
    return cast(values, dtypes.from_numpy(kind))


def _wider(kind: np.dtype) -> type[np.floating]:
    """The type in which a product and a sum are exact enough to be rounded once, as PyTorch rounds them."""
    return np.longdouble if kind == np.float64 else np.float64


def _strided(start: Any, step: Any, count: int, kind: np.dtype) -> np.ndarray:
    """start + k·step as PyTorch's processor counts it, which is two vectors of 32 bytes at a time: the first
    place of a vector is rounded, the others count on from there; what is left over is counted by itself."""
    wider, lanes = _wider(kind), 32 // kind.itemsize
    places = np.arange(count)
    lane = np.where(places < count - count % (2 * lanes), places % lanes, 0)
    with np.errstate(all="ignore"):
        first = (np.longdouble(start) + np.longdouble(step) * (places - lane)).astype(kind)
        return (first + wider(step) * lane).astype(kind)


@placed
def range_(start: Any, end: Any = None, step: Any = 1, *, dtype: Dtype | None = None) -> np.ndarray:
    """start, start + step, ... up to end, which it holds too. PyTorch means to take it away: see `arange`."""
    warnings.warn(say("create.range"), UserWarning, stacklevel=3)
    if end is None:
        start, end = 0, start
    start, end, step = (number_of("range", x) for x in (start, end, step))
    kind = kind_or_default(dtype)
    start, end, step = _ends("range", kind, (start, end, step))
    if step == 0 or (end - start) * step < 0:
        raise RuntimeError(say("errors.arange", start=start, end=end, step=step))
    return _spaced(start, step, math.floor((end - start) / step) + 1, kind)


def _steps(operation: str, start: Any, end: Any, steps: Any, dtype: Dtype | None) -> tuple:
    """(places of a straight line from start to end in its own type, the type that is asked for)."""
    if isinstance(steps, float):
        raise TypeError(say("create.steps", operation=operation, given=steps))
    steps = int(number_of(operation, steps))
    kind = kind_or_default(dtype)
    if kind.kind == "b":
        raise NotImplementedError(say("create.bools", operation=operation))
    if steps < 0:
        raise RuntimeError(say("errors.linspace", steps=steps))
    start, end = (number_of(operation, x) for x in (start, end))
    if kind.kind != "f":
        start, end = int(start), int(end)
    real = kind if kind.kind == "f" else np.dtype("float64")
    if steps == 1:
        return np.full(1, start, real), kind
    # As PyTorch does: from the start for the first half, from the end for the second, and each number
    # rounded once, as its processor multiplies and adds in one step.
    step = real.type((real.type(end) - real.type(start)) / max(steps - 1, 1))
    wider = _wider(real)
    places = np.arange(steps)
    near, far = places.astype(wider), places[::-1].astype(wider)
    start, end = wider(real.type(start)), wider(real.type(end))
    return np.where(places < steps // 2, start + step * near, end - step * far).astype(real), kind


@placed
def linspace(start: Any, end: Any, steps: Any, *, dtype: Dtype | None = None) -> np.ndarray:
    """`steps` numbers from start to end, both included, equally spaced.

    >>> linspace(0, 1, 3)
    tensor([0.0000, 0.5000, 1.0000])
    """
    line, kind = _steps("linspace", start, end, steps, dtype)
    return cast(line, dtypes.from_numpy(kind))


@placed
def logspace(
    start: Any, end: Any, steps: Any, base: float = 10.0, *, dtype: Dtype | None = None
) -> np.ndarray:
    """base ** x for x in `linspace`.

    >>> logspace(0, 2, 3)
    tensor([  1.,  10., 100.])
    """
    line, kind = _steps("logspace", start, end, steps, dtype)
    with np.errstate(all="ignore"):
        return cast(np.power(float(base), line.astype(np.float64)), dtypes.from_numpy(kind))


def _triangle(operation: str, row: int, col: int, dtype: Dtype | None, inside: Any) -> np.ndarray:
    for name, size in (("row", row), ("col", col)):
        if size < 0:
            raise RuntimeError(say("create.triangle", name=name, given=size))
    kind = np.dtype(np.int64) if dtype is None else dtype.numpy
    if kind not in (np.int64, np.int32):
        raise RuntimeError(say("create.triangle_type", operation=operation, given=dtype))
    return np.array(np.nonzero(inside)).astype(kind)


@placed
def tril_indices(row: int, col: int, offset: int = 0, *, dtype: Dtype | None = None) -> np.ndarray:
    """The places on and below a diagonal of a row × col matrix: rows, and columns.

    >>> tril_indices(2, 2)
    tensor([[0, 1, 1],
            [0, 0, 1]])
    """
    inside = np.tri(max(row, 0), max(col, 0), offset, dtype=bool)
    return _triangle("tril_indices", row, col, dtype, inside)


@placed
def triu_indices(row: int, col: int, offset: int = 0, *, dtype: Dtype | None = None) -> np.ndarray:
    """The places on and above a diagonal of a row × col matrix: rows, and columns."""
    inside = ~np.tri(max(row, 0), max(col, 0), offset - 1, dtype=bool)
    return _triangle("triu_indices", row, col, dtype, inside)


def meshgrid(*tensors: Any, indexing: str = "ij") -> tuple[Tensor, ...]:
    """A grid of coordinates from vectors, a tensor for each of them."""
    vectors = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], list | tuple) else tensors
    if indexing not in ("ij", "xy"):
        raise RuntimeError(say("create.indexing", given=indexing))
    shape = tuple(x.numel() for x in vectors)
    grids = [
        x.reshape((1,) * k + (-1,) + (1,) * (len(shape) - k - 1)).expand(shape) for k, x in enumerate(vectors)
    ]
    if indexing == "xy" and len(shape) > 1:
        grids = [grid.transpose(0, 1) for grid in grids]
    return tuple(grids)

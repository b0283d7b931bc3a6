"""How many elements there are of each kind: counts, histograms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.tensor.comparison import ne
from tidu.tensor.handle import Handle, look, wrap
from tidu.tensor.promote import INT64
from tidu.tensor.reduction import sum as total
from tidu.tensor.returned import Returned, returned
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

HISTOGRAM = returned("histogram", "hist", "bin_edges")
HISTOGRAMDD = returned("histogramdd", "hist", "bin_edges")


@numpy_names
def count_nonzero(input: Tensor, dim: Any = None) -> Tensor:
    """How many elements are not zero, over `dim` (default: all).

    >>> import tidu
    >>> tidu.count_nonzero(tidu.tensor([0, 3, 4]))
    tensor(2)
    """
    return total(ne(input, 0), dim)


def bincount(input: Tensor, weights: Tensor | None = None, minlength: int = 0) -> Tensor:
    """How often each of 0, 1, 2, ... is in a vector, or the sum of its weights.

    >>> import tidu
    >>> tidu.bincount(tidu.tensor([0, 2, 2]))
    tensor([1, 0, 2])
    """
    value = look(input)
    if value.ndim != 1 or value.dtype.kind not in "iu" or (value.size and value.min() < 0):
        raise RuntimeError(say("count.bincount", shape=list(value.shape), given=input.dtype))
    if minlength < 0:
        raise RuntimeError(say("count.minlength", given=minlength))
    if weights is None:
        return wrap(np.bincount(value, minlength=minlength).astype(INT64))
    heavy = look(weights)
    if heavy.shape != value.shape:
        raise RuntimeError(say("count.weights", a=list(value.shape), b=list(heavy.shape)))
    kind = np.float32 if heavy.dtype == np.float32 else np.float64
    return wrap(np.bincount(value, heavy.astype(np.float64), minlength).astype(kind))


def limits(value: np.ndarray, low: float, high: float, operation: str) -> tuple[float, float]:
    """The ends of a histogram: those given, or where they are equal the extremes of the numbers."""
    if low > high:
        raise RuntimeError(say("count.range", operation=operation, low=low, high=high))
    if low == high and value.size:
        low, high = float(value.min()), float(value.max())
    if not (np.isfinite(low) and np.isfinite(high)):
        raise RuntimeError(say("count.finite", operation=operation, low=low, high=high))
    return (low - 0.5, high + 0.5) if operation != "histc" and low == high else (low, high)


def histc(input: Tensor, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
    """How many elements fall into each of `bins` equal parts of min to max (default: all of them).

    >>> import tidu
    >>> tidu.histc(tidu.tensor([1.0, 2.0, 2.0]), bins=2, min=0, max=4)
    tensor([1., 2.])
    """
    value = look(input)
    if value.dtype.kind != "f":
        raise NotImplementedError(say("count.real", operation="histc", given=input.dtype))
    if bins <= 0:
        raise RuntimeError(say("count.bins", operation="histc", given=bins))
    low, high = limits(value, min, max, "histc")
    if low == high:
        low, high = low - 1, high + 1
    flat = value[(value >= low) & (value <= high)].astype(np.float64)
    at = np.minimum(((flat - low) * (bins / (high - low))).astype(np.int64), bins - 1)
    return wrap(np.bincount(at, minlength=bins).astype(value.dtype))


def histogram(
    input: Tensor, bins: Any = 100, *, range: Any = None, weight: Tensor | None = None, density: bool = False
) -> Returned:
    """(counts, edges) of the elements in `bins`: how many, or the edges themselves.

    `weight` is counted instead of 1; `density` scales the counts to an area of 1.

    >>> import tidu
    >>> tidu.histogram(tidu.tensor([1.0, 2.0, 1.0]), bins=2, range=(0.0, 4.0)).hist
    tensor([2., 1.])
    """
    if isinstance(bins, list | tuple):
        (bins,) = bins
    value = look(input)
    flat = wrap(value.reshape(-1, 1))
    if range is not None and len(range) != 2:
        raise RuntimeError(say("count.range_length", given=len(range), wanted=2))
    if weight is not None:
        if weight._value.shape != value.shape:
            raise RuntimeError(say("count.weights", a=list(value.shape), b=list(weight.shape)))
        weight = weight.reshape(-1)
    hist, edges = histogramdd(flat, [bins], range=range, weight=weight, density=density)
    return HISTOGRAM((hist, edges[0]))


def histogramdd(
    input: Tensor, bins: Any, *, range: Any = None, weight: Tensor | None = None, density: bool = False
) -> Returned:
    """(counts, the edges of each axis) of points, rows of input, in a grid of bins."""
    value = look(input)
    if value.dtype.kind != "f":
        raise RuntimeError(say("count.real", operation="histogramdd", given=input.dtype))
    if value.ndim < 2:
        raise RuntimeError(say("count.points", rank=value.ndim))
    points = value.reshape(-1, value.shape[-1])
    width = points.shape[1]
    bins = [bins] * width if isinstance(bins, int) else list(bins)
    if len(bins) != width:
        raise RuntimeError(say("count.axes", given=len(bins), width=width))
    edges = _edges(points, bins, range)
    heavy = None
    if weight is not None:
        if weight._value.dtype != value.dtype:
            raise RuntimeError(say("count.weight_type", a=input.dtype, b=weight.dtype))
        heavy = look(weight).reshape(-1)
        if heavy.size != len(points):
            raise RuntimeError(say("count.weights", a=list(value.shape), b=list(weight.shape)))
    hist = _counted(points, edges, heavy)
    if density:
        widths = np.ones(())
        for edge in edges:
            widths = np.multiply.outer(widths, np.diff(edge))
        hist = hist / widths / hist.sum()
    return HISTOGRAMDD((wrap(hist.astype(value.dtype)), tuple(wrap(edge) for edge in edges)))


def _edges(points: np.ndarray, bins: list, range: Any) -> list[np.ndarray]:
    """The edges along each axis, in the type of the points."""
    if range is not None and len(range) != 2 * len(bins):
        raise RuntimeError(say("count.range_length", given=len(range), wanted=2 * len(bins)))
    edges = []
    for axis, count in enumerate(bins):
        if isinstance(count, Handle):
            own = look(count)
            if own.ndim != 1 or own.dtype != points.dtype or not own.size:
                raise RuntimeError(say("count.edges", shape=list(own.shape), given=count.dtype))
            edges.append(own)
            continue
        if count <= 0:
            raise RuntimeError(say("count.bins", operation="histogram", given=count))
        column = points[:, axis]
        low, high = (0.0, 0.0) if range is None else range[2 * axis : 2 * axis + 2]
        low, high = (
            (0.0, 1.0) if range is None and not column.size else limits(column, low, high, "histogram")
        )
        edges.append(np.linspace(low, high, count + 1).astype(points.dtype))
    return edges


def _counted(points: np.ndarray, edges: list[np.ndarray], weight: np.ndarray | None) -> np.ndarray:
    """The sum of weights in each cell; the last edge belongs to the last bin."""
    inside, flat = np.ones(len(points), bool), np.zeros(len(points), np.int64)
    for axis, edge in enumerate(edges):
        column = points[:, axis]
        at = np.searchsorted(edge, column, "right") - 1
        at = np.where(column == edge[-1], len(edge) - 2, at)
        inside &= (column >= edge[0]) & (column <= edge[-1]) & (at >= 0) & (at < len(edge) - 1)
        flat = flat * (len(edge) - 1) + at
    shape = tuple(len(edge) - 1 for edge in edges)
    total = np.bincount(
        flat[inside],
        None if weight is None else weight[inside].astype(np.float64),
        minlength=int(np.prod(shape)),
    )
    return total.reshape(shape)

"""What grows along an axis: products, extremes, differences, areas under a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.shapes import axes_of, axis_of
from tidu.ops import scan
from tidu.tensor.arithmetic import mul, sub
from tidu.tensor.comparison import logical_xor
from tidu.tensor.handle import Handle
from tidu.tensor.joining import cat
from tidu.tensor.movement import narrow, reshape
from tidu.tensor.picking import along
from tidu.tensor.promote import named, real_type, to_dtype
from tidu.tensor.reduction import cumsum
from tidu.tensor.reduction import sum as total
from tidu.tensor.returned import Returned, returned
from tidu.tensor.spelling import numpy_names
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

RUNNING = {name: returned(name, "values", "indices") for name in ("cummax", "cummin")}


@numpy_names
def cumprod(input: Tensor, dim: int, *, dtype: Dtype | None = None) -> Tensor:
    """The running product along `dim`.

    >>> import tidu
    >>> tidu.cumprod(tidu.tensor([1, 2, 3]), 0)
    tensor([1, 2, 6])
    """
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    return mode.bind(scan.cumprod, (input,), {"axis": axis_of(dim, input._value.ndim)})


def _running(name: str, input: Tensor, dim: int) -> Returned:
    axis = axis_of(dim, input._value.ndim)
    params = {"axis": axis, "largest": name == "cummax"}
    indices = mode.bind(scan.running_place, (input,), params)
    return RUNNING[name]((named(along(input, indices, axis), name.title()), indices))


@numpy_names
def cummax(input: Tensor, dim: int) -> Returned:
    """The largest so far along `dim`, and where it is (of equal ones the last)."""
    return _running("cummax", input, dim)


@numpy_names
def cummin(input: Tensor, dim: int) -> Returned:
    """The smallest so far along `dim`, and where it is (of equal ones the last)."""
    return _running("cummin", input, dim)


@numpy_names
def logcumsumexp(input: Tensor, dim: int) -> Tensor:
    """log of the running sum of exp(input) along `dim`, safe from overflow.

    >>> import tidu
    >>> tidu.logcumsumexp(tidu.tensor([1000.0, 1000.0]), 0)
    tensor([1000.0000, 1000.6932])
    """
    axis = axis_of(dim, input._value.ndim)
    return mode.bind(scan.logcumsumexp, (to_dtype(input, real_type(input)),), {"axis": axis})


@numpy_names
def diff(
    input: Tensor, n: int = 1, dim: int = -1, prepend: Tensor | None = None, append: Tensor | None = None
) -> Tensor:
    """Each element minus the one before it along `dim`, `n` times over.

    >>> import tidu
    >>> tidu.diff(tidu.tensor([1, 4, 9]))
    tensor([3, 5])
    """
    if not input._value.ndim:
        raise RuntimeError(say("along.diff_number"))
    if n < 0:
        raise RuntimeError(say("along.diff_order", n=n))
    axis = axis_of(dim, input._value.ndim)
    if n == 0:
        return input.clone()
    for extra in (prepend, append):
        if extra is not None and extra._value.ndim != input._value.ndim:
            raise RuntimeError(say("along.diff_joined", a=input._value.ndim, b=extra._value.ndim))
    if prepend is not None or append is not None:
        input = cat([x for x in (prepend, input, append) if x is not None], axis)
    minus = logical_xor if input._value.dtype.kind == "b" else sub
    for _ in range(min(n, input._value.shape[axis])):
        rest = input._value.shape[axis] - 1
        input = minus(narrow(input, axis, 1, rest), narrow(input, axis, 0, rest))
    return input


def _widths(y: Tensor, x: Tensor | None, dx: Any, dim: int, operation: str) -> tuple[Any, int]:
    """The distances between the places at which y is known, shaped to go with it, and the axis."""
    if isinstance(x, Handle) and not x._value.ndim:
        x, dx = None, x
    if x is None:
        return dx, axis_of(dim, y._value.ndim)
    axis = axis_of(dim, y._value.ndim)
    if x._value.ndim == 1:
        if x._value.size != y._value.shape[axis]:
            raise RuntimeError(
                say("along.places", operation=operation, x=x._value.size, y=y._value.shape[axis])
            )
        x = reshape(x, (-1,) + (1,) * (y._value.ndim - axis - 1))
    count = x._value.shape[axis - y._value.ndim]
    where = x._value.ndim + axis - y._value.ndim
    return sub(narrow(x, where, 1, count - 1), narrow(x, where, 0, count - 1)), axis


def trapezoid(y: Tensor, x: Tensor | None = None, *, dx: Any = None, dim: int = -1) -> Tensor:
    """The area under y by straight lines, at the places x or `dx` apart, along `dim`.

    >>> import tidu
    >>> tidu.trapezoid(tidu.tensor([1.0, 2.0, 4.0]))
    tensor(4.5000)
    """
    if not y._value.ndim:
        raise IndexError(say("errors.dim", low=-1, high=0, dim=dim))
    width: Any
    width, axis = _widths(y, x, 1 if dx is None else dx, dim, "trapezoid")
    count = y._value.shape[axis]
    if count == 0:
        return total(to_dtype(y, real_type(y)), axis)
    pairs = narrow(y, axis, 0, count - 1) + narrow(y, axis, 1, count - 1)
    if getattr(width, "ndim", 0):
        return total(mul(pairs, width), axis) / 2.0
    return total(pairs, axis) * width / 2.0


trapz = trapezoid


def cumulative_trapezoid(y: Tensor, x: Tensor | None = None, *, dx: Any = None, dim: int = -1) -> Tensor:
    """As `trapezoid`, the area so far at each place but the first."""
    width, axis = _widths(y, x, 1 if dx is None else dx, dim, "cumulative_trapezoid")
    count = max(y._value.shape[axis] - 1, 0)
    pairs = narrow(y, axis, 0, count) + narrow(y, axis, y._value.shape[axis] - count, count)
    return cumsum(mul(pairs, width), axis) / 2.0


def gradient(input: Tensor, *, spacing: Any = 1, dim: Any = None, edge_order: int = 1) -> tuple[Tensor, ...]:
    """The slopes of input along each axis of `dim`, from the neighbours on both sides.

    `spacing` is a distance, a distance for each axis, or the places themselves, a vector for
    each axis. At the ends the slope is that of a line (`edge_order` 1) or a parabola (2).

    >>> import tidu
    >>> tidu.gradient(tidu.tensor([1.0, 4.0, 9.0]))
    (tensor([3., 4., 5.]),)
    """
    axes = axes_of(dim, input._value.ndim)
    spaces = _spacings(1 if spacing is None else spacing, axes)
    if edge_order not in (1, 2):
        raise RuntimeError(say("along.edge_order", given=edge_order))
    found = []
    for axis, space in zip(axes, spaces, strict=True):
        size = input._value.shape[axis]
        if size < edge_order + 1:
            raise RuntimeError(say("along.gradient_size", axis=axis, size=size, least=edge_order + 1))
        if isinstance(space, Handle) and space._value.ndim and space._value.shape != (size,):
            raise RuntimeError(say("along.spacing_size", axis=axis, size=size, given=list(space.shape)))
        found.append(_slope(input, axis, space, edge_order))
    return tuple(found)


def _spacings(spacing: Any, axes: tuple) -> list:
    """A distance or the places for each of `axes`."""
    if not isinstance(spacing, list | tuple):
        return [spacing] * len(axes)
    if len(spacing) != len(axes):
        raise RuntimeError(say("along.spacings", given=len(spacing), axes=len(axes)))
    return list(spacing)


def _slope(y: Tensor, axis: int, space: Any, edge_order: int) -> Tensor:
    n = y._value.shape[axis]
    left: Any
    right: Any

    def at(start: int, count: int = 1) -> Tensor:
        return narrow(y, axis, start, count)

    if isinstance(space, Handle) and space._value.ndim:
        shape = (-1,) + (1,) * (y._value.ndim - axis - 1)
        width = reshape(diff(cast("Tensor", space)), shape)
        left, right = narrow(width, 0, 0, n - 2), narrow(width, 0, 1, n - 2)
        first = (width[:1], width[1:2])
        last = (width[n - 2 :], width[n - 3 : n - 2])
    else:
        left = right = space
        first = last = (space, space)
    inner = (
        at(0, n - 2) * (-right / (left * (left + right)))
        + at(1, n - 2) * ((right - left) / (left * right))
        + at(2, n - 2) * (left / (right * (left + right)))
    )
    if edge_order == 1:
        ends = ((at(1) - at(0)) / first[0], (at(n - 1) - at(n - 2)) / last[0])
    else:
        ends = (
            _parabola(at(0), at(1), at(2), *first),
            -_parabola(at(n - 1), at(n - 2), at(n - 3), *last),
        )
    return cat([ends[0], inner, ends[1]], axis)


def _parabola(a: Tensor, b: Tensor, c: Tensor, near: Any, far: Any) -> Tensor:
    """The slope at the first of three points, `near` and then `far` apart."""
    return (
        a * (-(2.0 * near + far) / (near * (near + far)))
        + b * ((near + far) / (near * far))
        + c * (-near / (far * (near + far)))
    )

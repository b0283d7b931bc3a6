"""Statistics made of sums: without NaN, two at once, between variables, between points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tidu.core.dtypes import dtype as Dtype
from tidu.core.shapes import axes_of, axis_of
from tidu.tensor.arithmetic import clamp, div, mul, sub
from tidu.tensor.comparison import isnan, logical_not, where
from tidu.tensor.handle import look
from tidu.tensor.linear_algebra import matmul
from tidu.tensor.movement import reshape, squeeze
from tidu.tensor.promote import named, real_type, to_dtype
from tidu.tensor.reduction import Dims, amax, amin, mean, nonempty, norm, std, var
from tidu.tensor.reduction import sum as total
from tidu.tensor.returned import Returned, returned
from tidu.tensor.spelling import numpy_names
from tidu.tensor.views import diagonal
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

MINMAX = returned("aminmax", "min", "max")


@numpy_names
def nansum(input: Tensor, dim: Dims = None, keepdim: bool = False, *, dtype: Dtype | None = None) -> Tensor:
    """The sum of what is not NaN.

    >>> import tidu
    >>> tidu.nansum(tidu.tensor([1.0, float("nan")]))
    tensor(1.)
    """
    if input._value.dtype.kind == "f":
        input = input.masked_fill(isnan(input.detach()), 0.0)
    return named(total(input, dim, keepdim, dtype=dtype), "Nansum")


@numpy_names
def nanmean(input: Tensor, dim: Dims = None, keepdim: bool = False, *, dtype: Dtype | None = None) -> Tensor:
    """The mean of what is not NaN."""
    if input._value.dtype.kind != "f":
        raise RuntimeError(say("errors.mean_of_whole", given=input.dtype))
    known = total(logical_not(isnan(input.detach())), dim, keepdim)
    return div(nansum(input, dim, keepdim, dtype=dtype), known)


@numpy_names
def aminmax(input: Tensor, *, dim: int | None = None, keepdim: bool = False) -> Returned:
    """The smallest and the largest, of all or along `dim`."""
    if dim is None:
        nonempty("aminmax", input, None)
        low, high = (fold(input, tuple(range(input._value.ndim)), keepdim) for fold in (amin, amax))
    else:
        axis = axis_of(dim, input._value.ndim)
        low, high = amin(input, axis, keepdim), amax(input, axis, keepdim)
    return MINMAX((low, high))


@numpy_names
def var_mean(
    input: Tensor, dim: Any = None, unbiased: bool = True, keepdim: bool = False,
    *, correction: float | None = None,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """(variance, mean) over `dim`."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    return var(input, dim, unbiased, keepdim, correction=correction), _mean(input, dim, keepdim)


@numpy_names
def std_mean(
    input: Tensor, dim: Any = None, unbiased: bool = True, keepdim: bool = False,
    *, correction: float | None = None,
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """(standard deviation, mean) over `dim`."""
    if isinstance(dim, bool):
        dim, unbiased = None, dim
    return std(input, dim, unbiased, keepdim, correction=correction), _mean(input, dim, keepdim)


def _mean(input: Tensor, dim: Any, keepdim: bool) -> Tensor:
    return mean(input, axes_of(dim, input._value.ndim), keepdim)


def cov(
    input: Tensor, *, correction: int = 1, fweights: Tensor | None = None, aweights: Tensor | None = None
) -> Tensor:
    """The covariances of variables, which are rows; columns are observations, counted and weighted.

    >>> import tidu
    >>> tidu.cov(tidu.tensor([[1.0, 2.0], [2.0, 4.0]]))
    tensor([[0.5000, 1.0000],
            [1.0000, 2.0000]])
    """
    if input._value.ndim > 2:
        raise RuntimeError(say("count.cov", rank=input._value.ndim))
    rows = input if input._value.ndim == 2 else reshape(input, 1, -1)
    count = rows._value.shape[1]
    weights = _weights(fweights, aweights, count)
    rows = to_dtype(rows, real_type(rows))
    whole: Any = count
    if weights is None:
        middle = div(total(rows, 1, True), count)
    else:
        whole = total(weights)
        middle = div(total(mul(rows, weights), 1, True), whole)
    if weights is not None and aweights is not None and correction:
        squares = aweights if fweights is None else mul(fweights, aweights)
        lost = div(mul(total(mul(squares, aweights)), correction), whole)
    else:
        lost: Any = correction
    scale = max(whole - lost, 0) if weights is None else clamp(sub(whole, lost), min=0)
    far = sub(rows, middle)
    weighted = far if weights is None else mul(far, weights)
    made = div(matmul(far, to_dtype(weighted, far._value.dtype).t()), scale)
    return squeeze(made)


def _weights(fweights: Tensor | None, aweights: Tensor | None, count: int) -> Tensor | None:
    """How much each observation counts; RuntimeError for what does not fit."""
    for name, given, kinds in (("fweights", fweights, "iu"), ("aweights", aweights, "f")):
        if given is None:
            continue
        if given._value.ndim > 1 or given._value.dtype.kind not in kinds or given._value.size != count:
            raise RuntimeError(
                say("count.cov_weights", name=name, shape=list(given.shape), given=given.dtype, count=count)
            )
        if given._value.size and look(given).min() < 0:
            raise RuntimeError(say("count.cov_negative", name=name, least=look(given).min()))
    if fweights is None or aweights is None:
        return fweights if aweights is None else aweights
    return mul(fweights, aweights)


def corrcoef(input: Tensor) -> Tensor:
    """The correlations of variables, which are rows."""
    if input._value.ndim > 2:
        raise RuntimeError(say("count.cov", rank=input._value.ndim))
    made = cov(input)
    if not made._value.ndim:
        return div(made, made)
    spread = diagonal(made).sqrt()
    return clamp(made / spread.unsqueeze(1) / spread.unsqueeze(0), -1.0, 1.0)


def renorm(input: Tensor, p: float, dim: int, maxnorm: float) -> Tensor:
    """Each place of axis `dim` scaled down to the p-norm `maxnorm` where its norm is larger.

    >>> import tidu
    >>> tidu.renorm(tidu.tensor([[3.0, 4.0], [0.0, 1.0]]), 2, 0, 1)
    tensor([[0.6000, 0.8000],
            [0.0000, 1.0000]])
    """
    if p <= 0:
        raise RuntimeError(say("count.renorm_p", p=p))
    if maxnorm < 0:
        raise RuntimeError(say("count.renorm_max", given=maxnorm))
    if input._value.ndim < 2:
        raise RuntimeError(say("count.renorm_rank", rank=input._value.ndim))
    axis = axis_of(dim, input._value.ndim)
    others = tuple(k for k in range(input._value.ndim) if k != axis)
    size = norm(input, p, others, True)
    return mul(input, where(size > maxnorm, maxnorm / (size + 1e-7), 1.0))

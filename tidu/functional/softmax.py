"""Softmax and its logarithm: scores along an axis turned into shares of 1.

The largest score is taken away first, as a constant: shares do not depend on it, so neither
does any gradient, and no power of e overflows. (`_stacklevel` is accepted because PyTorch has
it; a warning here finds its line by itself.)
"""

from __future__ import annotations

from tidu.core.dtypes import dtype as Dtype
from tidu.core.mode import mode
from tidu.core.shapes import axes_of
from tidu.functional.operands import check_real
from tidu.functional.warn import warn
from tidu.ops import reduce, shares
from tidu.tensor.mathematics import exp, log
from tidu.tensor.promote import named, to_dtype
from tidu.tensor.spelling import numpy_names
from tidu.tensor.swift import single
from tidu.tensor.tensor import Tensor
from tidu.text import say

_SHARES, _LOGARITHMS = single(shares.softmax), single(shares.log_softmax)


def shifted(input: Tensor, axes: tuple[int, ...]) -> Tensor:
    """`input` less its largest along `axes`, which no gradient sees."""
    if 0 in input._value.shape:
        return input
    return input - mode.bind(reduce.amax, (input.detach(),), {"axes": axes, "keepdims": True})


def total(input: Tensor, axes: tuple[int, ...], keepdims: bool = True) -> Tensor:
    """The sum along `axes`, which are kept as 1 or removed."""
    return mode.bind(reduce.sum_, (input,), {"axes": axes, "keepdims": keepdims})


def chosen_dim(name: str, rank: int) -> int:
    """The axis that PyTorch takes, with a warning, when none was named."""
    dim = 0 if rank in (0, 1, 3) else 1
    warn(say("nn.implicit_dim", name=name, dim=dim))
    return dim


def _prepared(
    name: str, input: Tensor, dim: int | None, dtype: Dtype | None
) -> tuple[Tensor, tuple[int, ...]]:
    """`input` in the type asked for, and its axis."""
    if dim is None:
        dim = chosen_dim(name, input._value.ndim)
    if dtype is not None:
        input = to_dtype(input, dtype.numpy)
    check_real(input, name)
    return input, axes_of(dim, input._value.ndim)


@numpy_names
def softmax(
    input: Tensor, dim: int | None = None, dtype: Dtype | None = None, *, _stacklevel: int = 3
) -> Tensor:
    """e^input / Σ e^input along `dim`: shares of 1.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.softmax.html

    >>> import tidu
    >>> softmax(tidu.tensor([0.0, 0.0, 1000.0]), 0)
    tensor([0., 0., 1.])
    """
    input, axes = _prepared("softmax", input, dim, dtype)
    if mode.whole:
        return named(_SHARES(input, {"axis": axes}), "Softmax")
    powers = exp(shifted(input, axes))
    return named(powers / total(powers, axes), "Softmax")


def softmin(
    input: Tensor, dim: int | None = None, dtype: Dtype | None = None, *, _stacklevel: int = 3
) -> Tensor:
    """The softmax of −input: the smallest gets the largest share.

    >>> import tidu
    >>> softmin(tidu.tensor([0.0, 0.0]), 0)
    tensor([0.5000, 0.5000])
    """
    if dim is None:
        dim = chosen_dim("softmin", input._value.ndim)
    return softmax(-input, dim, dtype=dtype)


@numpy_names
def log_softmax(
    input: Tensor, dim: int | None = None, dtype: Dtype | None = None, *, _stacklevel: int = 3
) -> Tensor:
    """log(softmax(input)) along `dim`, exact where a share is too small to hold.

    >>> import tidu
    >>> log_softmax(tidu.tensor([0.0, 1000.0]), 0)
    tensor([-1000.,     0.])
    """
    input, axes = _prepared("log_softmax", input, dim, dtype)
    if mode.whole:
        return named(_LOGARITHMS(input, {"axis": axes}), "LogSoftmax")
    moved = shifted(input, axes)
    return named(moved - log(total(exp(moved), axes)), "LogSoftmax")


# Methods too, as PyTorch has them; put on here because they are composed of what tensors offer.
Tensor.softmax, Tensor.log_softmax = softmax, log_softmax  # pyright: ignore

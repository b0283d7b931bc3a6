"""The normal distribution's functions, and products with logarithms, as PyTorch names them."""

from __future__ import annotations

from math import sqrt as root
from typing import TYPE_CHECKING

from tidu.ops import special
from tidu.tensor.arithmetic import clamp, div, mul, sub
from tidu.tensor.mathematics import log
from tidu.tensor.promote import named, real_binary, real_type, real_unary, to_dtype

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float


def erfc(input: Tensor) -> Tensor:
    """1 − erf(input), exact where that is small.

    >>> import tidu
    >>> tidu.erfc(tidu.tensor([0.0, 5.0]))
    tensor([1.0000e+00, 1.5375e-12])
    """
    return real_unary(special.erfc, input)


def erfcx(input: Tensor) -> Tensor:
    """e^(input²) · erfc(input), which stays finite where erfc is 0."""
    return real_unary(special.erfcx, input)


def ndtr(input: Tensor) -> Tensor:
    """The share of the standard normal distribution below input.

    >>> import tidu
    >>> tidu.special.ndtr(tidu.tensor([0.0, 1.96]))
    tensor([0.5000, 0.9750])
    """
    return mul(erfc(mul(to_dtype(input, real_type(input)), -root(0.5))), 0.5)


def ndtri(input: Tensor) -> Tensor:
    """The number below which that share of the standard normal distribution lies."""
    return real_unary(special.ndtri, input)


def log_ndtr(input: Tensor) -> Tensor:
    """The logarithm of `ndtr`, exact far below 0."""
    return real_unary(special.log_ndtr, input)


def logit(input: Tensor, eps: float | None = None) -> Tensor:
    """log(input / (1 − input)), the inverse of `sigmoid`; with eps input is held in [eps, 1 − eps].

    >>> import tidu
    >>> tidu.logit(tidu.tensor([0.5, 0.9]))
    tensor([0.0000, 2.1972])
    """
    x = to_dtype(input, real_type(input))
    if eps is not None:
        x = clamp(x, eps, 1.0 - eps)
    return named(log(div(x, sub(1.0, x))), "Logit")  # pyright: ignore


def entr(input: Tensor) -> Tensor:
    """−input · log(input), 0 at 0 and −infinity below: the parts of an entropy."""
    return real_unary(special.entr, input)


def xlogy(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """input · log(other), and 0 where input is 0.

    >>> import tidu
    >>> tidu.xlogy(tidu.tensor([0.0, 2.0]), tidu.tensor([0.0, 1.0]))
    tensor([0., 0.])
    """
    return real_binary(special.xlogy, input, other)


def xlog1py(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """input · log(1 + other), and 0 where input is 0."""
    return real_binary(special.xlog1py, input, other)

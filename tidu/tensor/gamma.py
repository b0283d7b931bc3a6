"""The Gamma function's family, as PyTorch names it."""

from __future__ import annotations

from math import log, pi
from typing import TYPE_CHECKING, Any

from tidu.core.mode import mode
from tidu.ops import special
from tidu.tensor.promote import NONE, meet, named, real_binary, real_type, real_unary, tensors, to_dtype
from tidu.tensor.tape import place
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

Number = bool | int | float


def lgamma(input: Tensor) -> Tensor:
    """The logarithm of |Γ(input)|, also called gammaln.

    >>> import tidu
    >>> tidu.lgamma(tidu.tensor([1.0, 5.0]))
    tensor([0.0000, 3.1781])
    """
    return real_unary(special.lgamma, input)


def digamma(input: Tensor) -> Tensor:
    """The derivative of `lgamma`, also called psi.

    >>> import tidu
    >>> tidu.digamma(tidu.tensor([1.0]))
    tensor([-0.5772])
    """
    return named(polygamma(0, input), "Digamma")


def polygamma(n: int, input: Tensor) -> Tensor:
    """The n-th derivative of `digamma`. RuntimeError if n < 0.

    >>> import tidu
    >>> tidu.polygamma(1, tidu.tensor([1.0]))
    tensor([1.6449])
    """
    if n < 0:
        raise RuntimeError(say("special.polygamma", given=n))
    return mode.bind(special.polygamma, (to_dtype(input, real_type(input)),), {"order": int(n)})


def polygamma_method(self: Tensor, n: int) -> Tensor:
    """`polygamma`, with the tensor first."""
    return polygamma(n, self)


def mvlgamma(input: Tensor, p: int) -> Tensor:
    """The logarithm of the Gamma function of p dimensions, also called multigammaln.

    input > (p − 1) / 2. RuntimeError if p < 1.

    >>> import tidu
    >>> tidu.mvlgamma(tidu.tensor([3.0]), 2)
    tensor([1.5502])
    """
    if p < 1:
        raise RuntimeError(say("special.mvlgamma", given=p))
    x = to_dtype(input, real_type(input))
    total: Any = p * (p - 1) / 4 * log(pi)
    for step in range(p):
        total = lgamma(x - step / 2) + total
    return named(total, "Mvlgamma")


def igamma(input: Tensor, other: Tensor) -> Tensor:
    """The regularised lower incomplete Gamma function of shape input at other, also called gammainc.

    Its gradient is for `other` alone, as PyTorch's: NotImplementedError if input asks for one.

    >>> import tidu
    >>> tidu.igamma(tidu.tensor([1.0]), tidu.tensor([2.0]))
    tensor([0.8647])
    """
    return _share(special.igamma, input, other)


def igammac(input: Tensor, other: Tensor) -> Tensor:
    """1 − `igamma`, exact where that is small, also called gammaincc."""
    return _share(special.igammac, input, other)


def _share(primitive: Any, input: Tensor, other: Tensor) -> Tensor:
    tensors(primitive.name, input, other)
    met = meet((input, other), primitive.name)
    if met[0]._value.dtype.kind != "f":
        raise NotImplementedError(say("errors.real_only", operation=primitive.name, given=input.dtype))
    if mode.grad and place(input) is not None:
        raise NotImplementedError(say("special.igamma", operation=primitive.name))
    return mode.bind(primitive, met, NONE)


def zeta(input: Tensor | Number, other: Tensor | Number) -> Tensor:
    """Hurwitz' zeta function: the sum of 1 / (k + other)^input over k = 0, 1, 2...

    >>> import tidu
    >>> tidu.special.zeta(tidu.tensor([2.0]), 1.0)
    tensor([1.6449])
    """
    if mode.grad and hasattr(input, "_value") and place(input) is not None:  # pyright: ignore
        raise NotImplementedError(say("special.igamma", operation="zeta"))
    return real_binary(special.zeta, input, other)

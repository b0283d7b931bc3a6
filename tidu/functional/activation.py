"""Smooth activations: exponential units, GELU, SiLU, Mish, softplus and what is close to them.

Where a branch that is not taken could overflow, its operand is made harmless first: a
gradient of 0 times infinity would be NaN.
Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions
"""

from __future__ import annotations

from math import pi
from math import sqrt as root
from typing import TYPE_CHECKING

from tidu.core.mode import mode
from tidu.core.shapes import axis_of
from tidu.functional.operands import check_real, over, pick
from tidu.ops import activations
from tidu.tensor import mathematics
from tidu.tensor.output import writes_out
from tidu.tensor.promote import named
from tidu.tensor.swift import single
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor

# Klambauer et al. 2017: the pair that keeps mean 0 and variance 1 from layer to layer.
SELU_ALPHA, SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946

sigmoid, tanh = mathematics.sigmoid, mathematics.tanh
# Eagerly each is one operation; in a recording it is its parts. Both are checked against PyTorch.
_elu, _gelu, _gelu_tanh = single(activations.elu), single(activations.gelu), single(activations.gelu_tanh)
_silu, _mish = single(activations.silu), single(activations.mish)
_softplus, _logsigmoid = single(activations.softplus), single(activations.logsigmoid)


def _exponential(input: Tensor, depth: float, scale: float, width: float) -> Tensor:
    """scale · input where it is positive, else scale · depth · (e^(input / width) − 1)."""
    if mode.whole:
        return _elu(input, {"depth": float(depth), "scale": scale, "width": float(width)})
    positive = input > 0.0
    harmless = pick(positive, 0.0, input)
    falling = mathematics.expm1(harmless if width == 1 else harmless / float(width))
    rising = input if scale == 1 else input * scale
    return pick(positive, rising, falling if depth * scale == 1 else falling * (depth * scale))


def elu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """input where it is positive, else alpha · (e^input − 1).

    >>> import tidu
    >>> elu(tidu.tensor([-1.0, 2.0]))
    tensor([-0.6321,  2.0000])
    """
    check_real(input, "elu")
    if inplace:
        return over(input, elu, alpha)
    return named(_exponential(input, alpha, 1.0, 1.0), "Elu")


def selu(input: Tensor, inplace: bool = False) -> Tensor:
    """The scaled exponential unit, which keeps mean 0 and variance 1.

    >>> import tidu
    >>> selu(tidu.tensor([-1.0, 2.0]))
    tensor([-1.1113,  2.1014])
    """
    check_real(input, "selu")
    if inplace:
        return over(input, selu)
    return named(_exponential(input, SELU_ALPHA, SELU_SCALE, 1.0), "Elu")


def celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """input where it is positive, else alpha · (e^(input / alpha) − 1). RuntimeError if alpha is 0.

    >>> import tidu
    >>> celu(tidu.tensor([-1.0, 2.0]), 2.0)
    tensor([-0.7869,  2.0000])
    """
    check_real(input, "celu")
    if alpha == 0:
        raise RuntimeError(say("nn.celu"))
    if inplace:
        return over(input, celu, alpha)
    return named(_exponential(input, alpha, 1.0, alpha), "Celu")


@writes_out
def gelu(input: Tensor, approximate: str = "none") -> Tensor:
    """input · Φ(input), Φ the normal distribution; exact, or with approximate="tanh".

    Source: https://arxiv.org/abs/1606.08415. RuntimeError for another `approximate`.

    >>> import tidu
    >>> gelu(tidu.tensor([-1.0, 2.0])), gelu(tidu.tensor([-1.0, 2.0]), "tanh")
    (tensor([-0.1587,  1.9545]), tensor([-0.1588,  1.9546]))
    """
    check_real(input, "gelu")
    if mode.whole and approximate in ("none", "tanh"):
        return named((_gelu if approximate == "none" else _gelu_tanh)(input), "Gelu")
    if approximate == "none":
        share = mathematics.erf(input * root(0.5))
    elif approximate == "tanh":
        cube = input * input * input
        share = tanh((input + cube * 0.044715) * root(2.0 / pi))
    else:
        raise RuntimeError(say("nn.gelu", given=approximate))
    return named(input * 0.5 * (share + 1.0), "Gelu")


def silu(input: Tensor, inplace: bool = False) -> Tensor:
    """input · sigmoid(input), also called swish.

    >>> import tidu
    >>> silu(tidu.tensor([-1.0, 2.0]))
    tensor([-0.2689,  1.7616])
    """
    check_real(input, "silu")
    if inplace:
        return over(input, silu)
    if mode.whole:
        return _silu(input)
    return named(input * sigmoid(input), "Silu")


def mish(input: Tensor, inplace: bool = False) -> Tensor:
    """input · tanh(softplus(input)).

    >>> import tidu
    >>> mish(tidu.tensor([-1.0, 2.0]))
    tensor([-0.3034,  1.9440])
    """
    check_real(input, "mish")
    if inplace:
        return over(input, mish)
    if mode.whole:
        return _mish(input)
    return named(input * tanh(softplus(input)), "Mish")


@writes_out
def softplus(input: Tensor, beta: float = 1.0, threshold: float = 20.0) -> Tensor:
    """log(1 + e^(beta · input)) / beta; input itself where beta · input > threshold.

    >>> import tidu
    >>> softplus(tidu.tensor([-1.0, 0.0, 50.0]))
    tensor([ 0.3133,  0.6931, 50.0000])
    """
    check_real(input, "softplus")
    if mode.whole:
        return _softplus(input, {"beta": float(beta), "threshold": float(threshold)})
    scaled = input if beta == 1 else input * float(beta)
    straight = scaled > threshold
    curved = mathematics.log1p(mathematics.exp(pick(straight, 0.0, scaled)))
    return named(pick(straight, input, curved if beta == 1 else curved / float(beta)), "Softplus")


def tail(input: Tensor, positive: Tensor) -> Tensor:
    """log(1 + e^−|input|), taken along one smooth branch, so that every derivative is right at 0.

    >>> import tidu
    >>> x = tidu.tensor([-100.0, 0.0])
    >>> tail(x, x > 0)
    tensor([3.7835e-44, 6.9315e-01])
    """
    return mathematics.log1p(mathematics.exp(pick(positive, -input, input)))


@writes_out
def logsigmoid(input: Tensor) -> Tensor:
    """log(sigmoid(input)), exact far from 0 on both sides and smooth at 0.

    >>> import tidu
    >>> logsigmoid(tidu.tensor([-100.0, 0.0, 100.0]))
    tensor([-1.0000e+02, -6.9315e-01, -3.7835e-44])
    """
    check_real(input, "logsigmoid")
    if mode.whole:
        return named(_logsigmoid(input), "LogSigmoid")
    positive = input > 0.0
    return named(pick(positive, 0.0, input) - tail(input, positive), "LogSigmoid")


def softsign(input: Tensor) -> Tensor:
    """input / (1 + |input|).

    >>> import tidu
    >>> softsign(tidu.tensor([-1.0, 3.0]))
    tensor([-0.5000,  0.7500])
    """
    return input / (input.abs() + 1)


def tanhshrink(input: Tensor) -> Tensor:
    """input − tanh(input).

    >>> import tidu
    >>> tanhshrink(tidu.tensor([-1.0, 2.0]))
    tensor([-0.2384,  1.0360])
    """
    return input - tanh(input)


def glu(input: Tensor, dim: int = -1) -> Tensor:
    """The first half of `dim` times the sigmoid of the second. RuntimeError if it is odd.

    >>> import tidu
    >>> glu(tidu.tensor([1.0, 2.0, 0.0, 0.0]))
    tensor([0.5000, 1.0000])
    """
    check_real(input, "glu")
    if input._value.ndim == 0:
        raise RuntimeError(say("nn.glu_scalar"))
    axis = axis_of(dim, input._value.ndim)
    size = input._value.shape[axis]
    if size % 2:
        raise RuntimeError(say("nn.glu", axis=axis, size=size))
    first, second = input.split(size // 2, axis)
    return named(first * sigmoid(second), "Glu")

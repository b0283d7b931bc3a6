"""Activations that draw numbers: the ReLU with random slopes, and the softmax of Gumbel's noise.

The numbers come from the default generator in PyTorch's order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.core.dtypes import float64
from tidu.functional.operands import check_real, over
from tidu.functional.rectify import leaky_relu
from tidu.functional.softmax import softmax
from tidu.functional.warn import warn
from tidu.ops import random
from tidu.tensor.comparison import eq
from tidu.tensor.creation import empty_like
from tidu.tensor.handle import look
from tidu.tensor.promote import named, to_dtype
from tidu.tensor.ranges import arange
from tidu.tensor.sampling import draw
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def rrelu(
    input: Tensor,
    lower: float = 1.0 / 8,
    upper: float = 1.0 / 3,
    training: bool = False,
    inplace: bool = False,
) -> Tensor:
    """input where it is positive, else a slope · input, drawn from [lower, upper) in training.

    Otherwise the slope is their mean. RuntimeError if they are crossed.
    Source: https://arxiv.org/abs/1505.00853

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> rrelu(tidu.tensor([-1.0, 1.0, -1.0]), training=True)
    tensor([-0.3271,  1.0000, -0.2725])
    """
    check_real(input, "rrelu")
    if lower > upper:
        raise RuntimeError(say("layer.rrelu", lower=lower, upper=upper))
    if inplace:
        return over(input, rrelu, lower, upper, training)
    if not training:
        return named(leaky_relu(input, (lower + upper) / 2), "RreluWithNoise")
    falling = input <= 0
    count = int(look(falling, "mask").sum())  # PyTorch draws for these alone, in double precision
    slopes = input.new_ones(input._value.shape, dtype=float64)
    drawn = draw(random.uniform, (count,), float64.numpy, None, low=float(lower), high=float(upper))
    slopes[falling] = drawn
    return named(input * to_dtype(slopes, input._value.dtype), "RreluWithNoise")


def gumbel_softmax(
    logits: Tensor, tau: float = 1, hard: bool = False, eps: float = 1e-10, dim: int = -1
) -> Tensor:
    """A draw from the classes along `dim`, as shares that the gradient passes through.

    softmax((logits + Gumbel noise) / tau); with `hard` 1 at the largest and 0 elsewhere, with
    the gradient of the shares. `eps` is accepted and does nothing, as in PyTorch.
    Source: https://arxiv.org/abs/1611.01144

    >>> import tidu
    >>> _ = tidu.manual_seed(0)
    >>> gumbel_softmax(tidu.zeros(3), hard=True)
    tensor([0., 0., 1.])
    """
    if eps != 1e-10:
        warn(say("layer.gumbel_eps"))
    waits = empty_like(logits).exponential_()
    shares = softmax((logits - waits.log()) / tau, dim)
    if not hard:
        return shares
    largest = shares.argmax(dim, keepdim=True)
    shape = [1] * logits._value.ndim
    shape[dim] = -1
    chosen = eq(largest, arange(logits._value.shape[dim]).reshape(shape))
    return to_dtype(chosen, shares._value.dtype) - shares.detach() + shares

"""Activations made of straight pieces: ReLU and its kin, hard steps, shrinkage.

At a corner each takes the slope that PyTorch takes, so two of them are not clamps: a clamp
passes the gradient at its bounds, `hardtanh` does not.
Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions
"""

from __future__ import annotations

from tidu.core.mode import mode
from tidu.functional.operands import channels, check_real, check_signed, over, pick
from tidu.ops import activations
from tidu.tensor import mathematics
from tidu.tensor.output import writes_out
from tidu.tensor.promote import named
from tidu.tensor.swift import single
from tidu.tensor.tensor import Tensor
from tidu.text import say

# Eagerly each is one operation; in a recording it is its parts. Both are checked against PyTorch.
_leaky, _held = single(activations.leaky), single(activations.held)
_soft_shrink = single(activations.soft_shrink)
_hard_sigmoid, _hard_swish = single(activations.hard_sigmoid), single(activations.hard_swish)


def relu(input: Tensor, inplace: bool = False) -> Tensor:
    """max(input, 0), with slope 0 at 0.

    >>> import tidu
    >>> relu(tidu.tensor([-1.0, 2.0]))
    tensor([0., 2.])
    """
    return over(input, mathematics.relu) if inplace else mathematics.relu(input)


def threshold(input: Tensor, threshold: float, value: float, inplace: bool = False) -> Tensor:
    """input where it is above `threshold`, else `value`.

    >>> import tidu
    >>> import tidu.nn.functional as F
    >>> F.threshold(tidu.tensor([1.0, 2.0]), 1.5, -1.0)
    tensor([-1.,  2.])
    """
    check_signed(input, "threshold", threshold, value)
    if inplace:
        return over(input, _threshold, threshold, value)
    return _threshold(input, threshold, value)


def _threshold(input: Tensor, limit: float, value: float) -> Tensor:
    return named(pick(input <= limit, value, input), "Threshold")


def hardtanh(input: Tensor, min_val: float = -1.0, max_val: float = 1.0, inplace: bool = False) -> Tensor:
    """input held between two values, with slope 0 at both. ValueError if they are crossed.

    >>> import tidu
    >>> hardtanh(tidu.tensor([-3.0, 0.5, 3.0]))
    tensor([-1.0000,  0.5000,  1.0000])
    """
    if min_val > max_val:
        raise ValueError(say("nn.hardtanh", low=min_val, high=max_val))
    check_signed(input, "hardtanh", min_val, max_val)
    if inplace:
        return over(input, hardtanh, min_val, max_val)
    if mode.whole and input._value.dtype.kind == "f":
        return named(_held(input, {"low": float(min_val), "high": float(max_val)}), "Hardtanh")
    inside = pick(input >= max_val, max_val, input)
    return named(pick(input <= min_val, min_val, inside), "Hardtanh")


def relu6(input: Tensor, inplace: bool = False) -> Tensor:
    """min(max(input, 0), 6).

    >>> import tidu
    >>> relu6(tidu.tensor([-1.0, 3.0, 9.0]))
    tensor([0., 3., 6.])
    """
    return hardtanh(input, 0, 6, inplace)


def leaky_relu(input: Tensor, negative_slope: float = 0.01, inplace: bool = False) -> Tensor:
    """input where it is positive, else negative_slope · input.

    >>> import tidu
    >>> leaky_relu(tidu.tensor([-1.0, 2.0]), 0.5)
    tensor([-0.5000,  2.0000])
    """
    check_real(input, "leaky_relu")
    if inplace:
        return over(input, leaky_relu, negative_slope)
    if mode.whole and negative_slope:  # 0 times infinity would be no number
        return named(_leaky(input, {"slope": float(negative_slope)}), "LeakyRelu")
    return named(pick(input > 0.0, input, input * float(negative_slope)), "LeakyRelu")


def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """input where it is positive, else weight · input; one weight, or one for each channel.

    input [N, channels, ...], weight [1] or [channels]. RuntimeError if they do not fit.

    >>> import tidu
    >>> prelu(tidu.tensor([[-1.0, -2.0]]), tidu.tensor([0.5, 0.25]))
    tensor([[-0.5000, -0.5000]])
    """
    shape, count = input._value.shape, weight._value.size
    found = shape[1] if len(shape) > 1 else 1
    if weight._value.ndim > 1:
        raise RuntimeError(say("nn.prelu_rank", given=weight._value.ndim))
    if count not in (1, found):
        raise RuntimeError(say("nn.prelu_count", weights=count, channels=found))
    slope = channels(weight, len(shape)) if count > 1 else weight
    result = pick(input > 0.0, input, input * slope)
    return named(result if result._value.ndim == len(shape) else result.reshape(shape), "PreluKernel")


def hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """(input + 3) / 6, held between 0 and 1.

    >>> import tidu
    >>> hardsigmoid(tidu.tensor([-4.0, 0.0, 4.0]))
    tensor([0.0000, 0.5000, 1.0000])
    """
    check_real(input, "hardsigmoid")
    if inplace:
        return over(input, hardsigmoid)
    if mode.whole:
        return named(_hard_sigmoid(input), "Hardsigmoid")
    middle = pick(input >= 3.0, 1.0, (input + 3.0) / 6.0)
    return named(pick(input <= -3.0, 0.0, middle), "Hardsigmoid")


def hardswish(input: Tensor, inplace: bool = False) -> Tensor:
    """input · hardsigmoid(input).

    >>> import tidu
    >>> hardswish(tidu.tensor([-4.0, 1.5, 4.0]))
    tensor([-0.0000, 1.1250, 4.0000])
    """
    check_real(input, "hardswish")
    if inplace:
        return over(input, hardswish)
    if mode.whole:
        return named(_hard_swish(input), "Hardswish")
    low, high = input <= -3.0, input >= 3.0
    middle = pick(low | high, 0.0, input)  # infinity would make the branch not taken NaN
    bent = middle * (middle + 3.0) / 6.0
    return named(pick(low, 0.0, pick(high, input, bent)), "Hardswish")


@writes_out
def hardshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """0 where input is within lambd of 0, else input.

    >>> import tidu
    >>> hardshrink(tidu.tensor([-2.0, 0.3, 2.0]))
    tensor([-2.,  0.,  2.])
    """
    check_real(input, "hardshrink")
    return named(pick((input >= -lambd) & (input <= lambd), 0.0, input), "Hardshrink")


@writes_out
def softshrink(input: Tensor, lambd: float = 0.5) -> Tensor:
    """input brought closer to 0 by lambd, or to 0. RuntimeError if lambd < 0.

    >>> import tidu
    >>> softshrink(tidu.tensor([-2.0, 0.3, 2.0]))
    tensor([-1.5000,  0.0000,  1.5000])
    """
    check_real(input, "softshrink")
    if not lambd >= 0:
        raise RuntimeError(say("nn.softshrink", given=lambd))
    lambd = float(lambd)
    if mode.whole:
        return named(_soft_shrink(input, {"depth": lambd}), "Softshrink")
    below = pick(input < -lambd, input + lambd, input * 0.0)
    return named(pick(input > lambd, input - lambd, below), "Softshrink")


# Methods too, as PyTorch has them; put on here because they are composed of what tensors offer.
Tensor.hardshrink, Tensor.prelu = hardshrink, prelu  # pyright: ignore

"""Activations written over their input: the spellings with an underscore.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#non-linear-activation-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tidu.functional import activation, rectify
from tidu.functional.activation_random import rrelu

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def relu_(input: Tensor) -> Tensor:
    """`relu`, written over input.

    >>> import tidu
    >>> x = tidu.tensor([-1.0, 2.0])
    >>> _ = relu_(x); x
    tensor([0., 2.])
    """
    return rectify.relu(input, True)


def elu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """`elu`, written over input."""
    return activation.elu(input, alpha, True)


def celu_(input: Tensor, alpha: float = 1.0) -> Tensor:
    """`celu`, written over input."""
    return activation.celu(input, alpha, True)


def selu_(input: Tensor) -> Tensor:
    """`selu`, written over input."""
    return activation.selu(input, True)


def hardtanh_(input: Tensor, min_val: float = -1.0, max_val: float = 1.0) -> Tensor:
    """`hardtanh`, written over input."""
    return rectify.hardtanh(input, min_val, max_val, True)


def leaky_relu_(input: Tensor, negative_slope: float = 0.01) -> Tensor:
    """`leaky_relu`, written over input."""
    return rectify.leaky_relu(input, negative_slope, True)


def threshold_(input: Tensor, threshold: float, value: float) -> Tensor:
    """`threshold`, written over input."""
    return rectify.threshold(input, threshold, value, True)


def rrelu_(input: Tensor, lower: float = 1.0 / 8, upper: float = 1.0 / 3, training: bool = False) -> Tensor:
    """`rrelu`, written over input."""
    return rrelu(input, lower, upper, training, True)

"""Values brought to mean 0 and variance 1 over groups of channels, to size 1, or by their neighbours.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#normalization-functions
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

from tidu.functional.normalise import batch_norm, standardised, stretched
from tidu.functional.operands import channels, check_real
from tidu.functional.padding import pad
from tidu.tensor.mathematics import rsqrt
from tidu.tensor.movement import narrow
from tidu.tensor.promote import named
from tidu.tensor.tape import grad_mode
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


def group_norm(
    input: Tensor,
    num_groups: int,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
) -> Tensor:
    """Each of `num_groups` groups of channels of input [N, channels, ...] at mean 0 and variance 1.

    Then · weight + bias, one of each a channel. RuntimeError if the groups do not divide the channels.

    >>> import tidu
    >>> group_norm(tidu.tensor([[1.0, 3.0, 10.0, 30.0]]), 2)
    tensor([[-1.0000,  1.0000, -1.0000,  1.0000]])
    """
    check_real(input, "group_norm")
    shape = input._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("layer.group_rank", shape=list(shape)))
    if shape[1] % num_groups:
        raise RuntimeError(say("layer.group_channels", shape=list(shape), groups=num_groups))
    if shape[0] * shape[1] // num_groups * prod(shape[2:]) == 1:
        raise ValueError(say("layer.group_single", shape=list(shape)))
    for name, vector in (("weight", weight), ("bias", bias)):
        if vector is not None and vector._value.shape != (shape[1],):
            given = list(vector._value.shape)
            raise RuntimeError(say("layer.group_vector", name=name, given=given, shape=list(shape)))
    size = shape[1] // num_groups * prod(shape[2:])
    groups = input.reshape(shape[0], num_groups, size)
    result = standardised(groups, (2,), eps)[0].reshape(shape)
    weight, bias = (x if x is None else channels(x, len(shape)) for x in (weight, bias))
    return named(stretched(result, weight, bias), "NativeGroupNorm")


def instance_norm(
    input: Tensor,
    running_mean: Tensor | None = None,
    running_var: Tensor | None = None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    use_input_stats: bool = True,
    momentum: float = 0.1,
    eps: float = 1e-05,
) -> Tensor:
    """Each channel of each sample of input [N, channels, ...] at mean 0 and variance 1.

    Then · weight + bias, one of each a channel. The running statistics decide where
    `use_input_stats` is off, and else move towards the mean of the samples' by `momentum`.
    ValueError if a channel of a sample is one number.

    >>> import tidu
    >>> instance_norm(tidu.tensor([[[1.0, 3.0], [10.0, 30.0]]]))
    tensor([[[-1.0000,  1.0000],
             [-1.0000,  1.0000]]])
    """
    check_real(input, "instance_norm")
    shape = input._value.shape
    if use_input_stats and prod(shape[2:]) == 1:
        raise ValueError(say("layer.instance_single", shape=list(shape)))
    if not use_input_stats and (running_mean is None or running_var is None):
        raise RuntimeError(say("layer.instance_running"))
    samples = shape[0]
    vectors = (running_mean, running_var, weight, bias)
    mean, variance, slope, offset = (x if x is None else x.repeat(samples) for x in vectors)
    rows = input.reshape(1, samples * shape[1], *shape[2:])
    result = batch_norm(rows, mean, variance, slope, offset, use_input_stats, momentum, eps)
    with grad_mode(False):
        for running, moved in ((running_mean, mean), (running_var, variance)):
            if running is not None and moved is not None and use_input_stats:
                running.copy_(moved.reshape(samples, -1).mean(0))
    return named(result.reshape(shape), "View")


def rms_norm(
    input: Tensor,
    normalized_shape: list[int] | tuple[int, ...],
    weight: Tensor | None = None,
    eps: float | None = None,
) -> Tensor:
    """input divided by the root of its mean square over its last axes, of `normalized_shape`.

    Then · weight, of that shape. `eps`, under the root, is by default the type's smallest step from 1.
    Source: https://arxiv.org/abs/1910.07467. RuntimeError for other axes.

    >>> import tidu
    >>> rms_norm(tidu.tensor([[1.0, 7.0]]), (2,))
    tensor([[0.2000, 1.4000]])
    """
    check_real(input, "rms_norm")
    shape, wanted = input._value.shape, tuple(normalized_shape)
    if not wanted or shape[-len(wanted) :] != wanted:
        raise RuntimeError(say("layer.rms_shape", wanted=list(wanted), shape=list(shape)))
    if weight is not None and weight._value.shape != wanted:
        raise RuntimeError(say("layer.rms_weight", wanted=list(wanted), given=list(weight._value.shape)))
    axes = tuple(range(len(shape) - len(wanted), len(shape)))
    tiny = float(np.finfo(input._value.dtype).eps) if eps is None else eps
    result = input * rsqrt((input * input).mean(axes, keepdim=True) + tiny)
    return result if weight is None else result * weight


def local_response_norm(
    input: Tensor, size: int, alpha: float = 0.0001, beta: float = 0.75, k: float = 1.0
) -> Tensor:
    """input / (k + alpha · mean of the squares of `size` neighbouring channels)^beta.

    input [N, channels, length, ...]; channels that are not there count as 0. ValueError below
    three axes.
    Source: https://papers.nips.cc/paper/4824 (Krizhevsky et al. 2012)

    >>> import tidu
    >>> local_response_norm(tidu.ones(1, 2, 1), 3, alpha=3.0, beta=1.0).flatten()
    tensor([0.3333, 0.3333])
    """
    shape = input._value.shape
    if len(shape) < 3:
        raise ValueError(say("layer.local_rank", shape=list(shape)))
    if not input._value.size:
        return input
    around = (0, 0) * (len(shape) - 2) + (size // 2, (size - 1) // 2)
    squares = pad(input * input, around)
    first = narrow(squares, 1, 0, shape[1])
    neighbours = sum((narrow(squares, 1, step, shape[1]) for step in range(1, size)), first)
    return input / (neighbours / size * alpha + k) ** beta

"""Values brought to mean 0 and variance 1 over a batch or a layer, or to length 1.

Source: https://docs.pytorch.org/docs/stable/nn.functional.html#normalization-functions
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from tidu.core.mode import mode
from tidu.functional.operands import channels, check_real
from tidu.ops.standard import Moments, standardise
from tidu.tensor.arithmetic import clamp
from tidu.tensor.handle import wrap
from tidu.tensor.mathematics import sqrt
from tidu.tensor.promote import named
from tidu.tensor.swift import single
from tidu.tensor.tape import grad_mode, overwrite
from tidu.text import say

if TYPE_CHECKING:
    from tidu.tensor.tensor import Tensor


_STANDARDISE = single(standardise)


def standardised(input: Tensor, axes: tuple[int, ...], eps: float) -> tuple[Tensor, Tensor, Tensor]:
    """`input` with mean 0 and variance 1 over `axes`, and what its mean and variance were, as constants.

    >>> import tidu
    >>> result, mean, variance = standardised(tidu.tensor([1.0, 3.0]), (0,), 0.0)
    >>> result, mean, variance
    (tensor([-1.,  1.]), tensor([2.]), tensor([1.]))
    """
    if mode.whole:
        moments = Moments()
        result = _STANDARDISE(input, {"axes": axes, "eps": eps, "moments": moments})
        return result, wrap(np.asarray(moments.mean)), wrap(np.asarray(moments.variance))
    mean = input.mean(axes, keepdim=True)
    centred = input - mean
    variance = (centred * centred).mean(axes, keepdim=True)
    return centred / sqrt(variance + eps), mean, variance


def stretched(result: Tensor, weight: Tensor | None, bias: Tensor | None) -> Tensor:
    """result · weight + bias."""
    if weight is not None:
        result = result * weight
    return result if bias is None else result + bias


def batch_norm(
    input: Tensor,
    running_mean: Tensor | None,
    running_var: Tensor | None,
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    training: bool = False,
    momentum: float = 0.1,
    eps: float = 1e-05,
) -> Tensor:
    """Each channel of input [N, channels, ...] at mean 0 and variance 1, then · weight + bias.

    In training the batch decides, and moves the running mean and (n − 1) variance towards
    itself by `momentum`; otherwise the running ones decide.

    >>> import tidu
    >>> batch_norm(tidu.tensor([[1.0], [3.0]]), None, None, training=True)
    tensor([[-1.0000],
            [ 1.0000]])
    """
    check_real(input, "batch_norm")
    if input._value.shape == (0,):  # nothing to bring to mean 0
        return input.clone()
    _check_batch(input, (("running_mean", running_mean), ("running_var", running_var),
                         ("weight", weight), ("bias", bias)), training, eps)  # fmt: skip
    rank = input._value.ndim
    weight, bias = (x if x is None else channels(x, rank) for x in (weight, bias))
    if not training:
        if running_mean is None or running_var is None:
            raise RuntimeError(say("nn.batch_norm_running"))
        scale = 1.0 / sqrt(channels(running_var, rank) + eps)
        scale = scale if weight is None else scale * weight
        return named(stretched(input - channels(running_mean, rank), scale, bias), "NativeBatchNorm")
    if not input._value.size:  # nothing is seen, and nothing moves
        return named(stretched(input * 1.0, weight, bias), "Add")
    axes = (0, *range(2, rank))
    result, mean, variance = standardised(input, axes, eps)
    count = prod(input._value.shape[axis] for axis in axes)
    with grad_mode(False):
        _move(running_mean, mean, momentum)
        if running_var is not None:
            _move(running_var, variance * (count / (count - 1)), momentum)
    return named(stretched(result, weight, bias), "NativeBatchNorm")


def _check_batch(input: Tensor, vectors: Any, training: bool, eps: float) -> None:
    shape = input._value.shape
    if len(shape) < 2:
        raise RuntimeError(say("nn.batch_norm_rank", shape=list(shape)))
    if training and prod(shape) // max(shape[1], 1) == 1:
        raise ValueError(say("nn.batch_norm_single", shape=list(shape)))
    if eps < 0 or (training and eps == 0):
        raise ValueError(say("nn.batch_norm_eps", given=eps))
    for name, vector in vectors:
        if vector is not None and vector._value.size != shape[1]:
            sizes = {"channels": shape[1], "given": vector._value.size}
            raise RuntimeError(say("nn.batch_norm_channels", name=name, shape=list(shape), **sizes))


def _move(running: Tensor | None, found: Tensor, momentum: float) -> None:
    """Moves a running statistic towards what was found."""
    if running is None:
        return
    if mode.recorder is None:  # arrays at once: it is four operations on a few numbers
        moved = found._value.reshape(-1) * momentum + running._value * (1 - momentum)
        running.copy_(wrap(moved))
    else:
        running.copy_(found.reshape(-1) * momentum + running * (1 - momentum))


def layer_norm(
    input: Tensor,
    normalized_shape: list[int] | tuple[int, ...],
    weight: Tensor | None = None,
    bias: Tensor | None = None,
    eps: float = 1e-05,
) -> Tensor:
    """input at mean 0 and variance 1 over its last axes, of `normalized_shape`, then · weight + bias.

    >>> import tidu
    >>> layer_norm(tidu.tensor([[1.0, 3.0]]), (2,))
    tensor([[-1.0000,  1.0000]])
    """
    check_real(input, "layer_norm")
    shape, wanted = input._value.shape, tuple(normalized_shape)
    if not wanted or shape[-len(wanted) :] != wanted:
        raise RuntimeError(say("nn.layer_norm", wanted=list(wanted), shape=list(shape)))
    axes = tuple(range(len(shape) - len(wanted), len(shape)))
    return named(stretched(standardised(input, axes, eps)[0], weight, bias), "NativeLayerNorm")


def normalize(
    input: Tensor, p: float = 2.0, dim: Any = 1, eps: float = 1e-12, out: Tensor | None = None
) -> Tensor:
    """input divided by its p-norm along `dim`, which counts as at least eps; written to `out` if given.

    >>> import tidu
    >>> normalize(tidu.tensor([[3.0, 4.0]]))
    tensor([[0.6000, 0.8000]])
    """
    result = input / clamp(input.norm(p, dim, keepdim=True), min=eps)
    return result if out is None else overwrite(out, result)

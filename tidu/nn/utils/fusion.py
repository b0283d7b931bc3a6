"""A batch norm taken into the layer before it, for evaluation.

Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.fuse_conv_bn_eval.html
"""

from __future__ import annotations

import copy
from typing import Any

from tidu.nn.parameter import Parameter
from tidu.tensor.mathematics import rsqrt
from tidu.tensor.tensor import Tensor
from tidu.text import say


def fuse_conv_bn_eval(conv: Any, bn: Any, transpose: bool = False) -> Any:
    """A convolution that computes what `conv` and then `bn` do in evaluation.

    AssertionError, as PyTorch has it, for modules in training or without running statistics.

    >>> import tidu
    >>> conv, bn = tidu.nn.Conv1d(1, 2, 3).eval(), tidu.nn.BatchNorm1d(2).eval()
    >>> x = tidu.ones(1, 1, 5)
    >>> tidu.allclose(fuse_conv_bn_eval(conv, bn)(x), bn(conv(x)), atol=1e-6)
    True
    """
    _check(conv, bn)
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_linear_bn_eval(linear: Any, bn: Any) -> Any:
    """An affine layer that computes what `linear` and then `bn` do in evaluation."""
    _check(linear, bn)
    if bn.num_features not in (1, linear.out_features):
        raise AssertionError(
            say("parametrize.fuse_width", given=bn.num_features, wanted=linear.out_features)
        )
    fused = copy.deepcopy(linear)
    fused.weight, fused.bias = fuse_linear_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias
    )
    return fused


def _check(layer: Any, bn: Any) -> None:
    if layer.training or bn.training:
        raise AssertionError(say("parametrize.fuse_training"))
    if bn.running_mean is None or bn.running_var is None:
        raise AssertionError(say("parametrize.fuse_running"))


def fuse_conv_bn_weights(
    conv_w: Tensor,
    conv_b: Tensor | None,
    bn_rm: Tensor,
    bn_rv: Tensor,
    bn_eps: float,
    bn_w: Tensor | None,
    bn_b: Tensor | None,
    transpose: bool = False,
) -> tuple[Parameter, Parameter]:
    """(weight, bias) of a convolution with a batch norm taken in; outputs are axis 1 with `transpose`."""
    scale = rsqrt(bn_rv + bn_eps) if bn_w is None else bn_w * rsqrt(bn_rv + bn_eps)
    shape = ([1, -1] if transpose else [-1, 1]) + [1] * (conv_w._value.ndim - 2)
    moved = (-bn_rm if conv_b is None else conv_b - bn_rm) * scale
    weight, bias = conv_w * scale.reshape(shape), moved if bn_b is None else moved + bn_b
    wanted = False if conv_b is None else conv_b.requires_grad
    return Parameter(weight.detach(), conv_w.requires_grad), Parameter(bias.detach(), wanted)


def fuse_linear_bn_weights(
    linear_w: Tensor,
    linear_b: Tensor | None,
    bn_rm: Tensor,
    bn_rv: Tensor,
    bn_eps: float,
    bn_w: Tensor,
    bn_b: Tensor,
) -> tuple[Parameter, Parameter]:
    """(weight, bias) of an affine layer with a batch norm taken in."""
    return fuse_conv_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)

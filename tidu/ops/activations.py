"""Activations as one operation each, for the eager reading, and their gradients.

They are composed of others, and a recording has them so: explained, drawn and compiled they are
e^x, a product, a sum. Eagerly each part would be an array and a step of the tape of its own.
Gradient rules say the formula once: of arrays it is computed in blocks, of tensors it is taped.
"""

from __future__ import annotations

from math import pi
from math import sqrt as root
from typing import Any

import numpy as np

from tidu.core.blocks import filled, in_blocks
from tidu.core.forms import same
from tidu.core.native import PARTS
from tidu.core.primitive import declare
from tidu.core.samples import each
from tidu.ops.compare import ge, gt, le, logical_and, lt, where
from tidu.ops.error_function import SHORT, single_against
from tidu.ops.error_function import erf as erf_of
from tidu.ops.functions import clamp_above, erf, exp, sigmoid, tanh

ROOT_HALF, DENSITY = root(0.5), 1.0 / root(2.0 * pi)
CUBE, STRETCH = 0.044715, root(2.0 / pi)


def _activation(
    name: str, formula: str, run: Any, rule: Any, english: str, chinese: str, **params: Any
) -> Any:
    """A primitive of one operand; `rule` is its gradient rule, a formula in our own operations."""
    return declare(
        name, "x", run=filled(run), form=same, grad={"x": in_blocks(rule)}, native=PARTS,
        formula=formula, sentence=(english, chinese), samples=each((((2, 3),), params), (((),), params)),
    )


def _silu(x, out):
    np.negative(x, out)
    np.exp(out, out)
    out += 1.0
    np.divide(x, out, out)


def _silu_slope(g, x):
    share = sigmoid(x)
    return g * (share * (1.0 + x * (1.0 - share)))


silu = _activation(
    "silu", "x * sigmoid(x)", _silu, _silu_slope, "weighs {x} by its sigmoid", "{x} 乘以它的 sigmoid"
)


def _gelu(x, out):
    if x.dtype == np.float32 and x.size > SHORT:
        single_against(x, out)
        np.divide(x, out, out)
    else:
        half = x * 0.5
        np.multiply(erf_of(x * ROOT_HALF), half, out)
        out += half


def _share(x):
    """Φ(x), in our own operations; of float32 arrays at once."""
    if x.__class__ is np.ndarray and x.dtype == np.float32 and x.size > SHORT:
        made = np.empty_like(x)
        single_against(x, made)
        return np.reciprocal(made, made)
    return 0.5 * (1.0 + erf(x * ROOT_HALF))


def _gelu_slope(g, x):
    return g * (_share(x) + x * exp(x * x * -0.5) * DENSITY)


def _gelu_tanh(x, out):
    half = x * 0.5
    np.multiply(x, x, out)
    out *= CUBE * STRETCH
    out += STRETCH
    out *= x
    np.tanh(out, out)
    out *= half
    out += half


def _gelu_tanh_slope(g, x):
    square = x * x
    bent = tanh(x * (square * (CUBE * STRETCH) + STRETCH))
    steep = square * (1.5 * CUBE * STRETCH) + 0.5 * STRETCH
    return g * (0.5 + 0.5 * bent + x * (1.0 - bent * bent) * steep)


gelu = _activation(
    "gelu", "x * normal_share(x)",
    _gelu, _gelu_slope, "weighs {x} by the share of the normal distribution below it",
    "{x} 乘以正态分布在它以下的份额",
)
gelu_tanh = _activation(
    "gelu_tanh", "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3)))", _gelu_tanh, _gelu_tanh_slope,
    "weighs {x} by the share of the normal distribution below it, by tanh",
    "{x} 乘以正态分布在它以下的份额（tanh 近似）",
)
FAR = 20.0  # from here on 1 + 2 / (e^2x + 2 e^x) is 1 in float64


def _mish(x, out):
    power = np.minimum(x, FAR)
    np.exp(power, power)
    np.add(power, 2.0, out)
    out *= power
    np.add(out, 2.0, power)
    out /= power
    out *= x


def _mish_slope(g, x):
    power = exp(clamp_above(x, FAR))
    above = power * (power + 2.0)
    bent = above / (above + 2.0)
    return g * (bent + x * sigmoid(x) * (1.0 - bent * bent))


mish = _activation(
    "mish", "x * tanh(log(1 + exp(x)))",
    _mish, _mish_slope, "weighs {x} by tanh(log(1 + e^x))", "{x} 乘以 tanh(log(1 + e^x))"
)


def _softplus(x, out, *, beta, threshold):
    scaled = x * beta if beta != 1 else x
    np.exp(scaled, out)
    np.log1p(out, out)
    if beta != 1:
        out /= beta
    straight = scaled > threshold
    if straight.any():
        np.copyto(out, x, where=straight)


def _softplus_slope(g, x, beta, threshold):
    scaled = x * beta if beta != 1 else x
    return where(gt(scaled, threshold), g, g * sigmoid(scaled))


softplus = _activation(
    "softplus", "x if beta * x > threshold else log(1 + exp(beta * x)) / beta", _softplus, _softplus_slope,
    "takes log(1 + e^({beta} · {x})) / {beta}, {x} itself above {threshold}",
    "取 log(1 + e^({beta} · {x})) / {beta}，超过 {threshold} 时取 {x}", beta=1.5, threshold=1.7,
)


def _logsigmoid(x, out):
    np.abs(x, out)
    np.negative(out, out)
    np.exp(out, out)
    np.log1p(out, out)
    np.subtract(np.minimum(x, 0.0), out, out)


logsigmoid = _activation(
    "logsigmoid", "log(sigmoid(x))",
    _logsigmoid, lambda g, x: g * sigmoid(-x), "takes the logarithm of the sigmoid of {x}",
    "取 {x} 的 sigmoid 的对数",
)


def _elu(x, out, *, depth, scale, width):
    np.minimum(x, 0.0, out=out)
    if width != 1:
        out /= width
    np.expm1(out, out)
    if depth * scale != 1:
        out *= depth * scale
    rising = np.maximum(x, 0.0)
    if scale != 1:
        rising *= scale
    out += rising


def _elu_slope(g, x, depth, scale, width):
    falling = clamp_above(x, 0.0)
    falling = exp(falling if width == 1 else falling / width)
    steep = depth * scale / width
    if steep == scale:  # then it is right above 0, too
        return g * (falling if steep == 1 else falling * steep)
    return where(gt(x, 0.0), g * scale, g * (falling * steep))


elu = _activation(
    "elu", "scale * (x if x > 0 else depth * (exp(x / width) - 1))", _elu, _elu_slope,
    "{scale} · {x} where it is positive, else {scale} · {depth} · (e^({x} / {width}) - 1)",
    "{x} 为正处取 {scale} · {x}，否则取 {scale} · {depth} · (e^({x} / {width}) - 1)",
    depth=1.7, scale=1.1, width=1.3,
)


def _leaky(x, out, *, slope):
    np.multiply(x, slope, out)
    (np.maximum if slope <= 1 else np.minimum)(x, out, out=out)


leaky = _activation(
    "leaky", "x if x > 0 else slope * x", _leaky, lambda g, x, slope: where(gt(x, 0.0), g, g * slope),
    "keeps {x} where it is positive, else {slope} · {x}", "{x} 为正则保留，否则取 {slope} · {x}", slope=0.1,
)


def _held(x, out, *, low, high):
    np.maximum(x, low, out=out)
    np.minimum(out, high, out=out)


held = _activation(
    "held", "min(max(x, low), high)",
    _held, lambda g, x, low, high: where(logical_and(gt(x, low), lt(x, high)), g, 0.0),
    "holds {x} between {low} and {high}", "把 {x} 限制在 {low} 与 {high} 之间", low=-1.0, high=1.1,
)


def _soft_shrink(x, out, *, depth):
    np.maximum(x, -depth, out=out)
    np.minimum(out, depth, out=out)
    np.subtract(x, out, out)


soft_shrink = _activation(
    "soft_shrink", "x - min(max(x, -depth), depth)", _soft_shrink,
    lambda g, x, depth: where(logical_and(ge(x, -depth), le(x, depth)), 0.0, g),
    "brings {x} closer to 0 by {depth}", "让 {x} 向 0 靠近 {depth}", depth=0.3,
)


def _hard_sigmoid(x, out):
    np.add(x, 3.0, out)
    np.maximum(out, 0.0, out=out)
    np.minimum(out, 6.0, out=out)
    out /= 6.0


hard_sigmoid = _activation(
    "hard_sigmoid", "min(max(x + 3, 0), 6) / 6", _hard_sigmoid,
    lambda g, x: where(logical_and(gt(x, -3.0), lt(x, 3.0)), g / 6.0, 0.0),
    "takes ({x} + 3) / 6, held between 0 and 1", "取 ({x} + 3) / 6，限制在 0 与 1 之间",
)


def _hard_swish(x, out):
    _hard_sigmoid(x, out)
    out *= x


def _hard_swish_slope(g, x):
    middle = where(ge(x, 3.0), g, g * (x / 3.0 + 0.5))
    return where(le(x, -3.0), 0.0, middle)


hard_swish = _activation(
    "hard_swish", "x * min(max(x + 3, 0), 6) / 6",
    _hard_swish, _hard_swish_slope, "weighs {x} by ({x} + 3) / 6, held between 0 and 1",
    "{x} 乘以限制在 0 与 1 之间的 ({x} + 3) / 6",
)
# Unlike `held` it passes the gradient at its bounds, as PyTorch's clamp does.
clamped = _activation(
    "clamped", "min(max(x, low), high)",
    _held, lambda g, x, low, high: where(logical_and(ge(x, low), le(x, high)), g, 0.0),
    "moves {x} into {low} to {high}", "把 {x} 移到 {low} 与 {high} 之间", low=-1.0, high=1.1,
)

"""The table of contents: what `import tidu as torch` offers, and where it lives."""

from math import e, inf, nan, pi


from tidu.core.dtypes import bool_ as bool
from tidu.core.dtypes import (
    dtype, float16, float32, float64, get_default_dtype, int8, int16, int32, int64, promote_types,
    set_default_dtype, uint8,
)
from tidu.tensor.arithmetic import (
    abs,
    add,
    addcdiv,
    addcmul,
    atan2,
    ceil,
    clamp,
    div,
    float_power,
    floor,
    floor_divide,
    fmod,
    frac,
    lerp,
    maximum,
    minimum,
    mul,
    neg,
    pow,
    remainder,
    round,
    sign,
    square,
    sub,
    trunc,
)
from tidu.tensor.mathematics import (
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    erf,
    erfinv,
    exp,
    exp2,
    expm1,
    log,
    log10,
    log1p,
    log2,
    reciprocal,
    rsqrt,
    sigmoid,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)
from tidu.tensor.comparison import (
    allclose, bitwise_and, bitwise_not, bitwise_or, bitwise_xor, eq, equal, ge, gt, isclose, isfinite,
    isinf, isnan, le, logical_and, logical_not, logical_or, logical_xor, lt, masked_fill, ne, where,
)
from tidu.tensor.ranges import arange, eye, linspace, logspace, meshgrid
from tidu.tensor.creation import (
    as_tensor,
    empty,
    empty_like,
    from_numpy,
    full,
    full_like,
    ones,
    ones_like,
    tensor,
    zeros,
    zeros_like,
)
from tidu.tensor.picking import index_select, masked_select, nonzero, take
from tidu.tensor.linear_algebra import addmm, bmm, dot, matmul, mm, mv, outer
from tidu.tensor.movement import (
    broadcast_tensors,
    broadcast_to,
    clone,
    flatten,
    flip,
    movedim,
    narrow,
    permute,
    ravel,
    reshape,
    select,
    squeeze,
    t,
    tile,
    transpose,
    unflatten,
    unsqueeze,
)
from tidu.tensor.joining import cat, chunk, hstack, split, stack, unbind, vstack
from tidu.tensor.picking import gather
from tidu.tensor.linear_algebra import tril, triu
from tidu.tensor.reduction import all, amax, amin, any, cumsum, logsumexp, mean, norm, prod, std, sum, var
from tidu.tensor.order import argmax, argmin, argsort, max, median, min, sort, topk
from tidu.tensor.output import writes_out
from tidu.tensor.sampling import (
    bernoulli,
    multinomial,
    normal,
    rand,
    rand_like,
    randint,
    randint_like,
    randn,
    randn_like,
    randperm,
)
from tidu.tensor.generator import (
    default_generator,
    Generator,
    get_rng_state,
    initial_seed,
    manual_seed,
    seed,
    set_rng_state,
)
from tidu.functional.convolution import conv1d, conv2d, conv3d
from tidu.functional.convolution_transposed import conv_transpose1d, conv_transpose2d, conv_transpose3d
from tidu.functional.pooling import max_pool1d, max_pool1d_with_indices, max_pool2d, max_pool3d
from tidu.functional.pooling_adaptive import adaptive_avg_pool1d, adaptive_max_pool1d
from tidu.functional.pooling_average import avg_pool1d
from tidu.functional.rectify import relu
from tidu.functional.recurrent import gru, lstm, rnn_relu, rnn_tanh
from tidu.functional.recurrent_cell import gru_cell, lstm_cell, rnn_relu_cell, rnn_tanh_cell
from tidu.functional.softmax import log_softmax, softmax
from tidu.tensor.device import device
from tidu.tensor.differentiation import is_grad_enabled
from tidu.tensor.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from tidu.tensor.printing_options import set_printoptions
from tidu.tensor.serialize import load, save
from tidu.tensor.size import Size
from tidu.tensor.tensor import Tensor
from tidu.version import __version__

half, float, double = float16, float32, float64
short, int, long = int16, int32, int64
absolute, clip, concat, concatenate, negative = abs, clamp, cat, cat, neg
subtract, multiply, divide, true_divide = sub, mul, div, div
arcsin, arccos, arctan, swapaxes = asin, acos, atan, transpose

_WRITE_OUT = """
abs absolute acos acosh add addcdiv addcmul addmm all amax amin any arange arccos arcsin arctan argmax argmin
argsort asin asinh atan atan2 atanh bernoulli bitwise_and bitwise_not bitwise_or bitwise_xor bmm cat ceil
clamp clip concat concatenate cos cosh cumsum div divide dot empty eq erf erfinv exp exp2 expm1 eye
float_power floor floor_divide fmod frac full gather ge gt hstack index_select le lerp linspace log log10
log1p log2 log_softmax logical_and logical_not logical_or logical_xor logspace logsumexp lt masked_select
matmul max maximum mean median min minimum mm mul multinomial multiply mv ne neg negative nonzero norm normal
ones outer pow prod randint randperm reciprocal remainder round rsqrt sigmoid sign sin sinh softmax sort sqrt
square stack std sub subtract sum take tan tanh topk tril triu true_divide trunc var vstack where zeros
"""
for _name in _WRITE_OUT.split():  # what also takes out=
    globals()[_name] = writes_out(globals()[_name])

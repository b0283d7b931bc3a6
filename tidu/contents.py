"""The table of contents: what `import tidu as torch` offers, and where it lives."""

from math import e, inf, nan, pi
from types import FunctionType as _Plain


from tidu.core.dtypes import bool_ as bool
from tidu.core.dtypes import (
    bfloat16, dtype, float16, float32, float64, get_default_dtype, int8, int16, int32, int64, promote_types,
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
    positive,
    pow,
    remainder,
    round,
    rsub,
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
    deg2rad,
    erf,
    erfinv,
    exp,
    exp2,
    expm1,
    log,
    log10,
    log1p,
    log2,
    logaddexp,
    logaddexp2,
    rad2deg,
    reciprocal,
    rsqrt,
    sigmoid,
    sin,
    sinc,
    sinh,
    sqrt,
    tan,
    tanh,
)
from tidu.core.layouts import (
    channels_last, channels_last_3d, contiguous_format, layout, memory_format, preserve_format, strided,
)
from tidu.core.limits import finfo, iinfo
from tidu.tensor.bessel import i0
from tidu.tensor.bits import (
    bitwise_left_shift, bitwise_right_shift, copysign, frexp, gcd, hypot, lcm, ldexp, nextafter, signbit,
)
from tidu.tensor.distance import cdist, dist
from tidu.tensor.distributions import erfc, logit, xlogy
from tidu.tensor.extremes import (
    angle, clamp_max, clamp_min, fill, fmax, fmin, heaviside, isneginf, isposinf, isreal, nan_to_num, sgn,
)
from tidu.tensor.gamma import digamma, igamma, igammac, lgamma, mvlgamma, polygamma
from tidu.tensor.kinds import (
    can_cast, conj, is_complex, is_conj, is_floating_point, is_neg, is_nonzero, is_same_size, is_signed,
    is_tensor, real, result_type,
)
from tidu.tensor.legacy import (
    BoolTensor, ByteTensor, CharTensor, DoubleTensor, FloatTensor, HalfTensor, IntTensor, LongTensor,
    ShortTensor,
)
from tidu.tensor.comparison import (
    allclose, bitwise_and, bitwise_not, bitwise_or, bitwise_xor, eq, equal, ge, gt, isclose, isfinite,
    isinf, isnan, le, logical_and, logical_not, logical_or, logical_xor, lt, masked_fill, ne, where,
)
from tidu.tensor.created import (
    asarray, empty_permuted, empty_strided, from_dlpack, frombuffer, scalar_tensor,
)
from tidu.tensor.ranges import arange, eye, linspace, logspace, meshgrid, tril_indices, triu_indices
from tidu.tensor.ranges import range_ as range
from tidu.tensor.windows import bartlett_window, blackman_window, hamming_window, hann_window, kaiser_window
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
from tidu.tensor.picking import (
    argwhere, index_select, masked_select, nonzero, nonzero_static, take, take_along_dim,
)
from tidu.tensor.contraction import addbmm, addmv, addr, baddbmm, inner, kron, tensordot, trace, vdot
from tidu.tensor.einsum import einsum
from tidu.tensor.equations import det, inverse, logdet, slogdet, triangular_solve
from tidu.tensor.linear_algebra import addmm, bmm, dot, ger, matmul, mm, mv, outer
from tidu.tensor.low_rank import pca_lowrank, svd_lowrank
from tidu.tensor.powers import block_diag, chain_matmul, cross, matrix_exp, matrix_power
from tidu.tensor.reflections import geqrf, ormqr
from tidu.tensor.reflections import householder_product as orgqr
from tidu.tensor.spectrum import pinverse
from tidu.tensor.spectrum import svd_old as svd
from tidu.tensor.lu import lu_old as lu
from tidu.tensor.lu import lu_solve, lu_unpack
from tidu.tensor.triangles import cholesky, cholesky_inverse, cholesky_solve, qr
from tidu.tensor.movement import (
    broadcast_tensors,
    broadcast_to,
    clone,
    flatten,
    flip,
    movedim,
    narrow,
    narrow_copy,
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
from tidu.tensor.joining import cat, chunk, hstack, split, split_with_sizes, stack, unbind, vstack
from tidu.tensor.picking import gather
from tidu.tensor.linear_algebra import tril, triu
from tidu.tensor.old_norm import norm
from tidu.tensor.reduction import all, amax, amin, any, cumsum, logsumexp, mean, prod, std, sum, var
from tidu.tensor.order import argmax, argmin, argsort, max, min, sort, topk
from tidu.tensor.ranks import most_frequent as mode
from tidu.tensor.ranks import kthvalue, median, msort, nanmedian, nanquantile, quantile
from tidu.tensor.counting import bincount, count_nonzero, histc, histogram, histogramdd
from tidu.tensor.cumulative import (
    cummax, cummin, cumprod, cumulative_trapezoid, diff, gradient, logcumsumexp, trapezoid, trapz,
)
from tidu.tensor.statistics import (
    aminmax, corrcoef, cov, nanmean, nansum, renorm, std_mean, var_mean,
)
from tidu.tensor.searching import bucketize, isin, searchsorted, unique, unique_consecutive
from tidu.tensor.scattering import (
    index_add, index_copy, index_fill, index_put, index_reduce, masked_scatter, put, scatter, scatter_add,
    scatter_reduce,
)
from tidu.tensor.views import (
    as_strided, as_strided_scatter, diag, diag_embed, diagflat, diagonal, diagonal_scatter, select_scatter,
    slice_scatter,
)
from tidu.tensor.turning import (
    adjoint, as_strided_, fliplr, flipud, moveaxis, repeat_interleave, resize_as_, roll, rot90, swapaxes,
    swapdims,
)
from tidu.tensor.stacking import (
    atleast_1d, atleast_2d, atleast_3d, broadcast_shapes, cartesian_prod, column_stack, combinations,
    dsplit, dstack, hsplit, row_stack, tensor_split, unravel_index, vander, vsplit,
)
from tidu.tensor.output import writes_out
from tidu.tensor.sampling import (
    bernoulli,
    multinomial,
    normal,
    rand,
    randint,
    randn,
    randperm,
)
from tidu.tensor.sampling_like import rand_like, randint_like, randn_like
from tidu.tensor.trials import binomial, poisson
from tidu.tensor.facts import numel
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
from tidu.functional.activation import celu, selu
from tidu.functional.activation_random import rrelu
from tidu.functional.in_place import celu_, rrelu_, selu_, threshold_
from tidu.functional.rectify import hardshrink, prelu, relu, threshold
from tidu.functional.recurrent import gru, lstm, rnn_relu, rnn_tanh
from tidu.functional.recurrent_cell import gru_cell, lstm_cell, rnn_relu_cell, rnn_tanh_cell
from tidu.functional.softmax import log_softmax, softmax
from tidu.functional.bilinear import bilinear
from tidu.functional.distance import cosine_similarity, pairwise_distance, pdist
from tidu.functional.normalise_groups import rms_norm
from tidu.functional.shuffle import channel_shuffle, pixel_shuffle, pixel_unshuffle
from tidu.functional.whole_forms import (
    alpha_dropout, alpha_dropout_, batch_norm, binary_cross_entropy_with_logits, constant_pad_nd,
    cosine_embedding_loss, dropout, dropout_, embedding, group_norm, hinge_embedding_loss, kl_div, layer_norm,
    margin_ranking_loss, poisson_nll_loss, triplet_margin_loss,
)
from tidu.tensor.device import device
from tidu.tensor.anomaly import is_anomaly_check_nan_enabled, is_anomaly_enabled
from tidu.tensor.anomaly import set_on as set_anomaly_enabled
from tidu.tensor.differentiation import detach, detach_, is_grad_enabled
from tidu.tensor.grad_mode import (
    enable_grad, inference_mode, is_inference, is_inference_mode_enabled, no_grad, set_grad_enabled,
)
from tidu.tensor.methods.places import get_device
from tidu.tensor.printing_options import set_printoptions
from tidu.tensor.settings import (
    are_deterministic_algorithms_enabled,
    get_default_device,
    get_deterministic_debug_mode,
    get_float32_matmul_precision,
    get_num_interop_threads,
    get_num_threads,
    is_deterministic_algorithms_warn_only_enabled,
    is_warn_always_enabled,
    set_default_device,
    set_default_tensor_type,
    set_deterministic_debug_mode,
    set_float32_matmul_precision,
    set_flush_denormal,
    set_num_interop_threads,
    set_num_threads,
    set_warn_always,
    use_deterministic_algorithms,
)
from tidu.tensor.dressed import takes_tensors as _takes_tensors
from tidu.tensor.size import Size
from tidu.tensor.storage import UntypedStorage
from tidu.tensor.tensor import Tensor
from tidu.version import __version__

newaxis = None
half, float, double = float16, float32, float64
short, int, long = int16, int32, int64
absolute, clip, concat, concatenate, negative = abs, clamp, cat, cat, neg
subtract, multiply, divide, true_divide = sub, mul, div, div
arcsin, arccos, arctan = asin, acos, atan
arcsinh, arccosh, arctanh, arctan2, fix = asinh, acosh, atanh, atan2, trunc
greater, greater_equal, less, less_equal, not_equal = gt, ge, lt, le, ne
conj_physical = resolve_conj = resolve_neg = conj

_WRITE_OUT = """
abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr all amax amin aminmax angle any arange
arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort argwhere asin asinh atan atan2
atanh baddbmm bernoulli bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift
bitwise_xor bmm bucketize cat ceil chain_matmul cholesky cholesky_inverse cholesky_solve clamp clamp_max
clamp_min clip column_stack concat concatenate conj_physical copysign cos cosh cross cummax cummin cumprod
cumsum deg2rad diag diff digamma div divide dot dstack empty eq erf erfc erfinv exp exp2 expm1 eye fix
float_power floor floor_divide fmax fmin fmod frac frexp full gather gcd ge geqrf ger greater greater_equal
gt heaviside histc histogram hstack hypot i0 igamma igammac index_add index_copy index_reduce index_select
inner inverse isin isneginf isposinf kron kthvalue lcm ldexp le lerp less less_equal lgamma linspace log
log10 log1p log2 log_softmax logaddexp logaddexp2 logcumsumexp logical_and logical_not logical_or
logical_xor logit logspace logsumexp lt lu lu_solve lu_unpack masked_select matmul matrix_power max maximum
mean median min minimum mm mode msort mul multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian
nanquantile nansum narrow_copy ne neg negative nextafter nonzero nonzero_static norm normal not_equal ones
orgqr ormqr outer polygamma pow prod qr quantile rad2deg randint randperm range reciprocal remainder renorm
round row_stack rsqrt scatter scatter_add scatter_reduce searchsorted sgn sigmoid sign signbit sin sinc sinh
slice_scatter softmax sort sqrt square stack std sub subtract sum svd take take_along_dim tan tanh tensordot
topk triangular_solve tril triu true_divide trunc var vdot vstack where xlogy zeros
"""
for _name in _WRITE_OUT.split():  # what also takes out=
    globals()[_name] = writes_out(globals()[_name])

_IN_PLACE = """
abs acos acosh addmv arccos arccosh arcsin arcsinh arctan arctanh asin asinh atan atanh ceil clamp clamp_max
clamp_min clip conj_physical cos cosh deg2rad erf erfc exp exp2 expm1 fill fix floor frac gcd i0 index_put
lcm ldexp log log10 log1p log2 logit nan_to_num neg negative rad2deg reciprocal relu round rsqrt sigmoid sin
sinc sinh sqrt square tan tanh trunc xlogy zero
"""
for _name in _IN_PLACE.split():  # PyTorch has these as functions too
    globals()[f"{_name}_"] = getattr(Tensor, f"{_name}_")
for _name, _function in list(globals().items()):
    if isinstance(_function, _Plain) and _name[0] != "_" and _name not in _WRITE_OUT.split():
        globals()[_name] = _takes_tensors(_function)

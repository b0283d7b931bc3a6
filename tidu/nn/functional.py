"""`torch.nn.functional`: a door to the composed functions, which live in `tidu.functional`."""

from __future__ import annotations

from tidu.core.refused import refusing
from tidu.functional.activation import (
    celu,
    elu,
    gelu,
    glu,
    logsigmoid,
    mish,
    selu,
    sigmoid,
    silu,
    softplus,
    softsign,
    tanh,
    tanhshrink,
)
from tidu.functional.activation_random import gumbel_softmax, rrelu
from tidu.functional.attention import scaled_dot_product_attention
from tidu.functional.attention_heads import multi_head_attention_forward
from tidu.functional.bilinear import bilinear
from tidu.functional.convolution import conv1d, conv2d, conv3d
from tidu.functional.convolution_transposed import conv_transpose1d, conv_transpose2d, conv_transpose3d
from tidu.functional.distance import cosine_similarity, pairwise_distance, pdist
from tidu.functional.dropout import alpha_dropout, dropout
from tidu.functional.dropout_features import dropout1d, dropout2d, dropout3d, feature_alpha_dropout
from tidu.functional.embedding import embedding, one_hot
from tidu.functional.embedding_bag import embedding_bag
from tidu.functional.grid import affine_grid, grid_sample
from tidu.functional.in_place import celu_, elu_, hardtanh_, leaky_relu_, relu_, rrelu_, selu_, threshold_
from tidu.functional.interpolate import interpolate, upsample, upsample_bilinear, upsample_nearest
from tidu.functional.loss_binary import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    hinge_embedding_loss,
    multilabel_soft_margin_loss,
    soft_margin_loss,
)
from tidu.functional.loss_class import cross_entropy, nll_loss
from tidu.functional.loss_distance import huber_loss, l1_loss, mse_loss, smooth_l1_loss
from tidu.functional.loss_distribution import gaussian_nll_loss, kl_div, poisson_nll_loss
from tidu.functional.loss_linear import linear_cross_entropy
from tidu.functional.loss_margin import (
    cosine_embedding_loss,
    margin_ranking_loss,
    multi_margin_loss,
    multilabel_margin_loss,
    triplet_margin_loss,
    triplet_margin_with_distance_loss,
)
from tidu.functional.loss_sequence import ctc_loss
from tidu.functional.normalise import batch_norm, layer_norm, normalize
from tidu.functional.normalise_groups import group_norm, instance_norm, local_response_norm, rms_norm
from tidu.functional.padding import pad
from tidu.functional.pooling import (
    max_pool1d,
    max_pool1d_with_indices,
    max_pool2d,
    max_pool2d_with_indices,
    max_pool3d,
    max_pool3d_with_indices,
)
from tidu.functional.pooling_adaptive import (
    adaptive_avg_pool1d,
    adaptive_avg_pool2d,
    adaptive_avg_pool3d,
    adaptive_max_pool1d,
    adaptive_max_pool1d_with_indices,
    adaptive_max_pool2d,
    adaptive_max_pool2d_with_indices,
    adaptive_max_pool3d,
    adaptive_max_pool3d_with_indices,
)
from tidu.functional.pooling_average import (
    avg_pool1d,
    avg_pool2d,
    avg_pool3d,
    lp_pool1d,
    lp_pool2d,
    lp_pool3d,
)
from tidu.functional.pooling_fractional import (
    fractional_max_pool2d,
    fractional_max_pool2d_with_indices,
    fractional_max_pool3d,
    fractional_max_pool3d_with_indices,
)
from tidu.functional.rectify import (
    hardshrink,
    hardsigmoid,
    hardswish,
    hardtanh,
    leaky_relu,
    prelu,
    relu,
    relu6,
    softshrink,
    threshold,
)
from tidu.functional.shuffle import channel_shuffle, pixel_shuffle, pixel_unshuffle
from tidu.functional.softmax import log_softmax, softmax, softmin
from tidu.functional.unfolding import fold, unfold
from tidu.functional.unpooling import max_unpool1d, max_unpool2d, max_unpool3d
from tidu.tensor.dressed import takes_tensors
from tidu.tensor.linear_algebra import linear

__all__ = [
    "adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d", "adaptive_max_pool1d",
    "adaptive_max_pool1d_with_indices", "adaptive_max_pool2d", "adaptive_max_pool2d_with_indices",
    "adaptive_max_pool3d", "adaptive_max_pool3d_with_indices", "affine_grid", "alpha_dropout",
    "avg_pool1d", "avg_pool2d", "avg_pool3d", "batch_norm", "bilinear", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "celu", "celu_", "channel_shuffle", "conv1d", "conv2d", "conv3d",
    "conv_transpose1d", "conv_transpose2d", "conv_transpose3d", "cosine_embedding_loss",
    "cosine_similarity", "cross_entropy", "ctc_loss", "dropout", "dropout1d", "dropout2d", "dropout3d",
    "elu", "elu_", "embedding", "embedding_bag", "feature_alpha_dropout", "fold", "fractional_max_pool2d",
    "fractional_max_pool2d_with_indices", "fractional_max_pool3d", "fractional_max_pool3d_with_indices",
    "gaussian_nll_loss", "gelu", "glu", "grid_sample", "group_norm", "gumbel_softmax", "hardshrink",
    "hardsigmoid", "hardswish", "hardtanh", "hardtanh_", "hinge_embedding_loss", "huber_loss",
    "instance_norm", "interpolate", "kl_div", "l1_loss", "layer_norm", "leaky_relu", "leaky_relu_",
    "linear", "linear_cross_entropy", "local_response_norm", "log_softmax", "logsigmoid", "lp_pool1d",
    "lp_pool2d", "lp_pool3d", "margin_ranking_loss", "max_pool1d", "max_pool1d_with_indices",
    "max_pool2d", "max_pool2d_with_indices", "max_pool3d", "max_pool3d_with_indices", "max_unpool1d",
    "max_unpool2d", "max_unpool3d", "mish", "mse_loss", "multi_head_attention_forward",
    "multi_margin_loss", "multilabel_margin_loss", "multilabel_soft_margin_loss", "nll_loss", "normalize",
    "one_hot", "pad", "pairwise_distance", "pdist", "pixel_shuffle", "pixel_unshuffle",
    "poisson_nll_loss", "prelu", "relu", "relu6", "relu_", "rms_norm", "rrelu", "rrelu_",
    "scaled_dot_product_attention", "selu", "selu_", "sigmoid", "silu", "smooth_l1_loss",
    "soft_margin_loss", "softmax", "softmin", "softplus", "softshrink", "softsign", "tanh", "tanhshrink",
    "threshold", "threshold_", "triplet_margin_loss", "triplet_margin_with_distance_loss", "unfold",
    "upsample", "upsample_bilinear", "upsample_nearest",
]  # fmt: skip

for _name in __all__:
    globals()[_name] = takes_tensors(globals()[_name])
__getattr__ = refusing("torch.nn.functional", globals())

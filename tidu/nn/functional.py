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
from tidu.functional.bilinear import bilinear
from tidu.functional.distance import cosine_similarity, pairwise_distance
from tidu.functional.dropout import alpha_dropout, dropout
from tidu.functional.dropout_features import dropout1d, dropout2d, dropout3d, feature_alpha_dropout
from tidu.functional.embedding import embedding, one_hot
from tidu.functional.in_place import celu_, elu_, hardtanh_, leaky_relu_, relu_, rrelu_, selu_, threshold_
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
from tidu.functional.softmax import log_softmax, softmax, softmin
from tidu.tensor.linear_algebra import linear

__all__ = [
    "alpha_dropout", "batch_norm", "bilinear", "binary_cross_entropy",
    "binary_cross_entropy_with_logits", "celu", "celu_", "cosine_embedding_loss", "cosine_similarity",
    "cross_entropy", "ctc_loss", "dropout", "dropout1d", "dropout2d", "dropout3d", "elu", "elu_",
    "embedding", "feature_alpha_dropout", "gaussian_nll_loss", "gelu", "glu", "group_norm",
    "gumbel_softmax", "hardshrink", "hardsigmoid", "hardswish", "hardtanh", "hardtanh_",
    "hinge_embedding_loss", "huber_loss", "instance_norm", "kl_div", "l1_loss", "layer_norm",
    "leaky_relu", "leaky_relu_", "linear", "local_response_norm", "log_softmax", "logsigmoid",
    "margin_ranking_loss", "mish", "mse_loss", "multi_margin_loss", "multilabel_margin_loss",
    "multilabel_soft_margin_loss", "nll_loss", "normalize", "one_hot", "pad", "pairwise_distance",
    "poisson_nll_loss", "prelu", "relu", "relu6", "relu_", "rms_norm", "rrelu", "rrelu_", "selu",
    "selu_", "sigmoid", "silu", "smooth_l1_loss", "soft_margin_loss", "softmax", "softmin", "softplus",
    "softshrink", "softsign", "tanh", "tanhshrink", "threshold", "threshold_", "triplet_margin_loss",
    "triplet_margin_with_distance_loss",
]  # fmt: skip

__getattr__ = refusing("torch.nn.functional", globals())

"""`torch.nn.utils`: gradients held in bounds, parameters as one vector or computed from others, fusing."""

from tidu.core.refused import refusing
from tidu.nn.utils import fusion, parametrizations, parametrize, prune, rnn
from tidu.nn.utils.clip_grad import clip_grad_norm, clip_grad_norm_, clip_grad_value_, clip_grads_with_norm_
from tidu.nn.utils.clip_grad import get_total_norm as get_total_norm
from tidu.nn.utils.convert_parameters import parameters_to_vector, vector_to_parameters
from tidu.nn.utils.fusion import (
    fuse_conv_bn_eval,
    fuse_conv_bn_weights,
    fuse_linear_bn_eval,
    fuse_linear_bn_weights,
)
from tidu.nn.utils.init import skip_init
from tidu.nn.utils.memory_format import (
    convert_conv2d_weight_memory_format,
    convert_conv3d_weight_memory_format,
)
from tidu.nn.utils.spectral_norm import remove_spectral_norm, spectral_norm
from tidu.nn.utils.weight_norm import remove_weight_norm, weight_norm

__all__ = [
    "clip_grad_norm",
    "clip_grad_norm_",
    "clip_grad_value_",
    "clip_grads_with_norm_",
    "convert_conv2d_weight_memory_format",
    "convert_conv3d_weight_memory_format",
    "fuse_conv_bn_eval",
    "fuse_conv_bn_weights",
    "fuse_linear_bn_eval",
    "fuse_linear_bn_weights",
    "fusion",
    "get_total_norm",
    "parameters_to_vector",
    "parametrizations",
    "parametrize",
    "prune",
    "remove_spectral_norm",
    "remove_weight_norm",
    "rnn",
    "skip_init",
    "spectral_norm",
    "vector_to_parameters",
    "weight_norm",
]

__getattr__ = refusing("torch.nn.utils", globals())

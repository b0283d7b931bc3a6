"""`torch.nn.utils`: gradients held in bounds, and parameters as one vector."""

from tidu.core.refused import refusing
from tidu.nn.utils import rnn
from tidu.nn.utils.clip_grad import clip_grad_norm, clip_grad_norm_, clip_grad_value_, clip_grads_with_norm_
from tidu.nn.utils.clip_grad import get_total_norm as get_total_norm
from tidu.nn.utils.convert_parameters import parameters_to_vector, vector_to_parameters

__all__ = [
    "clip_grad_norm",
    "clip_grad_norm_",
    "clip_grad_value_",
    "clip_grads_with_norm_",
    "get_total_norm",
    "parameters_to_vector",
    "rnn",
    "vector_to_parameters",
]

__getattr__ = refusing("torch.nn.utils", globals())

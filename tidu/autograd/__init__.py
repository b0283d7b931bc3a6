"""Gradients under PyTorch's names: `tidu.autograd`. What is here lives in `tidu.tensor`."""

from tidu.autograd import functional
from tidu.autograd.variable import Variable
from tidu.core.refused import refusing
from tidu.tensor.backward import backward_of as backward
from tidu.tensor.backward import grad
from tidu.tensor.differentiation import is_grad_enabled
from tidu.tensor.function import Function
from tidu.tensor.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled

__all__ = [
    "Function",
    "Variable",
    "backward",
    "enable_grad",
    "functional",
    "grad",
    "inference_mode",
    "is_grad_enabled",
    "no_grad",
    "set_grad_enabled",
]

__getattr__ = refusing("torch.autograd", globals())

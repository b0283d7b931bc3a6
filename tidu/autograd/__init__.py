"""Gradients under PyTorch's names: `tidu.autograd`. What computes them lives in `tidu.tensor`."""

from tidu.autograd import anomaly_mode, function, functional, grad_mode, graph, profiler, variable
from tidu.autograd.gradcheck import gradcheck, gradgradcheck
from tidu.autograd.variable import Variable
from tidu.core.refused import refusing
from tidu.tensor.anomaly import detect_anomaly, set_detect_anomaly
from tidu.tensor.backward import backward_of as backward
from tidu.tensor.backward import grad
from tidu.tensor.differentiation import is_grad_enabled
from tidu.tensor.function import Function
from tidu.tensor.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled

__all__ = [
    "Function",
    "Variable",
    "anomaly_mode",
    "backward",
    "detect_anomaly",
    "enable_grad",
    "function",
    "functional",
    "grad",
    "grad_mode",
    "gradcheck",
    "gradgradcheck",
    "graph",
    "inference_mode",
    "is_grad_enabled",
    "no_grad",
    "profiler",
    "set_detect_anomaly",
    "set_grad_enabled",
    "variable",
]
__getattr__ = refusing("torch.autograd", __all__)

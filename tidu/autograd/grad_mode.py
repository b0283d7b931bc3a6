"""Turning the tape off and on under PyTorch's name for the module: `torch.autograd.grad_mode`."""

from tidu.core.refused import refusing
from tidu.tensor.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled

__all__ = ["enable_grad", "inference_mode", "no_grad", "set_grad_enabled"]
__getattr__ = refusing("torch.autograd.grad_mode", __all__)

"""Own operations under PyTorch's name for the module: `torch.autograd.function`."""

from tidu.core.refused import refusing
from tidu.tensor.context import FunctionCtx
from tidu.tensor.function import Function, once_differentiable

__all__ = ["Function", "FunctionCtx", "once_differentiable"]
__getattr__ = refusing("torch.autograd.function", __all__)

"""A thin door: `torch.utils.hooks`, for code that names the type of what a hook's registration gives."""

from tidu.core.refused import refusing
from tidu.tensor.hooks import Removable as RemovableHandle

__all__ = ["RemovableHandle"]

__getattr__ = refusing("torch.utils.hooks", __all__)

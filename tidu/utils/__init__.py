"""A thin door that exists because PyTorch has it: `torch.utils`."""

from tidu.core.refused import refusing
from tidu.utils import checkpoint, data, hooks

__all__ = ["checkpoint", "data", "hooks"]

__getattr__ = refusing("torch.utils", globals())

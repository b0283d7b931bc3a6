"""A thin door to `tidu.data`, where PyTorch has it: `torch.utils.data`."""

from tidu.data import *  # noqa: F403 (exactly what it lists)
from tidu.data import __all__ as __all__

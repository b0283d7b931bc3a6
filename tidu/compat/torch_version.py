"""`torch.version`, where Tidu stands in for PyTorch."""

from tidu.compat.places import VERSION
from tidu.version import cuda, debug, git_version, hip, rocm, xpu

__all__ = ["__version__", "cuda", "debug", "git_version", "hip", "rocm", "xpu"]

__version__ = VERSION

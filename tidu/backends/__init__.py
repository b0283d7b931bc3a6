"""The libraries that PyTorch can compute with. Tidu has its own loops and NumPy, and none of them.

Their switches can be set and read back; they change nothing.
"""

from __future__ import annotations

from tidu.backends import cpu, cuda, cudnn, mkl, mkldnn, mps, openmp, opt_einsum
from tidu.core.refused import refusing

__all__ = ["cpu", "cuda", "cudnn", "mkl", "mkldnn", "mps", "openmp", "opt_einsum"]

__getattr__ = refusing("torch.backends", __all__)

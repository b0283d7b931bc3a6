"""Standing in for other frameworks: `as_torch` for PyTorch, `mxnet` for MXNet's spelling."""

from tidu.compat.stand_in import as_torch

__all__ = ["as_torch"]

"""The question whether a model is being written as ONNX, which Tidu does not."""

from __future__ import annotations

from tidu.core.refused import refusing

__all__ = ["is_in_onnx_export"]

__getattr__ = refusing("torch.onnx", __all__)


def is_in_onnx_export() -> bool:
    """False

    >>> is_in_onnx_export()
    False
    """
    return False

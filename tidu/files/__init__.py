"""`torch.save` and `torch.load`: what they write is data, and reading a file never runs code of it."""

from tidu.files.loading import load
from tidu.files.saving import save

__all__ = ["load", "save"]

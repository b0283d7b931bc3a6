"""A thin door that exists because PyTorch has it: `torch.utils`."""

from tidu.utils import data

__all__ = ["data"]

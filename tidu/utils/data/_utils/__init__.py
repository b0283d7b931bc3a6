"""A thin door: `torch.utils.data._utils`, which libraries open though it has a line before its name."""

from tidu.utils.data._utils import collate, worker

__all__ = ["collate", "worker"]

"""A thin door: `torch.utils.data.dataloader`."""

from tidu.data import DataLoader, default_collate, default_convert, get_worker_info

__all__ = ["DataLoader", "default_collate", "default_convert", "get_worker_info"]

"""A thin door: `torch.utils.data._utils.worker`."""

from tidu.data.workers import WorkerInfo, get_worker_info

__all__ = ["WorkerInfo", "get_worker_info"]

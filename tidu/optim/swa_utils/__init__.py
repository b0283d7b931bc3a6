"""Models that average the weights of training: equally (SWA) or with a memory that fades (EMA).

The one part of `optim` that knows modules; it is opened on first use.
"""

from tidu.optim.swa_utils.averaged_model import AveragedModel
from tidu.optim.swa_utils.averages import (
    get_ema_avg_fn,
    get_ema_multi_avg_fn,
    get_swa_avg_fn,
    get_swa_multi_avg_fn,
)
from tidu.optim.swa_utils.statistics import update_bn
from tidu.optim.swa_utils.swa_lr import SWALR

__all__ = [
    "SWALR",
    "AveragedModel",
    "get_ema_avg_fn",
    "get_ema_multi_avg_fn",
    "get_swa_avg_fn",
    "get_swa_multi_avg_fn",
    "update_bn",
]

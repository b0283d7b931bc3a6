"""Many training runs at once: `tidu.sweep(make, {"lr": [0.003, 0.01]}, seeds=3)`."""

from tidu.sweep.result import SweepResult
from tidu.sweep.run import Run
from tidu.sweep.sweeping import sweep

__all__ = ["Run", "SweepResult", "sweep"]

"""How many processors there are for this process."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def cores() -> int:
    """The processors that this process may use at a time.

    >>> cores() >= 1
    True
    """
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):  # what a container allows; "max" is no number: all it sees
        most, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        count = min(count, int(most) // int(period))
    return max(1, count)

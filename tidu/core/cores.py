"""How many processors there are for this process."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Limit:
    """How many threads of ours may run at a time, where `set_num_threads` said so."""

    threads: int | None = None


def cores() -> int:
    """The processors that this process may use at a time, or the threads that it was told to use.

    `set_num_threads` tells it, or, as PyTorch has it, the environment: OMP_NUM_THREADS.

    >>> cores() >= 1
    True
    """
    if Limit.threads is not None:
        return Limit.threads
    asked = os.environ.get("OMP_NUM_THREADS", "")
    if asked.isdecimal() and int(asked) > 0:
        return int(asked)
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):  # what a container allows; "max" is no number: all it sees
        most, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        count = min(count, int(most) // int(period))
    return max(1, count)

"""How this Tidu was built: what people paste into a report."""

from __future__ import annotations

import platform
import sys

import numpy as np

from tidu.core.cores import cores
from tidu.version import __version__


def show() -> str:
    """One line each on Tidu, Python, NumPy and the machine.

    >>> show().splitlines()[0].startswith("Tidu ")
    True
    """
    return "\n".join(
        [
            f"Tidu {__version__}, on the CPU",
            f"Python {sys.version.split()[0]}, NumPy {np.__version__}",
            f"{platform.platform()}, {platform.machine()}",
        ]
    )


def parallel_info() -> str:
    """How many threads a native run may use.

    >>> "threads" in parallel_info()
    True
    """
    return f"threads of a native run: {cores()}"

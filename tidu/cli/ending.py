"""How a command ends whose work is somebody else's script."""

from __future__ import annotations

import sys
from typing import Any


def failed(error: BaseException, library: Any) -> int:
    """Shows the error of a script as Python would, from the script's first line on; the exit code.

    `library` is `tidu.compat.script`, which knows where the script begins.
    """
    trace = library.within(error)
    sys.excepthook(type(error), error.with_traceback(trace), trace)
    return 130 if isinstance(error, KeyboardInterrupt) else 1

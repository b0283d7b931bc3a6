"""What is left of a division, and how often the divisor goes into it, for long float32 arrays.

NumPy asks the C library's fmod for each number. A float32 quotient below 2^28 has its whole part
exactly in float64, and so has the rest; blocks with other quotients, or without numbers, go NumPy's way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tidu.core.blocks import in_blocks

LARGEST = 2.0**28
LONG = 256  # shorter arrays are done sooner by NumPy itself


def _wide(x: Any) -> Any:
    return x.astype(np.float64) if isinstance(x, np.ndarray) else float(np.float32(x))


def by_doubles(ufunc: np.ufunc, cut: np.ufunc, *, rest: bool) -> Callable[[Any, Any], Any]:
    """`ufunc` (of whole quotients, cut by `cut`, or of their rests), quicker for long float32 arrays.

    >>> by_doubles(np.remainder, np.floor, rest=True)(np.full(300, -7.0, "float32"), 2.0)[:2]
    array([1., 1.], dtype=float32)
    """

    @in_blocks
    def block(x: Any, y: Any) -> Any:
        wide, divisor = _wide(x), _wide(y)
        quotient = np.asarray(wide / divisor)
        cut(quotient, quotient)
        if np.abs(quotient).max() < LARGEST and np.isfinite(divisor).all():
            if not rest:
                return quotient.astype(np.float32)
            quotient *= divisor
            return np.subtract(wide, quotient, quotient).astype(np.float32)
        return ufunc(x, y)

    def run(x: Any, y: Any) -> Any:
        if (_long(x) and (_long(y) or y.__class__ in (float, int))) or (x.__class__ is float and _long(y)):
            return block(x, y)
        return ufunc(x, y)

    return run


def _long(x: Any) -> bool:
    return x.__class__ is np.ndarray and x.dtype == np.float32 and x.size >= LONG

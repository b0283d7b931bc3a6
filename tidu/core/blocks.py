"""Long chains of NumPy calls, a block of the operands at a time, so that what is between stays in the cache.

NumPy makes a whole array at every step. Of a million numbers that is memory fetched and given back at
each of them; of a few thousand it is the processor's own cache, and the same chain takes a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

BLOCK = 16384
ndarray = np.ndarray


def in_blocks(chain: Callable[..., Any]) -> Callable[..., Any]:
    """`chain`, which works element by element, in blocks where its operands are long arrays of one shape.

    Python numbers and arrays without axes go to each block as they are. Whatever else it is given
    (short arrays, strided or broadcast ones, tensors) it gets at once.

    >>> square = in_blocks(lambda x: x * x)
    >>> square(np.full(20000, 3.0)).sum()
    np.float64(180000.0)
    """

    @wraps(chain)
    def run(*operands: Any, **params: Any) -> Any:
        first = operands[0]
        if first.__class__ is not ndarray or first.size <= BLOCK or not _alike(operands, first.shape):
            return chain(*operands, **params)
        flat = [x.reshape(-1) if x.__class__ is ndarray and x.ndim else x for x in operands]
        made: Any = None
        for start in range(0, first.size, BLOCK):
            end = start + BLOCK
            part = chain(*(x[start:end] if x.__class__ is ndarray and x.ndim else x for x in flat), **params)
            if made is None:
                made = np.empty(first.size, part.dtype)
            made[start:end] = part
        return made.reshape(first.shape)

    return run


def _alike(operands: tuple, shape: tuple[int, ...]) -> bool:
    """Whether each array among the operands lies in order and has that shape."""
    for x in operands:
        if x.__class__ is ndarray:
            if x.ndim and (x.shape != shape or not x.flags.c_contiguous):
                return False
        elif not isinstance(x, float | int | np.generic):
            return False
    return True


def filled(chain: Callable[..., None]) -> Callable[..., Any]:
    """The function of one array for which `chain(x, out, ...)` fills an array `out` like it, block by block.

    `chain` never gets arrays without axes, so it may write over `out` step by step.

    >>> def grow(x, out):
    ...     np.add(x, 1.0, out)
    ...     np.multiply(out, 2.0, out)
    >>> filled(grow)(np.array(1.0))
    array(4.)
    """

    @wraps(chain)
    def run(x: Any, **params: Any) -> Any:
        if x.__class__ is not ndarray or not x.ndim:
            return run(np.asarray(x).reshape(1), **params).reshape(())
        out = np.empty_like(x)
        if x.size <= BLOCK or not x.flags.c_contiguous:
            chain(x, out, **params)
            return out
        flat, room = x.reshape(-1), out.reshape(-1)
        for start in range(0, x.size, BLOCK):
            end = start + BLOCK
            chain(flat[start:end], room[start:end], **params)
        return out

    return run

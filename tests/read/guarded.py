"""Arrays between pages that nobody may touch, so that a read or write outside ends the process."""

from __future__ import annotations

import ctypes
import mmap
import os
from typing import Any

import numpy as np


def _guarded(count: int, code: str, at_end: bool) -> np.ndarray:
    """`count` numbers that begin behind a forbidden page, or end before one."""
    size = count * int(code[1])
    if os.name == "nt":
        return np.empty(count, code)
    page = mmap.PAGESIZE
    pages = -(-size // page) + 2
    memory = mmap.mmap(-1, pages * page)
    start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    system = ctypes.CDLL(None, use_errno=True)
    for place in (start, start + (pages - 1) * page):
        assert not system.mprotect(ctypes.c_void_p(place), ctypes.c_size_t(page), 0), ctypes.get_errno()
    offset = (pages - 1) * page - size if at_end else page
    return np.frombuffer(memory, code, count, offset)


def matrix(
    rows: int, columns: int, code: str, *, gap: int = 0, turned: bool = False, at_end: bool = True
) -> np.ndarray:
    """A matrix of NaN between forbidden pages: rows (if `turned`, columns) with gaps between them."""
    if turned:
        return matrix(columns, rows, code, gap=gap, at_end=at_end).T
    stride = columns + gap
    flat = _guarded((rows - 1) * stride + columns, code, at_end)
    flat[:] = np.nan
    size = int(code[1])
    return np.lib.stride_tricks.as_strided(flat, (rows, columns), (stride * size, size))


def filled(generator: np.random.Generator, rows: int, columns: int, code: str, **where: Any) -> np.ndarray:
    """Such a matrix with normal numbers."""
    made = matrix(rows, columns, code, **where)
    made[...] = generator.standard_normal(made.shape)
    return made

"""NumPy's own OpenBLAS, found beside NumPy and called without SciPy (whose import takes 0.3 s).

Compiled programs call it for products of more than some 10^8 multiplications. Its functions, in C:

`void tidu_blas_f4(int order, int turn_a, int turn_b, int64 rows, int64 columns, int64 depth,
float alpha, ptr a, int64 a_row, ptr b, int64 b_row, float beta, ptr c, int64 c_row)`

puts alpha * a @ b + beta * c into c, and `tidu_blas_f8` so with doubles. `order` is 101 (rows are
contiguous); `turn` is 111, or 112 for a matrix that is stored transposed, whose `row` then is the
stride along the depth for `a`, and along the columns for `b`.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

from tidu.text import say

PATTERN = "*scipy_openblas64_*"
FUNCTIONS = {"tidu_blas_f4": "scipy_cblas_sgemm64_", "tidu_blas_f8": "scipy_cblas_dgemm64_"}
GET, SET = "scipy_openblas_get_num_threads64_", "scipy_openblas_set_num_threads64_"


class Blas:
    """`addresses` by name, to be given to `llvmlite.binding.add_symbol`; or None, and `reason` says why."""

    def __init__(self, addresses: Mapping[str, int] | None, reason: str, library: ctypes.CDLL | None = None):
        self.addresses, self.reason = addresses, reason
        self._library = library
        self._lock, self._inside, self._before = threading.Lock(), 0, 1

    @contextmanager
    def one_thread(self) -> Iterator[None]:
        """Inside, products use one thread, so that no second pool of threads waits by spinning.

        The number is the process's: products of other Python threads obey it, too. Whoever leaves
        last restores it.

        >>> with blas().one_thread():
        ...     blas().threads()
        1
        """
        with self._lock:
            if not self._inside:
                self._before = self.threads()
                self._use(1)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside:
                    self._use(self._before)

    def threads(self) -> int:
        """How many threads a product may use; 1 where there is no OpenBLAS."""
        return getattr(self._library, GET)() if self._library else 1

    def _use(self, threads: int) -> None:
        if self._library:
            getattr(self._library, SET)(threads)


@cache
def blas() -> Blas:
    """The OpenBLAS in NumPy's package, looked for once.

    >>> found = blas()
    >>> (found.addresses is None) == bool(found.reason)
    True
    """
    package = Path(np.__file__).parent
    return find(package.parent / "numpy.libs", package / ".dylibs")


def find(*folders: Path) -> Blas:
    """The OpenBLAS in the first folder that has one.

    >>> find(Path("nowhere")).addresses is None
    True
    """
    paths = [path for folder in folders for path in sorted(folder.glob(PATTERN))]
    if not paths:
        return Blas(None, say("blas.absent", pattern=PATTERN, folder=", ".join(map(str, folders))))
    try:
        library = ctypes.CDLL(str(paths[0]))
    except OSError as error:
        return Blas(None, say("blas.refused", path=paths[0], why=error))
    for name in (*FUNCTIONS.values(), GET, SET):
        if not hasattr(library, name):
            return Blas(None, say("blas.names", path=paths[0], name=name))
    addresses = {
        ours: ctypes.cast(getattr(library, theirs), ctypes.c_void_p).value or 0
        for ours, theirs in FUNCTIONS.items()
    }
    return Blas(addresses, "", library)

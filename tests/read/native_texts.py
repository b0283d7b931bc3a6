"""Small texts of LLVM's assembly, and what they must compute."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable

import numpy as np

from tidu.read.native.level import level
from tidu.read.native.link import Library, library
from tidu.read.native.machine import Code

INTEGER, REAL, POINTER = ctypes.c_int64, ctypes.c_double, ctypes.c_void_p
# The processor levels that this machine can run.
LEVELS = {"avx512": ("baseline", "avx2", "avx512"), "avx2": ("baseline", "avx2")}
HERE = LEVELS.get(level().name, (level().name,))

# y[i] = 3 x[i] + exp(x[i]), through a table, a helper that is inlined and functions from elsewhere.
TEXT = """
@table = private constant [2 x double] [double 3.0, double 5.0]
declare double @exp(double)
declare double @never(double)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
define internal double @triple(double %x) alwaysinline {
  %place = alloca double
  %three = load double, ptr @table
  store double %three, ptr %place
  %kept = load double, ptr %place
  %y = fmul double %kept, %x
  ret double %y
}
define void @apply(ptr %x, ptr %y, i64 %n) {
entry:
  %bytes = mul i64 %n, 8
  call void @llvm.memset.p0.i64(ptr %y, i8 0, i64 %bytes, i1 false)
  br label %loop
loop:
  %i = phi i64 [0, %entry], [%next, %loop]
  %from = getelementptr double, ptr %x, i64 %i
  %to = getelementptr double, ptr %y, i64 %i
  %a = load double, ptr %from
  %b = call double @triple(double %a)
  %c = call double @exp(double %a)
  %d = fadd double %b, %c
  store double %d, ptr %to
  %next = add i64 %i, 1
  %more = icmp slt i64 %next, %n
  br i1 %more, label %loop, label %done
done:
  ret void
}
"""


def constant(number: int, name: str = "number") -> str:
    """A function that gives `number`."""
    return f"define i64 @{name}() {{ ret i64 {number} }}"


def applied(code: Code, x: np.ndarray, owner: Library | None = None) -> np.ndarray:
    """TEXT's function of x, run."""
    y = np.full_like(x, np.nan)
    apply = (owner or library()).load(code).function("apply", POINTER, POINTER, INTEGER)
    apply(x.ctypes.data, y.ctypes.data, len(x))
    return y


def wanted(x: np.ndarray) -> np.ndarray:
    """TEXT's function of x, by NumPy."""
    return 3 * x + np.exp(x)


def in_threads(work: Callable[[], None], count: int) -> None:
    """Runs `work` in so many threads at once."""
    threads = [threading.Thread(target=work) for _ in range(count)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

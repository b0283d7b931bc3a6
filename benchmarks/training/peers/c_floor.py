"""The floor: the workload as a C program, compiled when it is asked for (`floor.c`).

`-ffast-math` is allowed here and nowhere else. With `blas`, products go to NumPy's OpenBLAS.
"""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.training.workloads import Weights, Workload, data_of, first_weights

FLAGS = ("-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-fPIC", "-shared", "-w")


class Run:
    """One workload as machine code."""

    def __init__(self, workload: Workload, blas: bool = False):
        self.workload = workload
        self.data = data_of(workload)
        self.first = np.concatenate([w.ravel() for w in first_weights(workload)])
        self.last = np.empty_like(self.first)
        self.library = compiled(workload, blas)
        if blas:
            self.library.use_blas(ctypes.c_void_p(gemm_address(workload.dtype)))

    def run(self, epochs: int) -> None:
        """Trains from the first weights."""
        self.library.begin(pointer(self.first))
        x, y = map(pointer, self.data)
        self.library.train(x, y, ctypes.c_long(epochs), int(self.workload.shuffle))
        self.library.finish_run(pointer(self.last))

    def weights(self) -> Weights:
        """What the last run ended with."""
        found, at = [], 0
        for shape in [part.shape for part in first_weights(self.workload)]:
            size = int(np.prod(shape))
            found.append(self.last[at : at + size].reshape(shape))
            at += size
        return found


def pointer(array: np.ndarray) -> Any:
    """The address of an array's first number."""
    return array.ctypes.data_as(ctypes.c_void_p)


def compiled(workload: Workload, blas: bool) -> ctypes.CDLL:
    """The workload's program, built in a folder that is gone once it is loaded."""
    source = Path(__file__).with_name("floor.c")
    with tempfile.TemporaryDirectory() as folder:
        library = f"{folder}/floor.so"
        words = ("gcc", *FLAGS, *constants(workload, blas), str(source), "-o", library, "-lm")
        subprocess.run(words, check=True)
        return ctypes.CDLL(library)


def constants(workload: Workload, blas: bool) -> list[str]:
    """The workload as definitions for the compiler."""
    single = workload.dtype == "float32"
    layers = [f"M({k},{k + 1},{i},{o})" for k, (i, o) in enumerate(workload.layers)]
    values = {
        "REAL": "float" if single else "double",
        "INTEGER": "int32_t" if single else "int64_t",
        "SINGLE": int(single),
        "ROWS": workload.rows,
        "BATCH": workload.batch,
        "INPUTS": workload.sizes[0],
        "HIDDEN": workload.sizes[1],
        "OUTPUTS": workload.sizes[-1],
        "LAYER_COUNT": len(layers),
        "LEARNING_RATE": repr(workload.lr),
        "MOMENTUM": repr(workload.momentum),
        "ADAM": int(workload.optimizer == "adam"),
        "CROSS_ENTROPY": int(workload.loss == "cross_entropy"),
        "BLAS": int(blas),
        "LAYERS(M)": " ".join(layers),
        "BACKWARDS(M)": " ".join(reversed(layers)),
    }
    return [f"-D{name}={value}" for name, value in values.items()]


def gemm_address(dtype: str) -> int:
    """Where the matrix product of the OpenBLAS that NumPy ships begins."""
    folder = Path(np.__file__).parent.parent / "numpy.libs"
    library = ctypes.CDLL(str(next(folder.glob("libscipy_openblas64_*"))))
    name = "scipy_cblas_sgemm64_" if dtype == "float32" else "scipy_cblas_dgemm64_"
    return ctypes.cast(getattr(library, name), ctypes.c_void_p).value or 0

"""Eager Tidu against eager PyTorch, operation by operation, one thread each, windows interleaved.

    python benchmarks/operations.py [name ...] [--sizes 1 100 10000 1000000] [--windows 40]

Each row is one elementwise operation on float32: Tidu's least time over PyTorch's least time, forward at
each size, then forward and backward at each size. Rows with a ratio above 1.5 are starred; the last line
is the geometric mean of all ratios. A ratio below 1 means that Tidu is quicker. What is measured is the
process's own time on the processor, so that other work on the machine counts less.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

import tidu

SIZES = (1, 100, 10_000, 1_000_000)
ELEMENTS, CALLS = 100_000, 50  # how many a window works through: short windows slip between other work
Operation = Callable[[Any, Any, Any], Any]  # of the library, any numbers, and positive ones

ARITHMETIC: dict[str, Operation] = {
    "x + y": lambda lib, x, y: x + y, "x + 1": lambda lib, x, y: x + 1.0, "x - y": lambda lib, x, y: x - y,
    "x * y": lambda lib, x, y: x * y, "x / y": lambda lib, x, y: x / y, "1 / y": lambda lib, x, y: 1.0 / y,
    "-x": lambda lib, x, y: -x, "abs": lambda lib, x, y: x.abs(), "sign": lambda lib, x, y: x.sign(),
    "round": lambda lib, x, y: x.round(), "floor": lambda lib, x, y: x.floor(),
    "x ** 2": lambda lib, x, y: x**2, "x ** 3": lambda lib, x, y: x**3, "y ** 0.5": lambda lib, x, y: y**0.5,
    "y ** 2.3": lambda lib, x, y: y**2.3, "y ** x": lambda lib, x, y: y**x,
    "x % 1.5": lambda lib, x, y: x % 1.5, "x // 1.5": lambda lib, x, y: x // 1.5,
    "fmod": lambda lib, x, y: x.fmod(1.5), "clamp": lambda lib, x, y: x.clamp(-1, 1),
    "clamp(min)": lambda lib, x, y: x.clamp(min=0.0), "maximum": lambda lib, x, y: lib.maximum(x, y),
    "lerp": lambda lib, x, y: lib.lerp(x, y, 0.3),
    "addcmul": lambda lib, x, y: lib.addcmul(x, x, y, value=0.5),
}  # fmt: skip
FUNCTIONS: dict[str, Operation] = {
    "sqrt": lambda lib, x, y: y.sqrt(), "rsqrt": lambda lib, x, y: y.rsqrt(),
    "reciprocal": lambda lib, x, y: y.reciprocal(), "exp": lambda lib, x, y: x.exp(),
    "expm1": lambda lib, x, y: x.expm1(), "log": lambda lib, x, y: y.log(),
    "log1p": lambda lib, x, y: y.log1p(), "sin": lambda lib, x, y: x.sin(), "cos": lambda lib, x, y: x.cos(),
    "tan": lambda lib, x, y: x.tan(), "atan": lambda lib, x, y: x.atan(),
    "atan2": lambda lib, x, y: lib.atan2(x, y), "tanh": lambda lib, x, y: x.tanh(),
    "sigmoid": lambda lib, x, y: x.sigmoid(), "erf": lambda lib, x, y: x.erf(),
}  # fmt: skip
ACTIVATIONS: dict[str, Operation] = {
    name: lambda lib, x, y, name=name: getattr(lib.nn.functional, name)(x)
    for name in (
        "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "mish", "softplus", "logsigmoid", "hardtanh",
        "hardsigmoid", "hardswish", "softsign", "softshrink",
    )
} | {"gelu tanh": lambda lib, x, y: lib.nn.functional.gelu(x, approximate="tanh")}  # fmt: skip
CHOICES: dict[str, Operation] = {
    "where": lambda lib, x, y: lib.where(x > 0, x, y),
    "masked_fill": lambda lib, x, y: x.masked_fill(x > 0, 0.0), "x > y": lambda lib, x, y: x > y,
    "x == 0": lambda lib, x, y: x == 0, "isnan": lambda lib, x, y: x.isnan(),
    "isfinite": lambda lib, x, y: x.isfinite(), "double": lambda lib, x, y: x.double(),
    "long": lambda lib, x, y: x.long(), "clone": lambda lib, x, y: x.clone(),
}  # fmt: skip
FORWARD_ONLY = ("x // 1.5",)  # PyTorch has no derivative of it
OPERATIONS = ARITHMETIC | FUNCTIONS | ACTIVATIONS | CHOICES


def prepared(lib: Any, operation: Operation, size: int, backward: bool) -> Callable[[], Any] | None:
    """One call of the operation, with its backward pass if asked for; None if it has none."""
    random = np.random.default_rng(0)
    x = lib.tensor(random.normal(size=size).astype("float32"))
    y = lib.tensor(np.abs(random.normal(size=size)).astype("float32") + 0.1)
    if not backward:
        return lambda: operation(lib, x, y)
    weight = lib.tensor(random.normal(size=size).astype("float32"))
    x.requires_grad_()
    y.requires_grad_()
    first = operation(lib, x, y)
    if not first.requires_grad:
        return None
    weight = weight.to(first.dtype)

    def both() -> None:
        x.grad = y.grad = None
        operation(lib, x, y).backward(weight)

    return both


def ratio(operation: Operation, size: int, backward: bool, windows: int) -> float | None:
    """Tidu's least time for a call over PyTorch's, a window of one after a window of the other."""
    calls = [prepared(lib, operation, size, backward) for lib in (tidu, torch)]
    if None in calls:
        return None
    repeats = max(1, min(CALLS, ELEMENTS // size))
    least = [float("inf")] * 2
    for _ in range(windows):
        for k, call in enumerate(calls):
            start = time.process_time()
            for _ in range(repeats):
                call()  # pyright: ignore
            least[k] = min(least[k], time.process_time() - start)
    return least[0] / least[1]


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--windows", type=int, default=40)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    heads = "".join(f"{size:>9}" for size in chosen.sizes)
    print(f"{'ratio to PyTorch':18}{heads}   and backward {heads}")
    ratios: dict[bool, list[float]] = {False: [], True: []}
    for name in chosen.names or OPERATIONS:
        cells = []
        for backward in (False, True):
            for size in chosen.sizes:
                left_out = backward and name in FORWARD_ONLY
                found = None if left_out else ratio(OPERATIONS[name], size, backward, chosen.windows)
                cells.append("        -" if found is None else f"{found:8.2f}{' *'[found > 1.5]}")
                ratios[backward] += [] if found is None else [found]
        half = len(chosen.sizes)
        print(f"{name:18}{''.join(cells[:half])}                {''.join(cells[half:])}", flush=True)
    for backward, found in ratios.items():
        slow = sum(each > 1.5 for each in found)
        mean, what = statistics.geometric_mean(found), "with backward" if backward else "forward"
        print(f"{what}: geometric mean {mean:.2f}, {slow} of {len(found)} above 1.5")


if __name__ == "__main__":
    main()

"""What a gradient costs against the length of the computation: O(n) in time and in memory (row C17).

    python benchmarks/chain.py

A chain of n operations on 1000 numbers, forward and backward: seconds, microseconds and kilobytes an
operation, for Tidu and, where it is installed, PyTorch (one thread). If a gradient is O(n), the
columns "an operation" stay level.
"""

from __future__ import annotations

import time
import tracemalloc
from importlib.util import find_spec
from typing import Any

import tidu

LENGTHS = (100, 1_000, 10_000, 100_000)
WIDTH = 1000


def chain(torch: Any, length: int) -> float:
    """Seconds of forward and backward through `length` operations on WIDTH numbers."""
    x = torch.linspace(0, 1, WIDTH, requires_grad=True)
    start = time.perf_counter()
    y = x
    for k in range(length // 2):
        y = torch.sin(y + k % 3)
    y.sum().backward()
    return time.perf_counter() - start


def memory(length: int) -> float:
    """The most bytes that Tidu's chain holds at a time."""
    tracemalloc.start()
    chain(tidu, length)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    """Prints a row for each length."""
    peers = {"tidu": tidu}
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
        peers["torch"] = torch
    names = "".join(f"{name + ' µs/op':>14}" for name in peers)
    print(f"{'operations':>10}{names}{'tidu KB/op':>14}")
    for length in LENGTHS:
        least = {name: min(chain(peer, length) for _ in range(3)) for name, peer in peers.items()}
        times = "".join(f"{seconds / length * 1e6:14.2f}" for seconds in least.values())
        print(f"{length:>10}{times}{memory(length) / length / 1024:14.2f}")


if __name__ == "__main__":
    main()

"""Eager Tidu against eager PyTorch, one thread each, in one process, windows interleaved.

    python benchmarks/eager.py

a: linear regression by hand, 1000 × 2, batches of 10 gathered by index, gradient step written out.
b: a 93-64-1 network on 2700 rows, batches of 256, mean squared error, SGD with momentum.
c: the same with Adam.
Prints the minimum and the median over the windows, in microseconds a step, and the last losses.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import time
from collections.abc import Callable

import numpy as np
import torch

import tidu

WINDOWS, STEPS = 60, 50


def by_hand(library) -> Callable[[], float]:
    """Workload a: the model, the loss and the update are written out."""
    random = np.random.default_rng(0)
    features = random.normal(size=(1000, 2)).astype("float32")
    answers = (features @ [[2.0], [-3.4]] + 4.2).astype("float32")
    x, y = library.tensor(features), library.tensor(answers)
    w = library.zeros(2, 1, requires_grad=True)
    b = library.zeros(1, requires_grad=True)
    batches = [library.tensor(random.permutation(1000)[:10]) for _ in range(STEPS)]

    def window() -> float:
        for batch in batches:
            loss = ((x[batch] @ w + b - y[batch]) ** 2).mean()
            loss.backward()
            with library.no_grad():
                for p in (w, b):
                    p -= 0.03 * p.grad
                    p.grad.zero_()
        return loss.item()

    return window


def network(library, optimizer: str, **options: float) -> Callable[[], float]:
    """Workloads b and c: modules, a loss module and an optimizer."""
    random = np.random.default_rng(0)
    features = random.normal(size=(2700, 93)).astype("float32")
    answers = np.tanh(features[:, :1] + features[:, 1:2])
    x, y = library.tensor(features), library.tensor(answers)
    library.manual_seed(0)
    nn = library.nn
    model = nn.Sequential(nn.Linear(93, 64), nn.ReLU(), nn.Linear(64, 1))
    criterion = nn.MSELoss()
    update = getattr(library.optim, optimizer)(model.parameters(), **options)
    batches = [library.tensor(random.permutation(2700)[:256]) for _ in range(STEPS)]

    def window() -> float:
        for batch in batches:
            update.zero_grad()
            loss = criterion(model(x[batch]), y[batch])
            loss.backward()
            update.step()
        return loss.item()

    return window


WORKLOADS = {
    "a linear by hand, batch 10": by_hand,
    "b 93-64-1, batch 256, momentum": lambda lib: network(lib, "SGD", lr=0.01, momentum=0.9),
    "c 93-64-1, batch 256, Adam": lambda lib: network(lib, "Adam", lr=0.001),
}


def measure(make: Callable) -> tuple[list[float], list[float], float, float]:
    """Microseconds a step of both libraries, a window of one after a window of the other."""
    ours, theirs = make(tidu), make(torch)
    times: tuple[list[float], list[float]] = ([], [])
    losses = [0.0, 0.0]
    for _ in range(WINDOWS):
        for k, window in enumerate((ours, theirs)):
            start = time.perf_counter()
            losses[k] = window()
            times[k].append((time.perf_counter() - start) / STEPS * 1e6)
    return *times, *losses


def main() -> None:
    """Prints the table."""
    torch.set_num_threads(1)
    heads = f"{'tidu min':>9}{'median':>9}{'torch min':>11}{'median':>9}{'ratio':>7}"
    print(f"{'workload':34}{heads}   last losses")
    for name, make in WORKLOADS.items():
        ours, theirs, loss, reference = measure(make)
        low, high = min(ours), min(theirs)
        print(
            f"{name:34}{low:9.1f}{statistics.median(ours):9.1f}{high:11.1f}"
            f"{statistics.median(theirs):9.1f}{low / high:7.2f}   {loss:.6g} {reference:.6g}"
        )


if __name__ == "__main__":
    main()

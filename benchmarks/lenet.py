"""LeNet on 28 × 28 images: Tidu eager, compiled and as a native run, against eager PyTorch; one thread each.

    python benchmarks/lenet.py

A step is forward, cross-entropy, backward and SGD on a batch of 64. Windows of all are interleaved, in
one process; of a native run the quickest epoch counts, gathering of rows included. The variant has
ReLU and max pooling. Prints minima and medians in milliseconds of processor time a step, which other
work on the machine disturbs less than the clock, and the last losses.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import torch

import tidu

WINDOWS, STEPS, BATCH = 25, 5, 64
RANDOM = np.random.default_rng(0)
IMAGES = RANDOM.normal(size=(10 * BATCH, 1, 28, 28)).astype("float32")
LABELS = RANDOM.integers(0, 10, len(IMAGES))


def lenet(library: Any, activation: str, pool: str) -> Any:
    """The network of d2l, or its variant."""
    library.manual_seed(0)
    nn = library.nn
    act, pooled = getattr(nn, activation), getattr(nn, pool)
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), act(), pooled(2, 2), nn.Conv2d(6, 16, 5), act(), pooled(2, 2),
        nn.Flatten(), nn.Linear(400, 120), act(), nn.Linear(120, 84), act(), nn.Linear(84, 10),
    )  # fmt: skip


def stepping(library: Any, compiled: bool, *kind: str) -> Callable[[], float]:
    """A window of steps on one batch."""
    model, criterion = lenet(library, *kind), library.nn.CrossEntropyLoss()
    optimizer = library.optim.SGD(model.parameters(), lr=0.02)
    x, y = library.tensor(IMAGES[:BATCH]), library.tensor(LABELS[:BATCH])

    def step(x: Any, y: Any) -> Any:
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    call = tidu.compile(step) if compiled else step

    def window() -> float:
        for _ in range(STEPS):
            loss = call(x, y)
        return loss.item()

    return window


def native_run(*kind: str) -> float:
    """Milliseconds a step of the quickest epoch of a native run."""
    model = lenet(tidu, *kind)
    optimizer = tidu.optim.SGD(model.parameters(), lr=0.02)
    marks: list[float] = []
    tidu.fit(
        model, (IMAGES, LABELS), "cross_entropy", optimizer, epochs=12, batch_size=BATCH, compile=True,
        threads=1, callbacks=[lambda *_: marks.append(time.process_time())],
    )  # fmt: skip
    return min(after - before for before, after in pairwise(marks)) / (len(IMAGES) // BATCH) * 1e3


def measure(*kind: str) -> None:
    """Prints the lines of one network."""
    peers = {
        "PyTorch eager": stepping(torch, False, *kind), "Tidu eager": stepping(tidu, False, *kind),
        "Tidu compiled": stepping(tidu, True, *kind),
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in peers}
    losses = {name: window() for name, window in peers.items()}
    for _ in range(WINDOWS):
        for name, window in peers.items():
            start = time.process_time()
            losses[name] = window()
            times[name].append((time.process_time() - start) / STEPS * 1e3)
    least = min(times["PyTorch eager"])
    for name, found in times.items():
        low, middle = min(found), statistics.median(found)
        print(f"{name:16}{low:8.2f}{middle:9.2f}{low / least:8.2f}   {losses[name]:.6f}")
    low = native_run(*kind)
    print(f"{'Tidu run':16}{low:8.2f}{'':9}{low / least:8.2f}")


def main() -> None:
    """Prints the tables."""
    torch.set_num_threads(1)
    for kind in (("Sigmoid", "AvgPool2d"), ("ReLU", "MaxPool2d")):
        print(f"LeNet, {' and '.join(kind)}, batch {BATCH}: ms a step (minimum, median), ratio, loss")
        measure(*kind)


if __name__ == "__main__":
    main()

"""What the doctor costs: the same plain loop with and without it, windows in turns."""

from __future__ import annotations

import time
from contextlib import nullcontext
from typing import Any

import tidu
from tidu import nn, optim

WINDOWS, STEPS = 9, 400


def sizes() -> dict[str, tuple[Any, int, int]]:
    """Networks with their inputs and rows a batch."""
    return {
        "linear, batches of 32": (lambda: nn.Linear(8, 1), 8, 32),
        "8-64-32-1, batches of 32": (
            lambda: nn.Sequential(
                nn.Linear(8, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1)
            ),
            8,
            32,
        ),
        "93-64-1, batches of 256": (
            lambda: nn.Sequential(nn.Linear(93, 64), nn.ReLU(), nn.Linear(64, 1)),
            93,
            256,
        ),
    }


def steps(build: Any, inputs: int, rows: int, visit: Any) -> float:
    """Seconds a step."""
    tidu.manual_seed(0)
    model, loss_of = build(), nn.MSELoss()
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    x, y = tidu.randn(16 * rows, inputs), tidu.randn(16 * rows, 1)
    started = time.process_time()
    with visit:
        for step in range(STEPS):
            place = slice(step % 16 * rows, (step % 16 + 1) * rows)
            optimizer.zero_grad()
            loss_of(model(x[place]), y[place]).backward()
            optimizer.step()
    return (time.process_time() - started) / STEPS


def costs() -> dict[str, dict[str, float]]:
    """Microseconds a step without and with the doctor, least of all windows, and what it adds."""
    made = {}
    for name, (build, inputs, rows) in sizes().items():
        plain, watched = [], []
        for _ in range(WINDOWS):
            plain.append(steps(build, inputs, rows, nullcontext()))
            watched.append(steps(build, inputs, rows, tidu.doctor(tell=None)))
        bare, seen = 1e6 * min(plain), 1e6 * min(watched)
        made[name] = {"without": bare, "with": seen, "added": seen / bare - 1}
    return made

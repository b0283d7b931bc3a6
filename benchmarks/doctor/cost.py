"""What the doctor costs: the same plain loop with and without it, windows in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import nullcontext
from statistics import median
from typing import Any

import tidu
from tidu import nn, optim
from tidu.core.mode import mode
from tidu.fit.doctor.registry import CHECKS

RUNS, STEPS = 20, 400
BEFORE, PAIRS, WINDOW = 300, 120, 25  # steps until the first looks are over; then windows of steps in turns
STATISTICS = sorted({check.code for check in CHECKS if ".statistics." in check.__module__})
"""Codes of the checks that look at numbers of the data; the others look at the tape and the optimizer."""


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


def loop(build: Any, inputs: int, rows: int) -> Callable[[int], float]:
    """A training loop: given a number of steps it takes them, and gives back processor seconds a step."""
    tidu.manual_seed(0)
    model, loss_of = build(), nn.MSELoss()
    optimizer = optim.SGD(model.parameters(), lr=0.01)
    x, y = tidu.randn(16 * rows, inputs), tidu.randn(16 * rows, 1)

    def run(steps: int) -> float:
        started = time.process_time()
        for step in range(steps):
            place = slice(step % 16 * rows, (step % 16 + 1) * rows)
            optimizer.zero_grad()
            loss_of(model(x[place]), y[place]).backward()
            optimizer.step()
        return (time.process_time() - started) / steps

    return run


def whole(size: tuple[Any, int, int], visit: Any) -> float:
    """Seconds a step of a whole run, opening and closing of the visit included."""
    run, started = loop(*size), time.process_time()
    with visit:
        run(STEPS)
    return (time.process_time() - started) / STEPS


def steady(size: tuple[Any, int, int], silence: list[str]) -> float:
    """What a visit adds to a step once its first looks are over: the median of neighbouring windows."""
    run, added = loop(*size), []
    with tidu.doctor(tell=None, silence=silence) as visit:
        run(BEFORE)
        for _ in range(PAIRS):
            mode.doctor = None
            without = run(WINDOW)
            mode.doctor = visit
            added.append(run(WINDOW) / without - 1)
    return median(added)


def costs() -> dict[str, dict[str, float]]:
    """Microseconds a step without and with the doctor, and what is added, also in the long run."""
    made = {}
    for name, size in sizes().items():
        plain, watched = [], []
        for _ in range(RUNS):
            plain.append(whole(size, nullcontext()))
            watched.append(whole(size, tidu.doctor(tell=None)))
        bare, seen = 1e6 * min(plain), 1e6 * min(watched)
        made[name] = {
            "without": bare, "with": seen, "added": seen / bare - 1,
            "structure": steady(size, STATISTICS), "all": steady(size, []),
        }  # fmt: skip
    return made

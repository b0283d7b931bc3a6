"""Timing: windows of every peer in turn, so that what else the machine does meets all alike."""

from __future__ import annotations

import math
import random
import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from benchmarks.training.peers import Peer
from benchmarks.training.process import Failed, Process
from benchmarks.training.workloads import Workload

SETTLE = 0.06  # seconds after a window: threads of a pool go on spinning for up to 30 ms
FIXED_SHARE = 0.02  # of a window that beginning a run may take
LONGEST = 1.5  # seconds of a window, if an epoch is shorter


@dataclass
class Entry:
    """What was measured of one peer: microseconds a step; seconds to the first result, losses.

    `epochs`: of a window; 0 until it is known. `begin`: seconds before a run's first step.
    """

    peer: Peer
    epochs: int = 0
    begin: float = 0.0
    times: list[float] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        found: dict[str, Any] = {"family": self.peer.family, "form": self.peer.form}
        found |= {"name": self.peer.name, "threads": self.peer.threads, "epochs": self.epochs}
        found["begin"] = self.begin
        if self.times:
            found |= {"min": min(self.times), "median": statistics.median(self.times)}
        return found | self.values


def calibrate(process: Process, window: float) -> tuple[int, float]:
    """Epochs of a window, and the seconds that beginning a run takes, which are no training.

    A window is at least `window` seconds, and long beside its beginning.
    """
    once = min(process.seconds(1) for _ in range(3))
    epochs, total = 1, once
    while total < max(window / 2, min(4 * once, LONGEST)):
        epochs = max(2 * epochs, min(16 * epochs, int(epochs * window / total)))
        total = process.seconds(epochs)
    if epochs == 1:
        return max(1, math.ceil(window / once)), 0.0
    each = max((total - once) / (epochs - 1), total / epochs / 100)
    begin = max(once - each, 0.0)
    wanted = max(window, min(begin / FIXED_SHARE, LONGEST))
    return max(1, math.ceil(wanted / each)), begin


def measure(workload: Workload, running: list[tuple[Entry, Process]], rounds: int, window: float) -> None:
    """Fills the entries' times; a peer that fails is left out from there on."""
    for turn in range(rounds):
        order = [pair for pair in running if "error" not in pair[0].values]
        random.Random(turn).shuffle(order)
        for entry, process in order:
            try:
                if not entry.epochs:
                    entry.epochs, entry.begin = calibrate(process, window)
                time.sleep(SETTLE)
                seconds = process.seconds(entry.epochs) - entry.begin
            except Failed as failure:
                entry.values["error"] = str(failure)
                continue
            entry.times.append(seconds / (entry.epochs * workload.steps) * 1e6)


def begin(entry: Entry, workload: Workload, **environment: str) -> Process | None:
    """A process that has had its first result and its losses compared; None if it failed."""
    process = Process(entry.peer, **environment)
    try:
        entry.values |= process.prepare(workload)
        process.seconds(workload.epochs)
        entry.values |= process.ask("loss")
    except Failed as failure:
        entry.values["error"] = str(failure)
        process.close()
        return None
    return process

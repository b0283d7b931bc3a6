"""The process of one peer: it is told on its standard input what to do, one JSON line each.

    python -m benchmarks.training.worker MODULE

prepare(workload, options), run(epochs), loss(), check(workload, options): each answers with one
JSON line; an exception is answered as {"error": ...}.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.training.peers import numpy_hand
from benchmarks.training.workloads import Workload, data_of, loss_of

STATUS = Path("/proc/self/status")


class Worker:
    """What can be asked of a peer."""

    def __init__(self, module: str):
        start = time.perf_counter()
        self.peer = import_module(f"benchmarks.training.peers.{module}")
        self.import_seconds = time.perf_counter() - start

    def prepare(self, workload: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
        """Builds the run; times it, and what memory it takes beside the data, to the end of an epoch."""
        self.workload = Workload.from_dict(workload)
        data_of(self.workload)
        before = forget_peak()
        start = time.perf_counter()
        self.current = self.peer.Run(self.workload, **options)
        self.current.run(1)
        first = time.perf_counter() - start
        grown = peak_megabytes() - before
        return {"import_seconds": self.import_seconds, "first_seconds": first, "megabytes": grown}

    def run(self, epochs: int) -> dict[str, float]:
        """Seconds for a whole run of so many epochs."""
        start = time.perf_counter()
        self.current.run(epochs)
        return {"seconds": time.perf_counter() - start}

    def loss(self) -> dict[str, Any]:
        """The loss over all rows after the last run, and the engine that ran it, if there is a choice."""
        return {
            "loss": loss_of(self.workload, self.current.weights()),
            "engine": getattr(self.current, "engine", ""),
        }

    def check(self, workload: dict[str, Any], options: dict[str, Any]) -> dict[str, float]:
        """The largest difference from NumPy's weights after six steps, in float64 and in order."""
        exact = Workload.from_dict(workload)
        ours, reference = self.peer.Run(exact, **options), numpy_hand.Run(exact)
        for one in (ours, reference):
            one.run(2)
        pairs = zip(ours.weights(), reference.weights(), strict=True)
        return {"deviation": max(float(np.abs(mine - theirs).max()) for mine, theirs in pairs)}


def peak_megabytes() -> float:
    """The most memory that this process has held, since `forget_peak` where Linux can forget it."""
    if not STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def forget_peak() -> float:
    """Lets the peak begin at what is held now, which making the data was above; gives back what it is."""
    if STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5")
    return peak_megabytes()


def main() -> None:
    """Answers until the input ends. Whatever libraries print goes to the error stream."""
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    worker = Worker(sys.argv[1])
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            action: Callable[..., dict[str, Any]] = getattr(worker, asked.pop("do"))
            answer = action(**asked)
        except Exception as error:  # whatever a peer raises is part of the report
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(place.filename).name}:{place.lineno}"
            answer = {"error": f"{type(error).__name__}: {error} ({where})"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()

"""How long Tidu takes to a first result: one epoch in a fresh process, its cache empty or filled."""

from __future__ import annotations

import tempfile

from benchmarks.training.peers import Peer
from benchmarks.training.process import Process
from benchmarks.training.workloads import Workload


def first_results(peer: Peer, workload: Workload, repeats: int) -> dict[str, float]:
    """The least of `repeats` fresh processes, in seconds: "cold" and "warm" cache, without imports."""
    found: dict[str, list[float]] = {"cold": [], "warm": []}
    for _ in range(repeats):
        with tempfile.TemporaryDirectory() as folder:
            for state in found:
                with Process(peer, TIDU_CACHE_DIR=folder) as process:
                    found[state].append(process.prepare(workload)["first_seconds"])
    return {state: min(values) for state, values in found.items()}

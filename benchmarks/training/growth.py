"""How Tidu's cost grows with rows, width and depth, beside PyTorch's (index batches, fused optimizer).

    python -m benchmarks.training.growth [--only rows,width,depth] [--most N] [--rounds N]

rows: 8-64-1, batch 250, Adam; memory is what a run takes beside the data itself.
width: 64-w-w-1, batch 128, Adam. depth: layers of 64 units, batch 64, Adam.
One thread each. The first result is one epoch in a fresh process with an empty cache, imports apart.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.training.files import save
from benchmarks.training.machine import machine
from benchmarks.training.peers import Peer
from benchmarks.training.process import Process
from benchmarks.training.report import head, machine_text, number, row
from benchmarks.training.rounds import calibrate
from benchmarks.training.workloads import Workload

RESULTS = Path(__file__).with_name("growth.json")
PEERS = (
    Peer("Tidu", "native", "tidu_fit", 1, {"threads": 1}),
    Peer("PyTorch", "index, fused", "torch_eager", 1, {"batches": "index", "fused": True}),
)
SIZES = {
    "rows": [10**k for k in range(3, 8)],
    "width": [2**k for k in range(3, 12)],
    "depth": [2**k for k in range(6)],
}
WINDOW = 0.05  # seconds
LONG = 6.0  # seconds to a first result from which one epoch is the window


def workload_of(kind: str, size: int) -> Workload:
    """The network and the data of one point."""
    if kind == "rows":
        return Workload(kind, (8, 64, 1), size, 250, "adam", 1e-3, "table")
    if kind == "width":
        return Workload(kind, (64, size, size, 1), 1024, 128, "adam", 1e-4, "table")
    return Workload(kind, (64, *[64] * size, 1), 1024, 64, "adam", 1e-4, "table")


def point(workload: Workload, rounds: int) -> list[dict[str, Any]]:
    """Both peers: microseconds a step, seconds to the first result, megabytes."""
    with ExitStack() as ends:
        cache = ends.enter_context(tempfile.TemporaryDirectory())
        processes = [ends.enter_context(Process(peer, TIDU_CACHE_DIR=cache)) for peer in PEERS]
        found = [process.prepare(workload) for process in processes]
        is_long = max(one["first_seconds"] for one in found) > LONG
        windows = [(1, 0.0) if is_long else calibrate(process, WINDOW) for process in processes]
        times: list[list[float]] = [[] for _ in processes]
        for _ in range(1 if is_long else rounds):
            for process, (count, begin), into in zip(processes, windows, times, strict=True):
                into.append((process.seconds(count) - begin) / (count * workload.steps) * 1e6)
        for one, process, measured in zip(found, processes, times, strict=True):
            one |= {"min": min(measured), "engine": process.ask("loss")["engine"]}
    return found


def text_of(kind: str, points: dict[int, list[dict[str, Any]]]) -> str:
    """One series as a table."""
    lines = head(
        *(kind, "Tidu µs a step", "PyTorch", "PyTorch / Tidu", "Tidu first result s", "PyTorch"),
        *("Tidu MB", "PyTorch MB", "engine"),
    )
    for size, (ours, theirs) in points.items():
        ratio = theirs["min"] / ours["min"]
        pairs = [number(one[name], 3) for name in ("first_seconds", "megabytes") for one in (ours, theirs)]
        steps = (number(ours["min"]), number(theirs["min"]), f"{ratio:.3g}")
        lines.append(row(f"{size:,}", *steps, *pairs, ours["engine"]))
    return "\n".join(lines)


def main() -> None:
    """Prints the series and keeps the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training.growth")
    parser.add_argument("--only", default="rows,width,depth")
    parser.add_argument("--most", type=int, default=10**7, help="leave out sizes above it")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    print(machine_text(machine()), flush=True)
    for kind in chosen.only.split(","):
        points = {}
        for size in (size for size in SIZES[kind] if size <= chosen.most):
            print(f"  {kind} {size}", file=sys.stderr, flush=True)
            points[size] = point(workload_of(kind, size), chosen.rounds)
        print(f"\n### {kind}\n\n{text_of(kind, points)}", flush=True)
        save(chosen.output, {kind: points, "machine": machine()})


if __name__ == "__main__":
    main()

"""python -m benchmarks.training [--only a,b] [--rounds N] [--quick] [--data DIR] [--output FILE]"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.training.files import save
from benchmarks.training.first_result import first_results
from benchmarks.training.machine import machine
from benchmarks.training.peers import Peer, peers
from benchmarks.training.process import Failed, Process
from benchmarks.training.report import goals_text, machine_text, summary_text, table_text, workload_text
from benchmarks.training.rounds import Entry, begin, measure
from benchmarks.training.table import measure_table
from benchmarks.training.workloads import WORKLOADS, Workload

RESULTS = Path(__file__).with_name("results.json")


def arguments() -> argparse.Namespace:
    """The command line's."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.training", description="Whole training runs.")
    parser.add_argument("--only", default="", help="workloads, by name or first letter: a,c,c-adam,h")
    parser.add_argument("--peers", default="", help="families: tidu,pytorch,jax,numpy,scikit-learn,c")
    parser.add_argument("--without", default="nobody", help="leave out forms with this word")
    parser.add_argument("--threads", type=int, help="only peers with so many threads")
    parser.add_argument("--rounds", type=int, default=7, help="windows of every peer")
    parser.add_argument("--window", type=float, default=0.05, help="least seconds of a window")
    parser.add_argument("--quick", action="store_true", help="two rounds, one thread, no torch.compile")
    parser.add_argument("--data", type=Path, help="folder of covid.train.csv, for workload h")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the figures go, as JSON")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.rounds, chosen.window = 2, 0.02
    return chosen


def wanted(name: str, only: str) -> bool:
    """Whether a name, or its first letter, is on the list; an empty list wants all."""
    listed = [word for word in only.lower().split(",") if word]
    return not listed or name.lower() in listed or name[0] in listed


def measure_workload(workload: Workload, chosen: argparse.Namespace) -> dict[str, Any]:
    """All peers of one workload."""
    families = [word for word in chosen.peers.lower().split(",") if word]
    found = [peer for peer in peers(chosen.quick) if chosen.without not in peer.form]
    found = [peer for peer in found if chosen.threads in (None, peer.threads)]
    entries = [Entry(peer) for peer in found if not families or peer.family.lower() in families]
    with ExitStack() as ends:
        cache = ends.enter_context(tempfile.TemporaryDirectory())
        running = []
        for entry in entries:
            print(f"  {entry.peer.name}", file=sys.stderr, flush=True)
            process = begin(entry, workload, TIDU_CACHE_DIR=cache)
            if process is not None:
                running.append((entry, ends.enter_context(process)))
        measure(workload, running, chosen.rounds, chosen.window)
        check(workload, running)
    first: dict[str, float] = {}
    for peer in (entry.peer for entry in entries if "min" in entry.to_dict()):
        if is_native(peer):
            first = first_results(peer, workload, 1 if chosen.quick else 3)
    return {
        "text": workload.text,
        "workload": workload.to_dict(),
        "machine": machine(),
        "peers": [entry.to_dict() for entry in entries],
        "first": first,
    }


def is_native(peer: Peer) -> bool:
    """Whether it is what the goals are for."""
    return (peer.family, peer.form, peer.threads) == ("Tidu", "native", 1)


def check(workload: Workload, running: list[tuple[Entry, Process]]) -> None:
    """Every peer against the reference; those of two threads do the same as those of one."""
    for entry, process in running:
        if entry.peer.threads == 1:
            try:
                entry.values["deviation"] = process.check(workload)
            except Failed as failure:
                entry.values["error"] = str(failure)


def main() -> None:
    """Prints the report and keeps the figures."""
    chosen = arguments()
    print(machine_text(machine()), flush=True)
    measured: dict[str, Any] = {}
    for name, workload in WORKLOADS.items():
        if wanted(name, chosen.only):
            print(workload.text, file=sys.stderr, flush=True)
            measured[name] = measure_workload(workload, chosen)
            print(f"\n{workload_text(measured[name])}", flush=True)
            save(chosen.output, measured)
    if measured:
        print(f"\n## The best of each\n\n{summary_text(measured)}", flush=True)
        print(f"\n## Goals\n\n{goals_text(measured)}", flush=True)
    if chosen.data is not None and wanted("h", chosen.only):
        try:
            table = measure_table(chosen.data, 1 if chosen.quick else 3)
        except Failed as failure:
            print(f"\nh: failed: {failure}")
            return
        if table is None:
            print(f"\nh: skipped, {chosen.data} has no covid.train.csv")
            return
        print(f"\n{table_text(table)}", flush=True)
        save(chosen.output, {"h": table})


if __name__ == "__main__":
    main()

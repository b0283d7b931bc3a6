"""Workload h: `tidu train` on the COVID table from start to end, with and without `--no-compile`."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.training.process import ROOT, Failed

TIDU = (sys.executable, "-m", "tidu")
EAGERLY = "--no-compile"
GOAL = 5.0


def train(table: Path, *words: str) -> tuple[float, dict[str, Any]]:
    """Seconds of the whole command, and the test metrics that it prints; `Failed` with its last line."""
    with tempfile.TemporaryDirectory() as folder:
        command = (*TIDU, "train", str(table), "--target", "tested_positive.2", "--json")
        start = time.perf_counter()
        done = subprocess.run(
            (*command, "--no-baselines", "--output", f"{folder}/m.tidu", *words),
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        seconds = time.perf_counter() - start
    if done.returncode:
        raise Failed(done.stderr.strip().splitlines()[-1])
    return seconds, json.loads(done.stdout)["metrics"]["test"]


def has_switch() -> bool:
    """Whether this Tidu can be told not to compile."""
    text = subprocess.run((*TIDU, "train", "--help"), capture_output=True, text=True, check=True, cwd=ROOT)
    return EAGERLY in text.stdout


def measure_table(folder: Path, rounds: int) -> dict[str, Any] | None:
    """The commands in turn; None if the table is not in the folder."""
    path = folder.resolve() / "covid.train.csv"
    if not path.exists():
        return None
    choices: list[tuple[str, ...]] = [(), (EAGERLY,)] if has_switch() else [()]
    times: dict[tuple[str, ...], list[float]] = {words: [] for words in choices}
    metrics: dict[tuple[str, ...], dict[str, Any]] = {}
    for _ in range(rounds):
        for words in choices:
            seconds, metrics[words] = train(path, *words)
            times[words].append(seconds)
    commands = [
        {
            "words": " ".join(("tidu train covid.train.csv --no-baselines", *words)),
            "min": min(times[words]),
            "median": statistics.median(times[words]),
            "metrics": {name: value for name, value in metrics[words].items() if isinstance(value, float)},
        }
        for words in choices
    ]
    return {"text": "the COVID table, five networks", "commands": commands, "verdict": verdict(commands)}


def verdict(commands: list[dict[str, Any]]) -> str:
    """The goal as reached or not."""
    if len(commands) < 2:
        return f"`tidu train` has no {EAGERLY} yet: nothing to compare."
    native, eager = commands
    ratio = eager["min"] / native["min"]
    word = "reached" if ratio >= GOAL else "**not reached**"
    same = "the same" if native["metrics"] == eager["metrics"] else "not to the last digit the same"
    return f"{ratio:.2f} times quicker than with {EAGERLY} (goal {GOAL:g}): {word}; metrics are {same}."

"""A peer's process, seen from the benchmark."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Self

from benchmarks.training.peers import Peer
from benchmarks.training.workloads import Workload

ROOT = Path(__file__).parents[2]
PATIENCE = 600  # seconds for one answer


class Failed(Exception):
    """The peer could not do what it was asked; its own words say why."""


class Process:
    """Started at once, ended by `close` or at the end of a `with`."""

    def __init__(self, peer: Peer, **environment: str):
        self.peer = peer
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed with the process)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.training.worker", peer.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            cwd=ROOT,
            env=os.environ | peer.environment | environment,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self.process.kill()
        self.process.communicate()
        self.errors.close()

    def prepare(self, workload: Workload) -> dict[str, Any]:
        """Builds the peer's run and its first result."""
        return self.ask("prepare", workload=workload.to_dict(), options=self.peer.options)

    def seconds(self, epochs: int) -> float:
        """Of a whole run of so many epochs."""
        return self.ask("run", epochs=epochs)["seconds"]

    def check(self, workload: Workload) -> float:
        """The largest difference from the reference, in float64."""
        exact = workload.exact(workload.optimizer if self.peer.alike else "sgd")
        return self.ask("check", workload=exact.to_dict(), options=self.peer.options)["deviation"]

    def ask(self, action: str, **values: Any) -> dict[str, Any]:
        """The answer; `Failed` if there is none or it is an error."""
        assert self.process.stdin is not None and self.process.stdout is not None
        try:
            print(json.dumps({"do": action, **values}), file=self.process.stdin, flush=True)
        except BrokenPipeError:
            raise Failed(self._last_words()) from None
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            raise Failed(f"no answer in {PATIENCE} s")
        line = self.process.stdout.readline()
        if not line:
            raise Failed(self._last_words())
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(answer["error"])
        return answer

    def _last_words(self) -> str:
        self.errors.seek(0)
        lines = self.errors.read().strip().splitlines() or ["ended without a word"]
        return lines[-1]

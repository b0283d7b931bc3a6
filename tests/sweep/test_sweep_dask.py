"""A sweep on Dask's own scheduler with two worker processes: the numbers are those of threads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sweep_examples import draw, epochs_of, make, refuse

import tidu

distributed = pytest.importorskip("distributed")
pytestmark = [
    # A busy machine lets a worker be late; that is Dask's to tell, not a failure.
    pytest.mark.filterwarnings("ignore:::distributed"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning:tornado"),
]


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A scheduler and two processes on this machine."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "memory_limit": 0}
    with distributed.Client(**options) as client:
        yield client


SCRIPT = """
import sys
import tidu
from tidu import nn
from distributed import Client

def make(lr):  # of __main__, so it is sent as code with the modules that it uses
    x = tidu.linspace(-1, 1, 16).unsqueeze(1)
    return dict(model=nn.Linear(1, 1), data=(x, 2 * x), loss="mse", optimizer="sgd", lr=lr, epochs=2)

if __name__ == "__main__":
    with Client(sys.argv[1]) as client:
        print(tidu.sweep(make, {"lr": [0.1, 0.2]}, executor=client.get_executor()).columns["stopped"])
"""


def where(place: int) -> dict[str, int]:
    """Which process it is."""
    return {"process": os.getpid()}


def test_two_processes_give_the_numbers_of_threads(client: Any) -> None:
    grid = {"lr": [0.01, 0.1], "hidden": [3, 5]}
    far = tidu.sweep(make, grid, seeds=2, executor=client.get_executor())
    assert epochs_of(far) == epochs_of(tidu.sweep(make, grid, seeds=2, workers=2))
    drawn = tidu.sweep(draw, {"scale": [1.0]}, seeds=3, executor=client.get_executor()).columns["drawn"]
    assert drawn == tidu.sweep(draw, {"scale": [1.0]}, seeds=3).columns["drawn"]


def test_the_runs_are_elsewhere(client: Any) -> None:
    found = tidu.sweep(where, {"place": list(range(12))}, executor=client.get_executor()).columns["process"]
    workers = set(client.run(os.getpid).values())
    assert len(workers) == 2 and set(found) <= workers and os.getpid() not in workers


def test_a_function_of_a_script_goes_there(client: Any, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    words = [sys.executable, str(script), client.scheduler.address]
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(words, env=place, capture_output=True, text=True)
    assert done.stdout.strip() == "['epochs', 'epochs']", done.stderr


def test_a_lambda_may_go_there_and_a_failure_comes_back(client: Any) -> None:
    executor = client.get_executor()
    double = tidu.sweep(lambda scale: draw(2 * scale, 0), {"scale": [1.0]}, executor=executor)
    assert double.columns["drawn"] == tidu.sweep(draw, {"scale": [2.0]}).columns["drawn"]
    result = tidu.sweep(refuse, {"lr": [0.1, 5.0]}, executor=executor)
    assert result.columns["error"] == [None, "KeyError: 'too steep'"]

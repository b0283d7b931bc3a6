"""A sweep on Dask: here on two processes of this machine, with an address on a whole cluster.

    pip install "dask[distributed]"
    python examples/sweep_dask.py                        # two workers on this machine
    python examples/sweep_dask.py tcp://scheduler:8786   # a cluster that is already running
"""

from __future__ import annotations

import sys
from typing import Any

from dask.distributed import Client

import tidu
from tidu import nn


def make(lr: float, width: int) -> dict[str, Any]:
    """A network and all that it is trained by; called on the worker, its random numbers seeded."""
    inputs = tidu.linspace(-2, 2, 400).unsqueeze(1)
    targets = inputs**3 + 2 * inputs**2
    model = nn.Sequential(nn.Linear(1, width), nn.Tanh(), nn.Linear(width, 1))
    given: dict[str, Any] = {"model": model, "data": (inputs, targets), "loss": "mse", "optimizer": "adam"}
    return {**given, "lr": lr, "epochs": 30, "validation": 0.2}


def main() -> None:
    """Trains twelve networks, wherever the scheduler sends them, and prints the best settings first."""
    address = sys.argv[1] if len(sys.argv) > 1 else None
    local = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with Client(address) if address else Client(**local) as client:
        grid = {"lr": [0.003, 0.01, 0.03], "width": [16, 64]}
        result = tidu.sweep(make, grid, seeds=2, executor=client.get_executor(), report=print)
    print(result)
    print("Best:", result.best())


if __name__ == "__main__":
    main()

"""What the tests of sweeps train: defined at the top of a module, so that it reaches other processes."""

from __future__ import annotations

from typing import Any

import numpy as np

import tidu
from tidu import nn

random = np.random.default_rng(0)
X = tidu.from_numpy(random.normal(size=(48, 3)).astype(np.float32))
Y = X @ tidu.tensor([[1.0], [-2.0], [0.5]]) + 0.1


def make(lr: float, hidden: int = 4, epochs: int = 4) -> dict[str, Any]:
    """Everything random in it: first weights, the split, the order of the rows, dropout."""
    model = nn.Sequential(nn.Linear(3, hidden), nn.ReLU(), nn.Dropout(0.3), nn.Linear(hidden, 1))
    parts: dict[str, Any] = {"model": model, "data": (X, Y), "loss": "mse", "optimizer": "adam"}
    return {**parts, "lr": lr, "epochs": epochs, "batch_size": 8, "validation": 0.25, "metrics": "mae"}


def draw(scale: float, seed: int) -> dict[str, float]:
    """Trains nothing: a number of the default generator, and the seed it was told."""
    return {"drawn": scale * tidu.rand(1).item(), "told": seed}


def refuse(lr: float) -> dict[str, Any]:
    """Fails for one learning rate."""
    if lr > 1:
        raise KeyError("too steep")
    return make(lr)


def by_itself(lr: float) -> dict[str, Any]:
    """Trains by `tidu.fit`, and adds a number of its own."""
    given = make(lr)
    history = tidu.fit(**given)
    return {"history": history, "weights": np.int64(sum(p.numel() for p in given["model"].parameters()))}


def without_clock(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The columns that the clock does not decide."""
    return {name: column for name, column in columns.items() if name != "seconds"}


def epochs_of(result: Any) -> list[dict[str, list[Any]]]:
    """The histories of all runs, without their clocks."""
    return [without_clock(result.history(row).columns) for row in range(len(result.runs))]

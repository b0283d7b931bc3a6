"""A small problem and network that the tests of training share."""

from __future__ import annotations

from typing import Any

import numpy as np

import tidu


def problem(rows: int = 60, columns: int = 3) -> tuple[Any, Any]:
    """Inputs [rows, columns] and a target [rows, 1] that is nearly linear in them, as tensors."""
    random = np.random.default_rng(0)
    x = random.normal(size=(rows, columns)).astype(np.float32)
    y = x @ np.linspace(1, 2, columns, dtype=np.float32)[:, None] + 0.1 * random.normal(size=(rows, 1))
    return tidu.from_numpy(x), tidu.from_numpy(y.astype(np.float32))


def network(seed: int = 0, library: Any = tidu) -> Any:
    """A network with everything that makes a difference between training and evaluation.

    The first layer has no bias: before batch normalisation its gradient is rounding noise,
    which Adam would blow up to whole steps.
    """
    library.manual_seed(seed)
    nn = library.nn
    return nn.Sequential(
        nn.Linear(3, 8, bias=False), nn.BatchNorm1d(8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 1)
    )


def numbers_of(model: Any) -> dict[str, Any]:
    """The parameters and buffers as nested lists, to compare bit for bit."""
    return {name: tensor.tolist() for name, tensor in model.state_dict().items()}


def without_time(history: Any) -> dict[str, Any]:
    """The columns that do not depend on the clock."""
    return {name: column for name, column in history.columns.items() if name != "seconds"}

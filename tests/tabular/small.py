"""Small tables that are learned in a moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from tidu.tabular import TableModel, load, train
from tidu.tabular.results import TrainResult


def numbers(rows: int = 60, seed: int = 0) -> pl.DataFrame:
    """A number to estimate from a number with gaps, a category, a date and a constant."""
    random = np.random.default_rng(seed)
    x = random.normal(size=rows)
    kind = np.array(["north", "south", "west"])[random.integers(0, 3, rows)]
    gaps = [None if place % 11 == 5 else float(value) for place, value in enumerate(x)]
    days = pl.Series([f"2024-03-{place % 28 + 1:02d}" for place in range(rows)])
    y = 3 * x + 5 * (kind == "west") + 10
    return pl.DataFrame({"x": gaps, "kind": kind, "day": days, "same": 7, "y": y.round(6)})


def classes(rows: int = 60, seed: int = 0) -> pl.DataFrame:
    """Two classes, told apart by the sum of two numbers."""
    random = np.random.default_rng(seed)
    a, b = random.normal(size=(2, rows))
    return pl.DataFrame({"a": a, "b": b, "y": np.where(a + b > 0, "yes", "no")})


def trained(folder: Path, data: Any, **choices: Any) -> tuple[TrainResult, TableModel]:
    """Train for a few epochs without baselines; the result and the model as it was written."""
    choices = {"target": "y", "epochs": 3, "baselines": False, "output": str(folder / "m.tidu")} | choices
    result = train(data, **choices)
    return result, load(result.model_file)

"""A stand-in for the library, so that the command line is tested by itself."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from tidu.tabular.results import (
    PARTS,
    Baseline,
    ColumnSummary,
    History,
    ModelDescription,
    PredictResult,
    TrainResult,
)


@pytest.fixture(autouse=True)
def speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, and what `--lang` sets is undone."""
    monkeypatch.setenv("TIDU_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Call with the functions that the commands shall find in the library's place."""

    def install(**functions: Callable[..., Any]) -> None:
        module = ModuleType("stand_in")
        vars(module).update(functions)
        monkeypatch.setitem(sys.modules, "stand_in", module)
        for command, name in (
            ("train", "train_table"),
            ("sweep", "sweep_table"),
            ("predict", "predict_file"),
            ("show", "describe_model"),
        ):
            monkeypatch.setattr(f"tidu.cli.{command}.WORK", f"stand_in:{name}")

    return install


def _trained(rmse: float = 1.5, **changes: Any) -> TrainResult:
    """A finished training beside a mean, a ridge and trees that are not installed."""
    baselines = [
        Baseline("mean", {part: {"rmse": 9.0, "mae": 8.0, "r2": None} for part in PARTS}, 0.5),
        Baseline("ridge", {part: {"rmse": 2.5, "mae": 2.0, "r2": 0.5} for part in PARTS}, 0.25),
        Baseline("trees", {}, note="scikit-learn is not installed"),
    ]
    values: dict[str, Any] = {
        "task": "regression",
        "target": "Price",
        "model": "mlp 4-64-1",
        "metrics": {part: {"rmse": rmse, "mae": 1.25, "r2": 0.75} for part in PARTS},
        "baselines": baselines,
        "rows": {"train": 70, "validation": 15, "test": 15},
        "columns": COLUMNS,
        "history": History([3.0, 2.0, 1.0], [3.0, 1.5, 2.0], best_epoch=2),
        "seconds": 12.0,
        "epochs": 3,
        "model_file": "prices.tidu",
        "report_file": "prices.html",
        "notes": ["3 rows left out."],
    }
    return TrainResult(**values | changes)


COLUMNS = [
    ColumnSummary("Price", "number", 0, 1234, "target"),
    ColumnSummary("岛屿", "category", 5, 3, "4 inputs"),
]
PREDICTED = PredictResult(
    rows=12345,
    output="out.csv",
    seconds=2.0,
    unseen={"island": 7},
    ignored=["id", "note"],
    metrics={"rmse": 2.5, "r2": None},
)
DESCRIBED = ModelDescription(
    file="prices.tidu",
    task="binary",
    target="sold",
    model="mlp 4-64-2",
    command="tidu train prices.csv --target sold",
    facts=[("Version", "0.1.0"), ("Seed", "3")],
    columns=COLUMNS,
    metrics={"test": {"log_loss": 0.5, "accuracy": 0.75, "auc": 0.8}},
    baselines=[Baseline("majority", {"test": {"log_loss": 0.7, "accuracy": 0.5, "auc": 0.5}})],
    classes=["no", "yes"],
)


@pytest.fixture
def trained() -> Callable[..., TrainResult]:
    """Call for a finished training: `trained(rmse=3.0, interrupted=True)`."""
    return _trained


@pytest.fixture
def predicted() -> PredictResult:
    """A finished prediction, with everything there is to say."""
    return PREDICTED


@pytest.fixture
def described() -> ModelDescription:
    """What a model file says."""
    return DESCRIBED

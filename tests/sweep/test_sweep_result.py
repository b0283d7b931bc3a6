"""Tidy columns, means over seeds, the best, the table, and the way to JSON and back."""

from __future__ import annotations

import json
import math
import statistics
from collections import OrderedDict
from typing import Any

import pytest
from sweep_examples import make

import tidu
from tidu.sweep import Run, SweepResult


def result(*rows: tuple[int, int, Any], points: int = 3, **changes: Any) -> SweepResult:
    """Runs of (combination, seed, loss), a text for an error."""
    runs = [
        Run(place, seed, error=given) if isinstance(given, str) else Run(place, seed, {"loss": given})
        for place, seed, given in rows
    ]
    return SweepResult([{"lr": 10.0**-k} for k in range(points)], runs, **changes)


def test_columns_of_a_real_sweep() -> None:
    found = tidu.sweep(make, {"lr": [0.05], "hidden": [3, 5]}, seeds=[3, 4])
    columns = found.columns
    assert list(columns) == [
        *("lr", "hidden", "seed", "train_loss", "validation_loss", "train_mae", "validation_mae"),
        *("final_train_loss", "final_validation_loss", "best_epoch", "epochs_run", "stopped", "engine"),
        *("seconds", "error"),
    ]
    assert {len(column) for column in columns.values()} == {4}
    for row in range(4):
        history = found.history(row)
        assert history is not None and history.best_epoch is not None
        losses = history.columns["validation_loss"]
        assert columns["best_epoch"][row] == history.best_epoch == losses.index(min(losses)) + 1
        assert columns["validation_loss"][row] == min(losses)
        assert columns["train_mae"][row] == history.columns["train_mae"][history.best_epoch - 1]
        assert columns["final_validation_loss"][row] == losses[-1]
        assert columns["seconds"][row] > 0 and columns["epochs_run"][row] == 4


def test_without_validation_the_last_epoch_counts() -> None:
    found = tidu.sweep(lambda lr: {**make(lr), "validation": None}, {"lr": [0.05]})
    history = found.history(0)
    assert history is not None and history.best_epoch is None
    assert found.columns["train_loss"] == found.columns["final_train_loss"] == [history.last("train_loss")]
    assert found.best() == {"lr": 0.05}


def test_the_mean_over_seeds_decides() -> None:
    found = result((0, 0, 1.0), (0, 1, 9.0), (1, 0, 3.0), (1, 1, 4.0), (2, 0, 2.0), (2, 1, 6.0))
    assert found.best() == {"lr": 0.1}
    summary = found.summary()
    assert summary["lr"] == [0.1, 0.01, 1.0]
    assert summary["loss"] == [3.5, 4.0, 5.0]
    assert summary["loss_sd"] == [statistics.stdev(pair) for pair in ((3, 4), (2, 6), (1, 9))]
    assert (summary["runs"], summary["failed"]) == ([2, 2, 2], [0, 0, 0])


@pytest.mark.parametrize("missing", ["ValueError: no", math.nan, math.inf, None])
def test_a_combination_that_is_not_whole_comes_after_those_that_are(missing: Any) -> None:
    found = result((0, 0, 1.0), (0, 1, missing), (1, 0, 3.0), (1, 1, 4.0), (2, 0, missing), (2, 1, missing))
    summary = found.summary()
    assert summary["lr"] == [0.1, 1.0, 0.01]
    assert (summary["runs"], summary["failed"]) == ([2, 1, 0], [0, 1, 2])
    assert summary["loss"] == [3.5, 1.0, None] and summary["loss_sd"][1:] == [None, None]


def test_accuracy_is_best_when_high() -> None:
    names = ("validation_accuracy", "validation_loss")
    runs = [Run(place, 0, dict.fromkeys(names, value)) for place, value in enumerate((0.5, 0.9))]
    found = SweepResult([{"lr": 1}, {"lr": 2}], runs)
    assert found.best() == {"lr": 1}
    assert found.best("validation_accuracy") == {"lr": 2}
    assert found.best("validation_accuracy", highest=False) == {"lr": 1}
    assert found.best(highest=True) == {"lr": 2}
    assert SweepResult(found.points, runs, metric="validation_accuracy").best() == {"lr": 2}


def test_the_best_point_can_be_made_again() -> None:
    found = tidu.sweep(make, {"lr": [0.001, 0.1]}, seeds=2)
    tidu.manual_seed(0)
    again = tidu.fit(**make(**found.best()))
    row = [*zip(found.columns["lr"], found.columns["seed"], strict=True)].index((found.best()["lr"], 0))
    first = found.history(row)
    assert first is not None and first.columns["train_loss"] == again.columns["train_loss"]


def test_points_that_differ_in_their_names() -> None:
    found = tidu.sweep(make, [{"lr": 0.1}, {"lr": 0.1, "hidden": 6}])
    assert found.parameters == ["lr", "hidden"] and found.columns["hidden"] == [None, 6]


def test_the_table() -> None:
    found = result((0, 0, 1.0), (0, 1, "ValueError: no"), (1, 0, 3.0), (1, 1, 4.0), (2, 0, 0.25), (2, 1, 0.5))
    assert str(found).splitlines() == [
        "Combinations: 3; runs: 6; failed: 1",
        "  lr          loss  seconds",
        "0.01  0.375 ± 0.18        0",
        " 0.1    3.5 ± 0.71        0",
        "   1             1        0",
    ]
    many = result(*((place, 0, 1.0) for place in range(25)), points=25)
    assert str(many).splitlines()[-1] == "... and 5 more" and len(str(many).splitlines()) == 23
    nothing = SweepResult([{"lr": 0.1}], [], interrupted=True)
    assert str(nothing) == "Combinations: 1; runs: 0; failed: 0; stopped by hand before all were done"


def test_json_and_back() -> None:
    found = tidu.sweep(make, {"lr": [0.05, 0.1], "hidden": [3]}, metric="validation_mae")
    again = SweepResult.from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found
    assert again.columns == found.columns and str(again) == str(found)
    assert again.history(1) == found.history(1)


def test_what_json_cannot_hold_goes_by_its_name() -> None:
    found = SweepResult([{"kind": OrderedDict, "sizes": (3, 4)}], [Run(0, 0, {"loss": 1.0})])
    assert found.to_dict()["points"] == [{"kind": "OrderedDict", "sizes": [3, 4]}]
    assert found.best()["kind"] is OrderedDict

"""`tidu.tabular.sweep`: settings compared by validation, and judged once by rows that took no part."""

from __future__ import annotations

import re
import signal
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np
import polars as pl
import pytest
from small import classes, numbers

import tidu
from tidu.core.errors import DataError
from tidu.sweep import Run, SweepResult
from tidu.tabular.folds import Share
from tidu.tabular.learn import Lesson, learn
from tidu.tabular.material import gather
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import SILENT, Progress
from tidu.tabular.split import split_rows
from tidu.tabular.sweep_options import SweepOptions
from tidu.tabular.sweeping import best_of, sweep_table

GRID: dict[str, Any] = {"lr": (0.003, 0.03), "hidden": ("8", "4x2"), "seeds": 2, "epochs": 4}
CLOCK = ("seconds", "seconds_sd")


def swept(data: Any, **choices: Any) -> Any:
    return tidu.tabular.sweep(data, "y", **{**GRID, **choices})


def timeless(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: column for name, column in columns.items() if name not in CLOCK}


def test_every_setting_with_every_seed() -> None:
    outcome = swept(numbers())
    assert outcome.parameters == ["lr", "hidden"]
    assert outcome.runs["hidden"] == ["8", "8", "4x2", "4x2"] * 2
    assert outcome.runs["seed"] == [0, 1] * 4
    assert outcome.rows == {"train": 42, "validation": 9, "test": 9}
    losses = outcome.settings["validation_rmse"]
    assert losses == sorted(losses) and len(losses) == 4
    best = {name: outcome.settings[name][0] for name in outcome.parameters}
    rows = [row for row in range(8) if all(outcome.runs[name][row] == best[name] for name in best)]
    values = [outcome.runs["validation_rmse"][row] for row in rows]
    assert losses[0] == fmean(values) and outcome.settings["validation_rmse_sd"][0] == stdev(values)


def test_workers_change_nothing() -> None:
    one, two = swept(classes(), workers=1), swept(classes(), workers=2)
    assert timeless(one.runs) == timeless(two.runs)
    assert timeless(one.settings) == timeless(two.settings)
    assert one.test == two.test and one.command == two.command


def test_a_run_is_what_one_network_of_train_is() -> None:
    table, held = numbers(80), numbers(30, seed=1)
    outcome = swept(table, validation=held, lr=(0.01,), hidden=("8",), seed=5, dropout=(0.2,))
    options = TrainOptions(
        table, "y", validation=held, learning_rate=0.01, width=8, depth=1, dropout=0.2, epochs=4, seed=5
    )
    material = gather(options, SILENT)
    share = Share(material.split.train, material.split.validation)
    for row, seed in enumerate((5, 6)):
        lesson = Lesson(material.rows, material.schema, options)
        alone = learn(lesson, share, seed, lambda state: None)
        assert outcome.runs["seed"][row] == seed
        assert outcome.runs["final_validation_loss"][row] == alone.history.last("validation_loss")
        gaps = alone.estimates[share.held] - material.target.gather(share.held).to_numpy()
        assert outcome.runs["validation_rmse"][row] == pytest.approx(np.sqrt(np.mean(gaps**2)), rel=1e-12)
    words = "--seed 5 --width 8 --depth 1 --dropout 0.2 --learning-rate 0.01 --epochs 4"
    assert outcome.command.endswith(words)


def altered(table: pl.DataFrame, rows: np.ndarray, column: str, change: Any) -> pl.DataFrame:
    values = table[column].to_list()
    for row in rows.tolist():
        values[row] = change(values[row])
    return table.with_columns(pl.Series(column, values))


def test_test_rows_decide_nothing() -> None:
    table = numbers()
    split = split_rows(60, validation=0.15, test=0.15, seed=0)
    plain = swept(table)
    changes = {"y": lambda value: value + 100, "x": lambda value: 50.0, "kind": lambda value: "north"}
    for column, change in changes.items():
        other = swept(altered(table, split.test, column, change))
        assert timeless(other.runs) == timeless(plain.runs), column
        assert other.command == plain.command
        assert other.test != plain.test


def test_validation_rows_teach_nothing() -> None:
    table = numbers()
    split = split_rows(60, validation=0.15, test=0.15, seed=0)
    plain = swept(table)
    other = swept(altered(table, split.validation, "x", lambda value: 50.0))
    for name in ("final_train_loss", "seed", "lr"):
        assert other.runs[name] == plain.runs[name]
    assert other.runs["validation_rmse"] != plain.runs["validation_rmse"]


def test_only_the_best_setting_meets_the_test_rows() -> None:
    alone = swept(numbers(), lr=(0.03,), hidden=("8",))
    among = swept(numbers())
    best = {name: among.settings[name][0] for name in among.parameters}
    again = swept(numbers(), lr=(best["lr"],), hidden=(best["hidden"],))
    assert among.test == again.test and set(among.test) == {"rmse", "mae", "r2"}
    assert (among.test == alone.test) == (best == {"lr": 0.03, "hidden": "8"})


def test_without_test_rows_nothing_is_judged() -> None:
    assert swept(numbers(), test_fraction=0.0).test == {}


def test_the_metric_orders_and_high_is_good_for_accuracy() -> None:
    outcome = swept(classes(), metric="accuracy")
    values = outcome.settings["validation_accuracy"]
    assert values == sorted(values, reverse=True) and outcome.metric == "accuracy"
    assert swept(classes()).metric == "log_loss"


def test_every_parameter_reaches_the_training() -> None:
    grid = {
        "lr": ("0.01",), "hidden": ["8x3"], "dropout": ("0.2",), "weight_decay": (0.5,), "batch_size": ("7",),
        "activation": ("tanh",), "optimizer": ("sgd",),
    }  # fmt: skip
    options = SweepOptions("a.csv", "y", **grid, loss="mse", epochs=3, patience=2, drop=("id",), seed=4)
    assert options.training({name: values[0] for name, values in options.grid.items()}) == TrainOptions(
        "a.csv", "y", learning_rate=0.01, width=8, depth=3, dropout=0.2, weight_decay=0.5, batch_size=7,
        activation="tanh", optimizer="sgd", loss="mse", epochs=3, patience=2, drop=("id",), seed=4,
    )  # fmt: skip


def test_values_that_are_repeated_are_tried_once() -> None:
    assert SweepOptions("a.csv", "y", lr=("0.1", "0.10", "0.2")).grid == {"lr": (0.1, 0.2)}


@pytest.mark.parametrize(
    ("choices", "english", "chinese"),
    [
        ({"lr": (0.1, -1)}, "--lr is -1; it must be above 0.", "--lr 的值是 -1，应大于 0。"),
        ({"lr": ("fast",)}, "--lr needs numbers, separated by commas, not fast.", "而不是 fast"),
        ({"batch_size": ("2.5",)}, "--batch-size needs whole numbers, separated by commas, not 2.5.", "整数"),
        ({"dropout": (0.1, 1.0)}, "--dropout is 1.0; it must be below 1.", "应小于 1"),
        ({"hidden": ("64y2",)}, "--hidden is 64y2; it should say the units", "--hidden 的值 64y2"),
        ({"hidden": ("0x2",)}, "--hidden is 0x2; it should say the units", "--hidden 的值 0x2"),
        ({"activation": ("rleu",)}, "Did you mean relu", "是不是 relu"),
        ({"activation": ("relu", "cosine")}, "--activation is cosine, which is not one of", "cosine 不在"),
        ({"seeds": 0}, "--seeds is 0; it must be at least 1.", "--seeds 的值是 0，至少应为 1。"),
        ({"metric": "cost"}, "--metric is cost, which is not one of rmse, mae, r2", "cost 不在可选项之内"),
        ({"test_fraction": 0.9}, "add up to 1.05", "之和为 1.05"),
    ],
)
def test_choices_outside_their_limits(
    choices: Any, english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, sentence in (("en", english), ("zh", chinese)):
        monkeypatch.setenv("TIDU_LANG", language)
        with pytest.raises(ValueError, match=re.escape(sentence)):
            SweepOptions("a.csv", "y", **choices)


@pytest.mark.parametrize(
    ("choices", "english", "chinese"),
    [
        ({"metric": "auc"}, "The metric auc does not suit the target `y` (", "改法：--metric rmse"),
        ({"loss": "cross_entropy"}, "The loss cross_entropy does not suit", "改法：--loss mse"),
        ({"lr": (1e30, 1e31), "optimizer": ("sgd",)}, "In every setting the loss grew", "改法：--lr 0.001"),
        ({"out": "no/where/runs.csv"}, "no/where/runs.csv cannot be written", "改法：mkdir -p"),
    ],
)
def test_what_cannot_be_done(
    choices: Any, english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, sentence in (("en", english), ("zh", chinese)):
        monkeypatch.setenv("TIDU_LANG", language)
        with pytest.raises(DataError, match=re.escape(sentence)):
            swept(numbers(), **choices)


def test_a_setting_that_diverges_comes_last() -> None:
    outcome = swept(numbers(), lr=(1e30, 0.01), hidden=(), optimizer=("sgd",))
    assert outcome.settings["lr"] == [0.01, 1e30]
    assert outcome.settings["failed"] == [0, 2] and outcome.settings["validation_rmse"][1] is None
    assert outcome.command.endswith("--optimizer sgd --learning-rate 0.01 --epochs 4")


def test_the_runs_as_a_file(tmp_path: Path) -> None:
    outcome = swept(numbers(), out=str(tmp_path / "runs.csv"))
    table = pl.read_csv(tmp_path / "runs.csv")
    assert table.columns == list(outcome.runs) and len(table) == 8
    assert table["hidden"].to_list() == outcome.runs["hidden"]
    assert table["validation_rmse"].to_list() == outcome.runs["validation_rmse"]


class Pressing(Progress):
    """Presses Ctrl-C when a run of the sweep has ended, or before the first."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.told: list[tuple[int, int]] = []

    def run(self, done: int, total: int, sentence: str) -> None:
        self.told.append((done, total))
        if done == self.at:
            signal.raise_signal(signal.SIGINT)


def test_progress_hears_of_every_run() -> None:
    progress = Pressing(0)
    sweep_table(SweepOptions(numbers(), "y", **GRID), progress)
    assert progress.told == [(place, 8) for place in range(1, 9)]


def test_ctrl_c_compares_what_is_done() -> None:
    outcome = sweep_table(SweepOptions(numbers(), "y", **GRID, workers=1), Pressing(3))
    assert outcome.interrupted and 3 <= len(outcome.runs["seed"]) < 8
    assert outcome.settings["validation_rmse"][0] is not None and outcome.test


def test_ctrl_c_before_anything_is_done_passes_through() -> None:
    nothing = SweepResult([{"lr": 0.1}], [Run(0, 0, {"stopped": "interrupted"})], interrupted=True)
    with pytest.raises(KeyboardInterrupt):
        best_of(nothing, "rmse")

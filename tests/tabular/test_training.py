"""Training on tables: what is learned, from which rows, and what is refused."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from small import classes, numbers, trained

import tidu
from tidu.core.errors import DataError
from tidu.fit.history import History as FitHistory
from tidu.tabular import Preprocessor, TrainOptions, train_table
from tidu.tabular.ensemble import Ensemble, plan
from tidu.tabular.folds import Share
from tidu.tabular.judgement import joined
from tidu.tabular.learn import Learned, Lesson, learn
from tidu.tabular.material import gather
from tidu.tabular.progress import SILENT, Progress
from tidu.tabular.results import ColumnSummary
from tidu.tabular.split import split_rows


def test_a_line_is_learned(tmp_path: Path) -> None:
    result, _ = trained(tmp_path, numbers(200), model="linear", epochs=60, members=2)
    assert result.task == "regression"
    assert result.model == "mean of 2 linear models 8-1"
    r2 = result.metrics["test"]["r2"]
    assert r2 is not None and r2 > 0.95


def test_a_bend_is_learned_by_the_network_and_not_by_the_line(tmp_path: Path) -> None:
    x = np.linspace(-2, 2, 300)
    frame = pl.DataFrame({"x": x, "y": x**2})
    bent, _ = trained(tmp_path, frame, epochs=40, members=2)
    straight, _ = trained(tmp_path, frame, epochs=40, members=2, model="linear")
    assert (bent.metrics["test"]["r2"] or 0) > 0.95 > 0.5 > (straight.metrics["test"]["r2"] or 0)


def test_classes_are_told_apart(tmp_path: Path) -> None:
    result, model = trained(tmp_path, classes(200), epochs=15, members=2)
    assert result.task == "binary"
    assert model.labels == ("no", "yes")
    assert all(result.metrics[part].keys() == {"accuracy", "log_loss", "auc"} for part in result.metrics)
    assert (result.metrics["test"]["accuracy"] or 0) > 0.85


def test_result_says_everything(tmp_path: Path) -> None:
    result, _ = trained(tmp_path, numbers(), baselines=True)
    assert list(result.metrics) == ["train", "validation", "test"]
    assert result.rows == {"train": 51, "validation": 51, "test": 9}
    assert [each.name for each in result.baselines] == ["mean", "ridge", "trees"]
    assert all(list(each.metrics) == ["train", "validation", "test"] for each in result.baselines)
    assert ColumnSummary("same", "left out", 0, 1, "always 7") in result.columns
    assert len(result.history.train_loss) == len(result.history.validation_loss) == result.epochs == 3
    assert Path(result.model_file).exists() and "<svg" in Path(str(result.report_file)).read_text("utf-8")
    assert result.notes[-1].startswith("5 networks are averaged.")


@pytest.mark.parametrize(
    ("table", "choices", "part"),
    [
        (numbers(120), {}, "test"),
        (numbers(120), {"test_fraction": 0.0}, "validation"),
        (numbers(120), {"test_fraction": 0.0, "members": 1}, "validation"),
        (classes(120), {}, "test"),
        (classes(120), {"test_fraction": 0.0}, "validation"),
    ],
    ids=str,
)
def test_baselines_know_how_far_they_are_away(
    tmp_path: Path, table: pl.DataFrame, choices: dict[str, Any], part: str
) -> None:
    result, _ = trained(tmp_path, table, baselines=True, **choices)
    metric, power = ("rmse", 2) if result.task == "regression" else ("log_loss", 1)
    ours = result.metrics[part][metric]
    assert list(result.metrics)[-1] == part and ours is not None and len(result.baselines) == 3
    for each in result.baselines:
        theirs = each.metrics[part][metric]
        assert each.gap is not None and theirs is not None
        assert each.gap[0] == pytest.approx(theirs**power - ours**power, rel=1e-5, abs=1e-7)
        assert each.gap[1] > 0


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    files, weights = [], []
    for seed in (3, 3, 4):
        result, model = trained(tmp_path, classes(), seed=seed)
        files.append(Path(result.model_file).read_bytes())
        weights.append(next(model.members[0].network.parameters()).tolist())
    assert files[0] == files[1]
    assert weights[1] != weights[2]


def test_random_numbers_of_the_program_go_on_as_they_were(tmp_path: Path) -> None:
    tidu.manual_seed(5)
    expected = tidu.rand(3).tolist()
    tidu.manual_seed(5)
    trained(tmp_path, classes())
    assert tidu.rand(3).tolist() == expected


def test_preprocessing_is_fitted_on_the_rows_that_the_network_learns() -> None:
    material = gather(TrainOptions(numbers(), "y"), SILENT)
    lesson = Lesson(material.rows, material.schema, TrainOptions(numbers(), "y", epochs=1))
    share = Share(np.arange(30), np.arange(30, 40))
    learned = learn(lesson, share, 0, lambda state: None)
    fitted = Preprocessor.fit(material.rows[:30], material.schema, numeric="tails")
    assert learned.member.prepare.to_json() == fitted.to_json()
    assert learned.member.target.center == pytest.approx(material.target[:30].mean())


def test_validation_is_by_networks_that_did_not_learn_the_row() -> None:
    ensemble: Any = Ensemble()
    losses = FitHistory({"train_loss": [1.0], "validation_loss": [1.0]}, best_epoch=1)
    for value, held in ((1.0, [0, 2]), (3.0, [1, 2])):
        share = Share(np.array([3]), np.array(held))
        ensemble.add(Learned(None, np.full(4, value), losses), share)  # type: ignore[arg-type]
    rows, estimates = ensemble.held(np.arange(4))
    assert rows.tolist() == [0, 1, 2]
    assert estimates.tolist() == [1.0, 3.0, 2.0]
    assert ensemble.estimates.tolist() == [2.0] * 4


@pytest.mark.parametrize(
    ("choices", "count", "folds"),
    [
        ({}, 5, True),
        ({"members": 3}, 3, True),
        ({"members": 1}, 1, False),
        ({"members": 500}, 85, True),
        ({"validation": "held.csv"}, 5, False),
        ({"time_column": "t", "members": 2}, 2, False),
    ],
)
def test_plan(choices: dict[str, Any], count: int, folds: bool) -> None:
    split = split_rows(100, validation=0.15, test=0.15)
    found = plan(TrainOptions("a.csv", "y", **choices), split, None)
    assert (len(found.shares), found.folds) == (count, folds)
    used = set(split.train) | set(split.validation)
    for share in found.shares:
        assert not set(share.train) & set(share.held)
        assert set(share.train) | set(share.held) == used
    if folds:
        assert sorted(np.concatenate([share.held for share in found.shares])) == sorted(used)


def test_folds_share_out_each_class() -> None:
    labels = np.array([0] * 40 + [1] * 10)
    found = plan(
        TrainOptions("a.csv", "y", test_fraction=0.0), split_rows(50, validation=0.2, test=0.0), labels
    )
    assert [np.bincount(labels[share.held]).tolist() for share in found.shares] == [[8, 2]] * 5


def test_a_validation_table_and_a_time_column_choose_the_rows(tmp_path: Path) -> None:
    result, _ = trained(tmp_path, numbers(), validation=numbers(20, seed=1))
    assert result.rows == {"train": 51, "validation": 20, "test": 9}
    timed = numbers().with_columns(t=pl.arange(60, 0, -1))
    material = gather(TrainOptions(timed, "y", time_column="t"), SILENT)
    assert material.split.test.tolist() == list(range(9))
    assert "t" not in material.rows.columns


@pytest.mark.parametrize(
    "frame",
    [
        {
            "x": range(10),
            "z": [1.5 * place**2 for place in range(10)],
            "y": [1.25 * place for place in range(10)],
        },
        {"x": range(3), "y": [0.5, 1.5, 2.5]},
        {"x": np.arange(40.0) % 7, "y": np.arange(40.0) % 5},
        {
            "a": list("abc") * 20,
            "b": list("xy") * 30,
            "y": ["yes" if place % 3 else "no" for place in range(60)],
        },
        {"a": np.arange(60.0) % 9, "y": ["rare"] + ["p", "q"] * 29 + ["p"]},
        {"a": np.arange(60.0) % 8, "y": [None if place % 5 == 0 else place % 13 for place in range(60)]},
        {"a": [None] * 59 + [1.0], "b": np.arange(60.0) % 8, "y": np.arange(60.0)},
        {"a": [float("inf")] * 3 + list(np.arange(57.0)), "y": np.arange(60.0)},
        {"a": np.arange(60.0) ** 9 * 1e280, "b": np.arange(60) * 1e-300, "y": np.arange(60.0) * 1e30},
        {"prediction": np.arange(60.0) % 7, "y": [place % 2 == 0 for place in range(60)]},
        {"a": np.arange(60.0) % 7, "y": np.exp(np.arange(60.0) / 5)},
    ],
    ids=[
        "ten",
        "three",
        "single",
        "categories",
        "lonely",
        "gaps",
        "empty",
        "infinite",
        "wild",
        "truth",
        "tail",
    ],
)
def test_odd_tables(tmp_path: Path, frame: dict[str, Any]) -> None:
    table = pl.DataFrame({name: list(values) for name, values in frame.items()})
    result, model = trained(tmp_path, table, epochs=1, baselines=True)
    assert all(
        np.isfinite(value) for part in result.metrics.values() for value in part.values() if value is not None
    )
    estimates = model.measure(table)
    assert len(estimates) == len(table) and np.isfinite(estimates).all()


def test_a_long_tail_is_learned_as_its_logarithm(tmp_path: Path) -> None:
    x = np.linspace(0, 1, 80)
    _, model = trained(tmp_path, pl.DataFrame({"x": x, "y": np.exp(6 * x)}))
    reach = model.members[0].target.reach
    assert reach == pytest.approx((0, 6), abs=0.2)
    far = model.predict({"x": [-1e9, 1e9]})
    assert far.min() > 0 and far.max() <= 1.5 * np.exp(6)


def test_a_line_never_learns_a_logarithm(tmp_path: Path) -> None:
    x = np.linspace(0, 1, 80)
    _, model = trained(tmp_path, pl.DataFrame({"x": x, "y": np.exp(6 * x)}), model="linear")
    assert {member.target.reach for member in model.members} == {None}


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (
            {"loss": "cross_entropy"},
            "The loss cross_entropy does not suit the target `y` (regression). Fix: --loss mse",
        ),
        ({"learning_rate": 1e30}, "The loss grew beyond all numbers in the first epoch."),
        ({"output": "no/such/m.tidu"}, "there is no folder"),
        ({"output": "same.html"}, "The model and the report cannot both be same.html."),
        ({"target": "z"}, "no column `z`"),
    ],
)
def test_refusals(tmp_path: Path, choices: dict[str, Any], said: str) -> None:
    with pytest.raises(DataError) as error:
        trained(tmp_path, numbers(), **choices)
    assert said in str(error.value)
    assert not list(tmp_path.iterdir())


def test_a_class_that_only_the_validation_table_has_is_refused(tmp_path: Path) -> None:
    named = classes().with_columns(pl.col("y").replace({"yes": "red", "no": "blue"}))
    held = pl.DataFrame({"a": [1.0], "b": [1.0], "y": ["green"]})
    with pytest.raises(DataError, match="green"):
        trained(tmp_path, named, validation=held)


def test_a_validation_table_without_targets_is_refused(tmp_path: Path) -> None:
    held = pl.DataFrame({"a": [1.0], "b": [1.0], "y": ["maybe"]})
    with pytest.raises(DataError, match="has no row with a `y` that can be read"):
        trained(tmp_path, classes(), validation=held)


class Interrupting(Progress):
    """Presses Ctrl-C after an epoch, counted over all networks."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def epoch(self, done: int, total: int, train_loss: float, validation_loss: float) -> None:
        """Now."""
        self.seen += 1
        if self.seen == self.at:
            signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize(("at", "members"), [(2, 1), (9, 1), (23, 2)])
def test_ctrl_c_keeps_what_was_learned(tmp_path: Path, at: int, members: int) -> None:
    options = TrainOptions(classes(), "y", epochs=10, baselines=False, output=str(tmp_path / "m.tidu"))
    result = train_table(options, Interrupting(at))
    assert result.interrupted
    model = tidu.tabular.load(result.model_file)
    assert len(model.members) == members
    assert np.isfinite(model.measure(classes())).all()
    assert "stopped by hand" in Path(str(result.report_file)).read_text("utf-8")


def test_ctrl_c_before_anything_is_learned_passes_through(tmp_path: Path) -> None:
    class Early(Progress):
        def stage(self, sentence: str) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_table(TrainOptions(classes(), "y", output=str(tmp_path / "m.tidu")), Early())
    assert not list(tmp_path.iterdir())


def test_metrics_of_folds_are_put_together() -> None:
    found = joined([{"mae": 1.0, "auc": None}, {"mae": 4.0, "auc": 0.5}], [2, 1])
    assert found == {"mae": 2.0, "auc": 0.5}


def test_a_model_that_is_replaced_is_said(tmp_path: Path) -> None:
    assert not trained(tmp_path, numbers())[0].replaced
    assert trained(tmp_path, numbers())[0].replaced

"""C31: the columns of a survey, chosen by cross-validation; on a table like the real one."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tidu.core.errors import DataError
from tidu.course import EXPERIMENTS, run
from tidu.course.column_choice import Choice, Matrix, choose, error, gathered, pool_of
from tidu.course.covid import endings
from tidu.tabular import TrainOptions

DAYS = ("cli", "worried", "shop", "tested_positive")


def survey(path: Path, *, rows_of_a_state: int = 30, noise: float = 0.3, seed: int = 0) -> Path:
    """A table like the lesson's: states as columns of 0 and 1, then three days of the same answers.

    Every row is a window of three days, moved by one from the row before; all that helps is what
    was measured the days before, and a few answers are noise.
    """
    generator = np.random.default_rng(seed)
    lines = [["id", "AL", "CA", "NY", *DAYS * 3]]
    for state in range(3):
        level = generator.uniform(5, 25)
        days = []
        for _ in range(rows_of_a_state + 2):
            level = 0.95 * level + 0.6 + noise * generator.normal()
            days.append([0.1 * level + 0.1 * generator.normal(), *generator.normal(50, 5, 2), level])
        for row in range(rows_of_a_state):
            window = [f"{value:.6f}" for day in days[row : row + 3] for value in day]
            lines.append([str(len(lines) - 1), *(str(int(state == k)) for k in range(3)), *window])
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of such a table."""
    return str(survey(tmp_path_factory.mktemp("covid") / "covid.train.csv"))


@pytest.fixture(scope="module")
def found(table: str):
    """A run with short trainings."""
    return run("covid", data=table, epochs=40, counts=(1, 2, 4, 8))


def test_it_needs_a_file_and_says_so() -> None:
    assert EXPERIMENTS["covid"].needs_file and EXPERIMENTS["covid"].rows == ("C31",)
    with pytest.raises(TypeError, match="data"):
        run("covid")


def test_the_day_before_is_chosen(found) -> None:
    assert found.numbers["target"] == "tested_positive.2"
    assert found.tables["ranking"]["column"][0] == "tested_positive.1"
    assert found.numbers["best"] < found.numbers["columns"] and found.see[1] == "chosen"
    assert found.numbers["names"][0] == "tested_positive.1"


def test_rows_that_overlap_are_told(found) -> None:
    assert found.numbers["overlap"] > 90 and found.numbers["overlap_column"] == "tested_positive.1"
    assert found.see[-1] == "overlap"


def test_all_models_are_judged_on_the_same_rows(found, table: str) -> None:
    errors = dict(zip(*found.tables["errors"].values(), strict=True))
    assert {"mean", "ridge", "ridge_few", "network", "network_few"} <= set(errors)
    assert errors["ridge"] < 0.5 * errors["mean"]
    test = {name: np.array(column) for name, column in found.tables["test"].items()}
    material = gathered(TrainOptions(table, "tested_positive.2"))
    assert np.allclose(test["actual"], material.target.to_numpy()[material.split.test])
    assert errors["network_few"] == pytest.approx(error(test["actual"], test["predicted"]))
    pool = pool_of(material)
    mean = material.target.to_numpy()[pool].mean()
    assert errors["mean"] == pytest.approx(error(test["actual"], np.full(len(test["actual"]), mean)))
    assert found.engine in ("native", "eager") and found.numbers["networks"] == 5


def test_columns_are_ranked_on_training_rows_only(table: str) -> None:
    """A fold's ranking does not change when the rows held out do."""
    material = gathered(TrainOptions(table, "tested_positive.2"))
    rows = np.arange(0, len(material.rows), 2)
    target = material.target.to_numpy().copy()
    before = Matrix.of(material, rows).ranking(rows, target)
    target[1::2] = -100 * np.arange(len(target[1::2]))
    assert Matrix.of(material, rows).ranking(rows, target) == before


def test_noise_is_not_chosen_by_looking_ahead(tmp_path: Path) -> None:
    """Columns of pure noise, ranked on all rows, seem to predict; ranked within folds, they do not."""
    generator = np.random.default_rng(1)
    path = tmp_path / "noise.csv"
    values = np.column_stack([generator.normal(size=(60, 200)), generator.normal(size=60)])
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([[*(f"x{k}" for k in range(200)), "y"], *values.round(6).tolist()])
    material = gathered(TrainOptions(str(path), "y"))
    choice = choose(material, (1, 3, 10), folds=5, seed=0)
    spread = material.target.to_numpy().std()
    assert min(choice.rmse) > 0.9 * spread
    assert choice.counts == (1, 3, 10, 200)


def test_correlations_by_numpy(table: str) -> None:
    material = gathered(TrainOptions(table, "tested_positive.2"))
    rows = pool_of(material)
    ranking = dict(Matrix.of(material, rows).ranking(rows, material.target.to_numpy()))
    x = material.rows["tested_positive"].to_numpy()[rows]
    y = material.target.to_numpy()[rows]
    # Numbers are scaled, and their far tails bent, before they are compared.
    assert ranking["tested_positive"] == pytest.approx(abs(np.corrcoef(x, y)[0, 1]), abs=0.02)
    assert list(ranking.values()) == sorted(ranking.values(), reverse=True)


@pytest.mark.parametrize(
    ("rmse", "doubt", "lowest", "best"),
    [
        ((1.0, 0.9, 0.5, 0.49), 0.02, 8, 4),
        ((1.0, 0.9, 0.5, 0.40), 0.02, 8, 8),
        ((0.5, 0.9, 0.5, 0.52), 0.02, 1, 1),
    ],
)
def test_the_fewest_columns_within_a_standard_error(
    rmse: tuple, doubt: float, lowest: int, best: int
) -> None:
    choice = Choice((1, 2, 4, 8), rmse, (doubt,) * 4, tuple((f"x{k}", 1 - k / 10) for k in range(8)))
    assert (choice.counts[choice.lowest], choice.best) == (lowest, best)
    assert len(choice.kept) == best and len(choice.left_out) == 8 - best


@pytest.mark.parametrize(
    ("network", "few", "chosen", "said"),
    [
        (1.0, 0.9, True, ("chosen", "few_better", "network_better")),
        (1.0, 1.1, True, ("chosen", "few_worse", "network_better")),
        (1.0, 1.01, True, ("chosen", "few_as_good", "network_better")),
        (3.0, 3.0, False, ("kept_all", "line_better")),
    ],
)
def test_endings(network: float, few: float, chosen: bool, said: tuple[str, ...]) -> None:
    errors = {"ridge": 2.0, "ridge_few": 2.1, "network": network, "network_few": few}
    assert endings(errors, 0.1, chosen=chosen) == said


@pytest.mark.parametrize("settings", [{"target": "AL"}])
def test_a_target_that_is_no_number(table: str, settings: dict[str, Any]) -> None:
    with pytest.raises(DataError, match="AL is not a number"):
        run("covid", data=table, **settings)


def test_what_to_try_names_the_table_at_hand(found, table: str) -> None:
    lines = EXPERIMENTS["covid"].suggestions(found)
    assert all(table in line and "tested_positive.2" in line for line in lines)
    assert "covid.train.csv --target tested_positive.2" in EXPERIMENTS["covid"].commands()[0]


def test_on_a_few_rows_nobody_is_ahead(found) -> None:
    assert found.numbers["test"] < 20 and found.see == ("see", "chosen", "few_rows", "overlap")
    text = " ".join(EXPERIMENTS["covid"].see(found))
    assert "('" not in text and "tested_positive.1" in text


def test_the_last_column_is_the_target_unless_said(table: str) -> None:
    found = run("covid", data=table, epochs=2, counts=(1, 2), target="cli.2", folds=2)
    assert found.numbers["target"] == "cli.2"

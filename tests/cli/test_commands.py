"""What the commands hand to the library, and what they say about its results."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tidu.cli import main
from tidu.tabular.options import TrainOptions
from tidu.tabular.progress import Progress
from tidu.tabular.results import ModelDescription, PredictResult, TrainResult

TRAIN = ["train", "prices.csv", "--target", "Price"]
Library = Callable[..., None]
Capture = pytest.CaptureFixture[str]
Made = Callable[..., TrainResult]


@pytest.fixture
def training(trained: Made) -> Library:
    """A library that talks as much as it may."""

    def work(options: TrainOptions, progress: Progress) -> Any:
        progress.stage("Reading prices.csv")
        progress.note("3 rows left out.")
        progress.inferred(trained().columns)
        progress.stage("Training")
        for done in range(1, 41):
            progress.epoch(done, 40, 2 / done, 3 / done)
        return trained()

    return work


def test_options_reach_the_library(library: Library, capsys: Capture, trained: Made) -> None:
    seen: list[TrainOptions] = []

    def work(options: TrainOptions, progress: Progress) -> Any:
        seen.append(options)
        return trained()

    library(train_table=work)
    assert main([*TRAIN, "--drop", "id", "--width", "8", "--no-baselines", "-q"]) == 0
    assert seen == [TrainOptions("prices.csv", "Price", drop=("id",), width=8, baselines=False)]


def test_training_tells_the_verdict_before_the_numbers(
    library: Library, capsys: Capture, training: Library
) -> None:
    library(train_table=training)
    assert main(TRAIN) == 0
    output, complaint = capsys.readouterr()
    assert complaint == ""
    assert "\x1b" not in output
    lines = output.splitlines()
    assert lines[:5] == [
        "Reading prices.csv",
        "3 rows left out.",
        "Column  Kind      Missing  Distinct  Use",
        "Price   number                1,234  target",
        "岛屿    category        5         3  4 inputs",
    ]
    headline = "This model did best: RMSE 1.5 on the test rows; next is ridge regression with 2.5."
    after = lines[lines.index(headline) :]
    assert after == [
        headline,
        "",
        "Rows        Model             RMSE   MAE    R²",
        "test        this model         1.5  1.25  0.75",
        "            always the mean      9     8     –",
        "            ridge regression   2.5     2   0.5",
        "validation  this model         1.5  1.25  0.75",
        "            always the mean      9     8     –",
        "            ridge regression   2.5     2   0.5",
        "training    this model         1.5  1.25  0.75",
        "            always the mean      9     8     –",
        "            ridge regression   2.5     2   0.5",
        "",
        "boosted trees: scikit-learn is not installed.",
        "mlp 4-64-1: 3 epochs, the best was 2; 12 s.",
        "Model:  prices.tidu",
        "Report: prices.html",
    ]


def test_epochs_are_told_at_each_tenth(library: Library, capsys: Capture, training: Library) -> None:
    library(train_table=training)
    main(TRAIN)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Epoch")]
    assert [int(line.split()[1].partition("/")[0]) for line in told] == [
        1,
        4,
        8,
        12,
        16,
        20,
        24,
        28,
        32,
        36,
        40,
    ]
    assert told[1].startswith("Epoch 4/40: training 0.5, validation 0.75 (best 0.75 at 4)")


def test_a_baseline_that_wins_is_said_first(library: Library, capsys: Capture, trained: Made) -> None:
    library(train_table=lambda *_: trained(rmse=3.0, interrupted=True, report_file=None))
    main(TRAIN)
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("Ridge regression did better than this model: RMSE 2.5 against 3")
    assert "Training was stopped by hand after 3 epochs; the best epoch so far was kept." in lines
    assert not any(line.startswith("Report") for line in lines)


@pytest.mark.parametrize(
    ("mean", "outcome", "headline"),
    [
        (0.1, "level", "This model is about level with ridge regression: RMSE 1.5 against 2.5 on the"),
        (9.0, "best", "This model did best: RMSE 1.5 on the test rows; next is ridge regression with 2.5."),
    ],
)
def test_a_lead_that_may_be_chance_is_no_lead(
    mean: float, outcome: str, headline: str, library: Library, capsys: Capture, trained: Made
) -> None:
    ridge = replace(trained().baselines[1], gap=(mean, 1.0))
    library(train_table=lambda *_: trained(baselines=[ridge]))
    assert main([*TRAIN, "--json"]) == 0
    output, complaint = capsys.readouterr()
    assert complaint.splitlines()[1].startswith(headline)
    found = json.loads(output)
    assert found["baselines"]["ridge"]["gap"] == {"mean": mean, "standard_error": 1.0}
    assert found["verdict"]["outcome"] == outcome and found["verdict"]["ranking"] == ["model", "ridge"]


def test_json_is_one_object_and_all_else_goes_to_stderr(
    library: Library, capsys: Capture, training: Library
) -> None:
    library(train_table=training)
    assert main([*TRAIN, "--json"]) == 0
    output, complaint = capsys.readouterr()
    found = json.loads(output)
    assert output.count("\n") == 1
    assert found["task"] == "regression"
    assert found["metrics"]["test"] == {"rmse": 1.5, "mae": 1.25, "r2": 0.75}
    assert found["baselines"]["mean"]["validation"]["r2"] is None
    assert found["baselines"]["ridge"]["seconds"] == 0.25
    assert found["baselines"]["trees"] == {
        "seconds": 0.0,
        "note": "scikit-learn is not installed",
    }
    assert (found["seconds"], found["epochs"], found["best_epoch"]) == (12.0, 3, 2)
    assert (found["model_file"], found["report_file"]) == ("prices.tidu", "prices.html")
    assert "This model did best" in complaint
    assert "Reading prices.csv" in complaint


def test_json_has_no_nan(library: Library, capsys: Capture, trained: Made) -> None:
    bad = {"test": {"rmse": float("nan"), "mae": float("inf"), "r2": None}}
    library(train_table=lambda *_: trained(metrics=bad))
    assert main([*TRAIN, "--json", "--quiet"]) == 0
    output, complaint = capsys.readouterr()
    assert json.loads(output)["metrics"]["test"] == {"rmse": None, "mae": None, "r2": None}
    assert complaint == ""


def test_quiet_says_nothing(
    library: Library, capsys: Capture, training: Library, predicted: PredictResult
) -> None:
    library(train_table=training, predict_file=lambda *_: predicted)
    assert main([*TRAIN, "--quiet"]) == 0
    assert main(["predict", "m.tidu", "new.csv", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_training_speaks_chinese(library: Library, capsys: Capture, training: Library) -> None:
    library(train_table=training)
    main([*TRAIN, "--lang", "zh"])
    lines = capsys.readouterr().out.splitlines()
    assert "本模型最好。测试集：RMSE 1.5；其次是岭回归，2.5。" in lines
    assert "测试  本模型     1.5  1.25  0.75" in lines
    assert any(line.startswith("第 4/40 轮：训练 0.5，验证 0.75（第 4 轮最好，0.75）") for line in lines)


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (["new.csv", "-o", "out.csv"], "out.csv"),
        (["data/new.csv.gz"], "new.predictions.csv"),
        (["new"], "new.predictions.csv"),
    ],
)
def test_predicting_hands_over_the_files(
    words: list[str], output: str, library: Library, capsys: Capture, predicted: PredictResult
) -> None:
    seen = []

    def work(model: str, data: str, written: str, progress: Progress) -> Any:
        seen.append((model, data, written))
        return predicted

    library(predict_file=work)
    assert main(["predict", "m.tidu", *words]) == 0
    assert seen == [("m.tidu", words[0], output)]


def test_predicting_tells_what_was_unseen_and_ignored(
    library: Library, capsys: Capture, training: Library, predicted: PredictResult
) -> None:
    def work(model: str, data: str, written: str, progress: Progress) -> Any:
        for done in (5000, 10000, 12345):
            progress.rows(done, 12345)
        return predicted

    library(predict_file=work)
    main(["predict", "m.tidu", "new.csv"])
    assert capsys.readouterr().out.splitlines() == [
        "5,000 of 12,345 rows predicted",
        "10,000 of 12,345 rows predicted",
        "12,345 of 12,345 rows predicted",
        "Column `island`: cells with a category that training did not have count as missing (7).",
        "Not used by the model: `id`, `note` (2).",
        "Against the target in the file: RMSE 2.5, R² –.",
        "12,345 rows predicted to out.csv in 2.0 s.",
    ]


def test_predicting_answers_in_json(library: Library, capsys: Capture, predicted: PredictResult) -> None:
    library(predict_file=lambda *_: predicted)
    main(["predict", "m.tidu", "new.csv", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["unseen"], found["ignored"]) == (
        12345,
        {"island": 7},
        ["id", "note"],
    )


def test_showing_tells_all_that_the_file_says(
    library: Library, capsys: Capture, described: ModelDescription
) -> None:
    library(describe_model=lambda _: described)
    assert main(["show", "prices.tidu"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "prices.tidu predicts sold: two classes.",
        "",
        "Model    mlp 4-64-2",
        "Version  0.1.0",
        "Seed     3",
        "Classes  no, yes",
        "",
        "Column  Kind      Missing  Distinct  Use",
        "Price   number                1,234  target",
        "岛屿    category        5         3  4 inputs",
        "",
        "This model did best: log-loss 0.5 on the test rows; next is always the commonest class with 0.7.",
        "",
        "Rows  Model                       log-loss  accuracy  AUC",
        "test  this model                       0.5      0.75  0.8",
        "      always the commonest class       0.7       0.5  0.5",
        "",
        "To repeat this run",
        "  tidu train prices.csv --target sold",
    ]
    main(["show", "prices.tidu", "--json"])
    assert json.loads(capsys.readouterr().out)["facts"] == [["Version", "0.1.0"], ["Seed", "3"]]

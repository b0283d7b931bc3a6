"""`tidu sweep`: what it shows of an outcome, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tidu.cli import main
from tidu.tabular.results import Spread, SweepOutcome

Library = Callable[..., None]
Capture = pytest.CaptureFixture[str]
SWEEP = ["sweep", "a.csv", "--target", "y", "--lr", "0.003,0.01", "--hidden", "32,64x2"]
METRICS = ("validation_rmse", "validation_mae", "validation_r2")


def outcome(count: int = 2, **changes: Any) -> SweepOutcome:
    """So many settings of two networks each; one network of the last has failed."""
    settings: dict[str, list[Any]] = {"lr": [0.01 / 10**k for k in range(count)], "hidden": ["64x2"] * count}
    settings |= {"runs": [2] * (count - 1) + [1], "failed": [0] * (count - 1) + [1]}
    for name in METRICS:
        settings |= {name: [1.5 + k for k in range(count)], f"{name}_sd": [0.25] * (count - 1) + [None]}
    values: dict[str, Any] = {
        "task": "regression",
        "target": "y",
        "metric": "rmse",
        "parameters": ["lr", "hidden"],
        "settings": {**settings, "best_epoch": [14.5] * count},
        "runs": {"lr": [0.1] * 2 * count, "seed": [0, 1] * count, "error": [*[None] * (count * 2 - 1), "no"]},
        "test": {"rmse": Spread(1.75, 0.125), "mae": Spread(1.0, None), "r2": Spread(None, None)},
        "command": "tidu train a.csv --target y --learning-rate 0.01",
        "rows": {"train": 7000, "validation": 1500, "test": 1500},
        "seconds": 12.0,
    }
    return SweepOutcome(**values | changes)


def test_the_table_and_the_judgement(library: Library, capsys: Capture) -> None:
    library(sweep_table=lambda *_: outcome(out="runs.csv"))
    assert main(SWEEP) == 0
    assert capsys.readouterr().out.splitlines() == [
        "",
        "Settings: 2; networks: 4; 12 s. On the 1,500 validation rows, mean ± standard deviation over the "
        "seeds, the best RMSE first:",
        "",
        "   lr  hidden        RMSE         MAE          R²  best epoch  failed",
        " 0.01    64x2  1.5 ± 0.25  1.5 ± 0.25  1.5 ± 0.25          14       0",
        "0.001    64x2         2.5         2.5         2.5          14       1",
        "",
        "The best of 2 looks better on the rows that picked it than it is; rows that took no part tell "
        "the truth.",
        "The best setting on the 1,500 test rows, which took no part until now: RMSE 1.75 ± 0.12, MAE 1, "
        "R² –.",
        "",
        "To train it:",
        "  tidu train a.csv --target y --learning-rate 0.01",
        "Runs:   runs.csv",
    ]


def test_what_else_there_may_be_to_say(library: Library, capsys: Capture) -> None:
    library(sweep_table=lambda *_: outcome(25, interrupted=True, test={}))
    main(SWEEP)
    lines = capsys.readouterr().out.splitlines()
    assert "Stopped by hand: this compares what was done until then." in lines
    assert "... and 5 more (--out runs.csv has all)" in lines
    assert "There are no test rows to judge the best setting by. Fix: --test-fraction 0.15" in lines
    assert sum("64x2" in line for line in lines) == 20


def test_one_setting_is_not_the_best_of_many(library: Library, capsys: Capture) -> None:
    library(sweep_table=lambda *_: outcome(1))
    main(SWEEP)
    assert "looks better" not in capsys.readouterr().out


def test_chinese(library: Library, capsys: Capture) -> None:
    library(sweep_table=lambda *_: outcome(out="runs.csv", interrupted=True))
    main([*SWEEP, "--lang", "zh"])
    output = capsys.readouterr().out
    assert "2 种设置共 4 个网络，用时 12 s。1,500 个验证行上的指标如下" in output
    assert "2 种之中最好的一种，在用来挑选它的行上看起来比实际更好" in output
    assert "失败" in output and "用它训练：" in output and "已被手动停止" in output


def test_json(library: Library, capsys: Capture) -> None:
    library(sweep_table=lambda *_: outcome())
    assert main([*SWEEP, "--json"]) == 0
    output, told = capsys.readouterr()
    found = json.loads(output)
    assert found["best"] == {"lr": 0.01, "hidden": "64x2"}
    assert found["settings"][1]["lr"] == 0.001 and found["settings"][1]["validation_rmse_sd"] is None
    assert found["runs"][3] == {"lr": 0.1, "seed": 1, "error": "no"}
    assert found["test"]["rmse"] == {"mean": 1.75, "deviation": 0.125}
    assert found["command"].startswith("tidu train") and found["interrupted"] is False
    assert "To train it:" in told


def test_the_words_become_options(library: Library) -> None:
    seen: list[Any] = []
    library(sweep_table=lambda options, progress: seen.append(options) or outcome())
    words = ["--dropout", "0,0.1", "--dropout", "0.5", "--batch-size", "16", "--seeds", "5", "--workers", "2"]
    assert main([*SWEEP, *words, "--metric", "mae", "-o", "runs.csv", "--drop", "id"]) == 0
    options = seen[0]
    assert options.grid == {
        "lr": (0.003, 0.01), "hidden": ("32", "64x2"), "dropout": (0.0, 0.1, 0.5), "batch_size": (16,),
    }  # fmt: skip
    assert (options.seeds, options.workers, options.metric, options.out) == (5, 2, "mae", "runs.csv")
    assert options.drop == ("id",)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--lr", "fast"], "tidu: --lr needs numbers, separated by commas, not fast. See: tidu sweep --help"),
        (["--hidden", "64y"], "tidu: --hidden is 64y; it should say the units of each hidden layer"),
        (["--learning-rate", "1"], "tidu: There is no option --learning-rate"),
    ],
)
def test_wrong_usage(words: list[str], sentence: str, capsys: Capture) -> None:
    assert main(["sweep", "a.csv", "--target", "y", *words]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_runs_are_told_at_each_tenth(library: Library, capsys: Capture) -> None:
    def work(options: Any, progress: Any) -> SweepOutcome:
        progress.stage("Training")
        for done in range(1, 41):
            progress.run(done, 40, f"{done}/40  lr=0.1")
        return replace(outcome(), notes=[])

    library(sweep_table=work)
    main(SWEEP)
    told = [line for line in capsys.readouterr().out.splitlines() if "/40" in line]
    assert [int(line.partition("/")[0]) for line in told] == [1, *range(4, 41, 4)]

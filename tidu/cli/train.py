"""`tidu train`: learn to predict a column of a table."""

from __future__ import annotations

from typing import Any

from tidu.cli.commands import load
from tidu.cli.progress import Spoken
from tidu.cli.screen import Screen, Session
from tidu.cli.sheets import results_sheet
from tidu.tabular.numbers import duration
from tidu.tabular.options import TrainOptions
from tidu.tabular.results import Baseline, TrainResult
from tidu.tabular.verdict import verdict
from tidu.text import say

OPTIONS = TrainOptions
WORK = "tidu.tabular.training:train_table"


def run(options: TrainOptions, session: Session) -> None:
    """Train, then say who won, by how much, and where the files are."""
    result: TrainResult = load(WORK)(options, Spoken(session.screen))
    session.screen.close()
    tell(result, session.screen)
    session.answer(as_data(result))


def tell(result: TrainResult, screen: Screen) -> None:
    """The verdict first, then the numbers behind it, then the files."""
    found = verdict(result.task, result.metrics, result.baselines)
    headline, *others = found.sentences()
    screen.line()
    screen.line(headline, "warn" if found.is_behind else "good")
    for sentence in others:
        screen.line(sentence)
    if result.interrupted:
        screen.line(say("report.interrupted", epochs=result.epochs), "warn")
    screen.line()
    screen.table(results_sheet(result.task, result.metrics, result.baselines))
    screen.line()
    for each in result.baselines:
        if each.note:
            screen.line(say("cli.baseline_note", name=say(f"baselines.{each.name}"),
                            note=each.note), "soft")  # fmt: skip
    best, seconds = result.history.best_epoch, duration(result.seconds)
    screen.line(say("cli.trained", model=result.model, epochs=result.epochs, best=best,
                    seconds=seconds))  # fmt: skip
    key = "cli.model_replaced" if result.replaced else "cli.model_file"
    screen.line(say(key, file=result.model_file))
    if result.report_file is not None:
        screen.line(say("cli.report_file", file=result.report_file))


def as_data(result: TrainResult) -> dict[str, Any]:
    """The JSON object of `--json`.

    >>> from tidu.tabular.results import History
    >>> parts = {"test": {"rmse": 2.0}}
    >>> done = TrainResult("regression", "y", "linear", parts, [Baseline("mean", parts)],
    ...                    {"test": 9}, [], History([1.0], [1.0], 1), 0.5, 1, "a.tidu")
    >>> as_data(done)["baselines"]["mean"]["test"]["rmse"]
    2.0
    """
    return {
        "task": result.task,
        "target": result.target,
        "model": result.model,
        "rows": result.rows,
        "metrics": result.metrics,
        "verdict": verdict(result.task, result.metrics, result.baselines).as_data(),
        "baselines": {each.name: _baseline(each) for each in result.baselines},
        "seconds": result.seconds,
        "epochs": result.epochs,
        "best_epoch": result.history.best_epoch,
        "interrupted": result.interrupted,
        "notes": result.notes,
        "alerts": [alert.to_dict() for alert in result.alerts],
        "model_file": result.model_file,
        "replaced": result.replaced,
        "report_file": result.report_file,
    }


def _baseline(baseline: Baseline) -> dict[str, Any]:
    """Metrics by part, seconds, the note if there is one, and how far the model is away if that is known."""
    found = {**baseline.metrics, "seconds": baseline.seconds}
    if baseline.note:
        found["note"] = baseline.note
    if baseline.gap is not None:
        found["gap"] = dict(zip(("mean", "standard_error", "rows"), baseline.gap, strict=False))
    return found

"""`tidu sweep`: compare settings of a network on a table."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tidu.cli.commands import load
from tidu.cli.progress import Spoken
from tidu.cli.screen import Screen, Session
from tidu.cli.sheets import settings_sheet
from tidu.tabular.numbers import duration, spread
from tidu.tabular.results import SweepOutcome
from tidu.tabular.sweep_options import SweepOptions
from tidu.tabular.verdict import metric_name
from tidu.text import say

OPTIONS = SweepOptions
WORK = "tidu.tabular.sweeping:sweep_table"
MOST_ROWS = 20


def run(options: SweepOptions, session: Session) -> None:
    """Train them all, then say which setting is best, how good it is, and how to train it."""
    outcome: SweepOutcome = load(WORK)(options, Spoken(session.screen))
    session.screen.close()
    tell(outcome, session.screen)
    session.answer(as_data(outcome))


def tell(outcome: SweepOutcome, screen: Screen) -> None:
    """The table, the caution, the judgement by the test rows, and the command."""
    count = len(outcome.settings["runs"])
    told = {"runs": len(outcome.runs["seed"]), "settings": count, "seconds": duration(outcome.seconds)}
    rows, metric = f"{outcome.rows['validation']:,}", metric_name(outcome.metric)
    screen.line()
    screen.line(say("cli.swept", rows=rows, metric=metric, **told), "good")
    if outcome.interrupted:
        screen.line(say("cli.sweep_interrupted"), "warn")
    screen.line()
    screen.table(settings_sheet(outcome, MOST_ROWS))
    if count > MOST_ROWS:
        screen.line(say("cli.sweep_more", count=count - MOST_ROWS), "soft")
    screen.line()
    if count > 1:
        screen.line(say("cli.sweep_caution", count=count))
    if outcome.test:
        metrics = (f"{metric_name(key)} {spread(v.mean, v.deviation)}" for key, v in outcome.test.items())
        screen.line(say("cli.sweep_test", rows=f"{outcome.rows['test']:,}", metrics=", ".join(metrics)))
    else:
        screen.line(say("cli.sweep_no_test"), "warn")
    screen.line()
    screen.line(say("cli.sweep_train"))
    screen.line("  " + outcome.command)
    if outcome.out is not None:
        screen.line(say("cli.sweep_file", file=outcome.out))


def as_data(outcome: SweepOutcome) -> dict[str, Any]:
    """The JSON object of `--json`: `settings` and `runs` as a list of rows, the best setting first."""
    settings, runs = rows_of(outcome.settings), rows_of(outcome.runs)
    best = {name: settings[0][name] for name in outcome.parameters}
    return {**asdict(outcome), "best": best, "settings": settings, "runs": runs}


def rows_of(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Columns as rows.

    >>> rows_of({"lr": [0.1, 0.2], "seed": [0, 0]})
    [{'lr': 0.1, 'seed': 0}, {'lr': 0.2, 'seed': 0}]
    """
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]

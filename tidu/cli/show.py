"""`tidu show`: what a model file says about itself."""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass

from tidu.cli.commands import load
from tidu.cli.screen import Screen, Session
from tidu.cli.sheets import columns_sheet, results_sheet
from tidu.tabular.options import option
from tidu.tabular.results import ModelDescription
from tidu.tabular.verdict import verdict
from tidu.text import say
from tidu.text.sheet import Sheet

WORK = "tidu.tabular.model_file:describe_model"


@dataclass(frozen=True)
class ShowOptions:
    """Which model file.

    >>> ShowOptions("house.tidu").model
    'house.tidu'
    """

    model: str = option(MISSING, "files", positional=True, help="options.predict_model")


OPTIONS = ShowOptions


def run(options: ShowOptions, session: Session) -> None:
    """Read the description and show it."""
    found: ModelDescription = load(WORK)(options.model)
    tell(found, session.screen)
    judged = verdict(found.task, found.metrics, found.baselines)
    session.answer({**asdict(found), "verdict": judged.as_data()})


def tell(found: ModelDescription, screen: Screen) -> None:
    """Facts, columns, results, and how to make it again."""
    screen.line(say("cli.shown", file=found.file, target=found.target,
                    task=say(f"report.{found.task}")), "good")  # fmt: skip
    screen.line()
    classes = [(say("cli.classes"), ", ".join(found.classes))] if found.classes else []
    facts = [(say("report.network"), found.model), *found.facts, *classes]
    screen.table(Sheet((), facts))
    screen.line()
    screen.table(columns_sheet(found.columns))
    screen.line()
    for sentence in verdict(found.task, found.metrics, found.baselines).sentences():
        screen.line(sentence)
    screen.line()
    screen.table(results_sheet(found.task, found.metrics, found.baselines))
    screen.line()
    screen.line(say("report.repeat"))
    screen.line("  " + found.command)

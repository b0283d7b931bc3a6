"""`tidu course`: the experiments of the course."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, make_dataclass
from shutil import get_terminal_size
from typing import Any

from tidu.cli.commands import load
from tidu.cli.screen import Screen, Session
from tidu.course import EXPERIMENTS, Experiment, Result
from tidu.tabular.options import option
from tidu.text import listed, say
from tidu.text.sheet import Sheet
from tidu.text.width import wrapped

WORK = "tidu.course.writing:write"
WIDEST = 100


@dataclass(frozen=True)
class ListOptions:
    """Nothing to choose.

    >>> ListOptions()
    ListOptions()
    """


@dataclass(frozen=True)
class AllOptions:
    """Where to write.

    >>> AllOptions().out
    'course'
    """

    out: str = option("course", "output", short="o", help="course.out", word="DIR")


@dataclass(frozen=True)
class Part:
    """What `tidu.cli.commands.GROUPS` asks of a second word."""

    OPTIONS: type
    run: Callable[[Any, Session], None]
    about: str
    examples: str


OPTIONS = ListOptions
PARTS = ("list", "all", *EXPERIMENTS)


def part(name: str) -> Part:
    """What stands behind `tidu course name`; an experiment's options are its settings, and where to write.

    >>> part("list").about
    'Name every experiment.'
    """
    if name in EXPERIMENTS:
        return of_experiment(EXPERIMENTS[name])
    declared, work = {"list": (ListOptions, run), "all": (AllOptions, run_all)}[name]
    return Part(declared, work, say(f"course.{name}"), say(f"course.{name}_examples"))


def of_experiment(experiment: Experiment) -> Part:
    """An experiment as a command."""
    where = AllOptions.__dataclass_fields__["out"]
    again = option(where.default, **where.metadata)
    declared = make_dataclass(
        "Options", [("out", str, again)], bases=(experiment.module.Settings,), frozen=True
    )

    def called(options: Any, session: Session) -> None:
        session.answer(perform(experiment, options, session.screen))

    examples = "\n".join(f"  {command}" for command in experiment.commands())
    return Part(declared, called, experiment.title(), examples)


def run(options: ListOptions, session: Session) -> None:
    """Name the experiments and what they are about."""
    found = [(each.name, each.title()) for each in EXPERIMENTS.values()]
    session.screen.table(Sheet((), found))
    session.screen.line()
    session.screen.line(say("course.then"))
    session.answer({
        "experiments": [
            {"name": each.name, "title": each.title(), "rows": each.rows} for each in EXPERIMENTS.values()
        ]
    })  # fmt: skip


def run_all(options: AllOptions, session: Session) -> None:
    """Run every experiment that needs no file."""
    done = []
    for each in EXPERIMENTS.values():
        if not each.needs_file:
            session.screen.stage(each.title())
            settings = each.settings()
            result = each.module.run(settings)
            done.append(as_data(each, settings, result, load(WORK)(each, settings, result, options.out)))
    session.screen.line(say("course.colon", what=say("course.files"), list=options.out), "good")
    left = [each.name for each in EXPERIMENTS.values() if each.needs_file]
    if left:
        session.screen.line(say("course.needs_file", names=listed(left), first=left[0]))
    session.answer({"experiments": done})


def perform(experiment: Experiment, options: Any, screen: Screen) -> dict[str, Any]:
    """Run an experiment, write its files, say what is to be seen."""
    result: Result = experiment.module.run(options)
    files = load(WORK)(experiment, options, result, options.out)
    tell(experiment, result, files, screen)
    return as_data(experiment, options, result, files)


def tell(experiment: Experiment, result: Result, files: list[str], screen: Screen) -> None:
    """The title, what is to be seen, what to try, where the files are."""
    places = min(WIDEST, get_terminal_size().columns)
    screen.line(experiment.title(), "good")
    for paragraph in experiment.see(result):
        screen.line()
        for line in wrapped(paragraph, places):
            screen.line(line)
    screen.line()
    screen.line(say("course.try"), "good")
    for suggestion in experiment.suggestions(result):
        sentence, _, command = suggestion.partition("`")
        for line in wrapped(sentence, places):
            screen.line(line)
        screen.line("    " + command.rstrip("`"))
    screen.line()
    screen.line(say("course.colon", what=say("course.files"), list=" ".join(files)), "soft")


def as_data(experiment: Experiment, settings: Any, result: Result, files: list[str]) -> dict[str, Any]:
    """The JSON object of one experiment."""
    return {
        "name": experiment.name,
        "title": experiment.title(),
        "rows": experiment.rows,
        "settings": {name: value for name, value in asdict(settings).items() if name != "out"},
        "numbers": dict(result.numbers),
        "engine": result.engine or None,
        "engine_reason": result.engine_reason,
        "files": files,
    }

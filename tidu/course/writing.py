"""A result as files: tables as CSV, the picture as PNG and SVG, the text as Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tidu
from tidu.core.files import write_atomic
from tidu.course.experiment import Experiment, Result
from tidu.text import language, listed, say
from tidu.text.sheet import as_csv


def write(experiment: Experiment, settings: Any, result: Result, folder: str) -> list[str]:
    """Writes the files into `folder`, made if it is not there, and gives their paths; raises `OSError`."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    names = table_files(experiment, result)
    for name, table in zip(names, result.tables.values(), strict=True):
        write_atomic(place / name, as_csv(table))
    pictures = [f"{experiment.name}.png", f"{experiment.name}.svg"]
    figure = result.figure()
    for name in pictures:
        tidu.plot.save(figure, place / name)
    page = f"{experiment.name}.md"
    write_atomic(place / page, as_markdown(experiment, settings, result))
    return [str(place / name) for name in (*names, *pictures, page)]


def table_files(experiment: Experiment, result: Result) -> list[str]:
    """The first table has the experiment's name, each other one its own behind it.

    >>> from tidu.course import experiment
    >>> table_files(experiment("linear"), Result({"data": {}, "losses": {}}, {}, lambda: None))
    ['linear.csv', 'linear-losses.csv']
    """
    others = list(result.tables)[1:]
    return [f"{experiment.name}.csv", *(f"{experiment.name}-{other}.csv" for other in others)]


def as_markdown(experiment: Experiment, settings: Any, result: Result) -> str:
    """Half a page: the picture, what to see in it, what to try, where the numbers are."""
    title = experiment.title()
    names = listed(f"[{name}]({name})" for name in table_files(experiment, result))
    parts = [
        f"# {title}",
        f"![{title}]({experiment.name}.svg)",
        *experiment.see(result),
        f"## {say('course.try')}",
        "\n".join(f"- {line}" for line in experiment.suggestions(result)),
        f"## {say('course.again')}",
        f"    {experiment.command(settings)}" + " --lang zh" * (language() == "zh"),
        *([say(f"course.trained_{result.engine}")] if result.engine else []),
        say("course.colon", what=say("course.files"), list=names),
    ]
    return "\n\n".join(parts) + "\n"

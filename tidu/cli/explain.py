"""`tidu explain`: the derivation behind a script's loss, or the reasons for a model's prediction."""

from __future__ import annotations

import os
from dataclasses import MISSING, asdict, dataclass
from io import StringIO
from shutil import get_terminal_size
from typing import Any

from tidu.cli.commands import load
from tidu.cli.ending import failed
from tidu.cli.misuse import UsageError
from tidu.cli.screen import Screen, Session
from tidu.core.files import write_atomic
from tidu.tabular.numbers import number
from tidu.tabular.options import check_limits, option
from tidu.text import say
from tidu.text.sheet import Sheet

SCRIPT = "tidu.compat.script"
WATCH = "tidu.read.explain.moment:watch"
WORK = "tidu.read.explain.explaining:explain_watched"
REASON = "tidu.tabular.reason:reason_of"
FORMATS = ("text", "markdown", "latex", "html")
ENDINGS = {".md": "markdown", ".tex": "latex", ".html": "html", ".htm": "html"}
NARROWEST, WIDEST = 60, 110


@dataclass(frozen=True)
class ExplainOptions:
    """What to explain, and how to write it.

    >>> ExplainOptions("train.py", wrt="w").is_script
    True
    """

    file: str = option(MISSING, "files", positional=True, help="explain.option_file")
    arguments: tuple[str, ...] = option(
        (), "files", positional=True, word="ARGUMENTS", help="options.arguments_shared"
    )
    wrt: str | None = option(None, "explain", word="NAME", help="explain.option_wrt")
    name: str | None = option(None, "explain", word="NAME", help="explain.option_name")
    first: bool = option(False, "explain", help="explain.option_first")
    parts: bool = option(False, "explain", help="explain.option_parts")
    data: str | None = option(None, "explain", word="FILE", help="explain.option_data")
    row: int | None = option(None, "explain", least=1, help="explain.option_row")
    all: bool = option(False, "explain", help="explain.option_all")
    format: str | None = option(None, "files", choices=FORMATS, help="explain.option_format")
    out: str | None = option(None, "files", short="o", word="FILE", help="explain.option_out")
    digits: int = option(4, "explain", least=1, below=18, help="explain.option_digits")

    def __post_init__(self) -> None:
        check_limits(self)

    @property
    def is_script(self) -> bool:
        """Whether it is a script; all else is taken for a model file."""
        return self.file.endswith(".py")

    @property
    def form(self) -> str:
        """The format that was asked for; else that of the file's ending, and text where it says none.

        >>> ExplainOptions("train.py", out="loss.html").form
        'html'
        """
        return self.format or ENDINGS.get(os.path.splitext(self.out or "")[1].lower(), "text")


OPTIONS = ExplainOptions


def run(options: ExplainOptions, session: Session) -> None:
    """Explain a script or a model."""
    if options.is_script:
        explain_script(options, session)
    else:
        explain_model(options, session)


def explain_script(options: ExplainOptions, session: Session) -> None:
    """Run the script, then tell the derivation; where the script fails, leave as it would."""
    for taken, value in (("--data", options.data), ("--row", options.row), ("--all", options.all)):
        if value:
            raise UsageError(say("explain.of_models", option=taken, file=options.file))
    library: Any = load(SCRIPT)
    script = library.Script(options.file, options.arguments)
    try:
        watcher = load(WATCH)(script.run, options.name, options.first, options.parts)
    except SystemExit:
        raise
    except BaseException as error:
        raise SystemExit(failed(error, library)) from None
    told = load(WORK)(watcher, script.path, options.wrt, None, options.digits)
    if options.form == "text" and options.out is None:
        width = max(NARROWEST, min(WIDEST, get_terminal_size((111, 24)).columns - 1))
        made = told.text(width)
    else:
        made = getattr(told, options.form)()
    give(made, options, session)
    session.answer({"file": options.file, "result": told.name, options.form: made})


def give(made: str, options: ExplainOptions, session: Session) -> None:
    """Write the file that was asked for, or show what would be in it."""
    if options.out is None:
        session.screen.line(made)
        return
    write_atomic(options.out, made if made.endswith("\n") else made + "\n")
    session.screen.line(say("explain.written", file=options.out), "good")


def explain_model(options: ExplainOptions, session: Session) -> None:
    """Say why a model predicts what it does for one row."""
    if options.data is None or options.row is None:
        missing = "--data" if options.data is None else "--row"
        raise UsageError(say("explain.needs", option=missing, file=options.file))
    if options.form != "text":
        raise UsageError(say("explain.only_text", format=options.form))
    found = load(REASON)(options.file, options.data, options.row)
    if options.out is None:
        tell(found, session.screen, options.all)
    else:
        page = StringIO()
        tell(found, Screen(page), True)
        give(page.getvalue(), options, session)
    session.answer(asdict(found))


def tell(found: Any, screen: Screen, whole: bool) -> None:
    """The prediction beside the true value and the average, what each column adds, and the network's steps.

    Unless it is the `whole`, columns of little effect are one line.
    """
    screen.line(found.sentence(), "good")
    if found.truth():
        screen.line(found.truth())
    screen.line()
    screen.line(say("explain.reason_columns"))
    parts = found.parts if whole else found.largest()
    rows = [[part.column, part.written, part.seen, number(part.adds)] for part in parts]
    others = found.parts[len(parts) :]
    if others:
        together = number(sum(part.adds for part in others))
        rows.append([say("explain.reason_others", count=len(others)), "", "", together])
    rows.append([say("explain.reason_remainder"), "", "", number(found.remainder)])
    rows.append([say("explain.reason_sum"), "", "", number(found.value - found.average)])
    heads = [say(f"explain.reason_{head}") for head in ("column", "written", "seen", "adds")]
    screen.table(Sheet(heads, rows, numbers={3}, strong={len(rows) - 1}))
    if others:
        screen.line(say("explain.reason_more"), "soft")
    screen.line(found.method(), "soft")
    screen.line()
    screen.line(found.steps)

"""`tidu doctor`: somebody's script, run under the doctor's eyes."""

from __future__ import annotations

import sys
from contextlib import nullcontext, redirect_stdout
from dataclasses import MISSING, dataclass
from typing import Any

from tidu.cli.commands import load
from tidu.cli.ending import failed
from tidu.cli.screen import Screen, Session
from tidu.core.errors import DataError
from tidu.tabular.options import option
from tidu.text import say

WORK = "tidu.compat.script"
VISIT = "tidu.fit.doctor:Doctor"


@dataclass(frozen=True)
class DoctorOptions:
    """Which script, the words for its own command line, and what not to hear of.

    >>> DoctorOptions("mnist.py", silence=("TD009",)).silence
    ('TD009',)
    """

    script: str = option(MISSING, "files", positional=True)
    arguments: tuple[str, ...] = option(
        (), "files", positional=True, word="ARGUMENTS", help="options.arguments_shared"
    )
    silence: tuple[str, ...] = option((), "general", word="CODES")


OPTIONS = DoctorOptions


def run(options: DoctorOptions, session: Session) -> None:
    """Run the script, say what is wrong as soon as it shows, then sum up.

    The exit code is the script's own; 1 where the doctor is certain of a mistake. With `--json` what
    the script prints goes to stderr.
    """
    library: Any = load(WORK)
    script = library.Script(options.script, options.arguments)
    report = visit(options, session.screen)
    with redirect_stdout(sys.stderr) if session.as_json else nullcontext():
        code = examined(script, report, library)
    session.screen.line()
    session.screen.line(summary(report, code), "warn" if report.certain else "good")
    session.answer(as_data(report, code))
    if code or report.certain:
        raise SystemExit(code or 1)


def visit(options: DoctorOptions, screen: Screen) -> Any:
    """A doctor who speaks on `screen`; `DataError` for a code that there is not."""
    try:
        return load(VISIT)(silence=options.silence, tell=lambda text: screen.line(f"\n{text}"))
    except ValueError as error:
        raise DataError(str(error)) from None


def examined(script: Any, report: Any, library: Any) -> int:
    """Runs a script to its end, however it ends; its exit code."""
    with report:
        try:
            script.run()
        except SystemExit as end:
            return left_with(end)
        except BaseException as error:
            code = failed(error, library)
            report.hear("error", error)
            return code
    return 0


def left_with(end: SystemExit) -> int:
    """The exit code that Python makes of `sys.exit(...)`, which may be a sentence to print.

    >>> left_with(SystemExit(None)), left_with(SystemExit(3))
    (0, 3)
    """
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1


def summary(report: Any, code: int = 0) -> str:
    """One line: how many mistakes of which kind, and how much was looked at."""
    looked = {"passes": f"{report.turns:,}", "plural": "es" if report.turns != 1 else ""}
    if not report.alerts:
        if code:
            return say("cli.doctor_explained" if report.explained else "cli.doctor_left", code=code, **looked)
        return say("cli.doctor_healthy", **looked) if report.turns else say("cli.doctor_nothing")
    names = ", ".join(alert.title() for alert in report.alerts)
    return say("cli.doctor_found", count=len(report.alerts), names=names, **looked)


def as_data(report: Any, code: int) -> dict[str, Any]:
    """The JSON object of `--json`."""
    alerts = [alert.to_dict() for alert in report.alerts]
    return {"alerts": alerts, "certain": report.certain, "backward_passes": report.turns, "script_exit": code}

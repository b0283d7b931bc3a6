"""`tidu run`: somebody's PyTorch script on Tidu."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from typing import Any

from tidu.cli.commands import load
from tidu.cli.ending import failed
from tidu.cli.screen import Session
from tidu.tabular.options import option

WORK = "tidu.compat.script"


@dataclass(frozen=True)
class RunOptions:
    """Which script, and the words for its own command line.

    >>> RunOptions("mnist.py", ("--epochs", "3")).arguments
    ('--epochs', '3')
    """

    script: str = option(MISSING, "files", positional=True)
    arguments: tuple[str, ...] = option((), "files", positional=True, word="ARGUMENTS")


OPTIONS = RunOptions


def run(options: RunOptions, session: Session) -> None:
    """Run the script; leave as `python script.py` would: its exit code, its error from its first line on."""
    library: Any = load(WORK)
    script = library.Script(options.script, options.arguments)
    try:
        script.run()
    except SystemExit:
        raise
    except BaseException as error:
        raise SystemExit(failed(error, library)) from None

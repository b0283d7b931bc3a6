"""Where a command's words go: a terminal, a file or a pipe, or nowhere."""

from __future__ import annotations

import json
import math
import sys
from types import TracebackType
from typing import Any, TextIO

from tidu.cli.commands import load
from tidu.text.sheet import Sheet, plain


class Screen:
    """Plain lines for whoever reads a file or a pipe.

    >>> Screen(sys.stdout).line("Reading data.csv")
    Reading data.csv
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.told = -1

    def line(self, text: str = "", style: str = "") -> None:
        """A line that stays; `style` is "", "good", "warn" or "soft" and seen on terminals."""
        print(text, file=self.stream, flush=True)

    def table(self, sheet: Sheet) -> None:
        """A table that stays."""
        self.line(plain(sheet))

    def stage(self, text: str) -> None:
        """A step of the work has begun."""
        self.told = -1
        self.line(text)

    def due(self, done: int, total: int | None) -> bool:
        """Whether it is time to tell how far the work is: at each tenth of it."""
        tenth = done * 10 // total if total else 0
        if tenth == self.told:
            return False
        self.told = tenth
        return True

    def status(self, text: str) -> None:
        """How far the work is."""
        self.line(text)

    def close(self) -> None:
        """Nothing more will be said."""


class Quiet(Screen):
    """Says nothing.

    >>> Quiet(sys.stdout).line("unheard")
    """

    def line(self, text: str = "", style: str = "") -> None:
        """Not said."""

    def due(self, done: int, total: int | None) -> bool:
        """Never."""
        return False


class Session:
    """One command's way to speak: `screen` for people, `answer` for programs.

    With `as_json` the only thing on stdout is the answer; people's words go to stderr.
    """

    def __init__(self, quiet: bool, as_json: bool) -> None:
        stream = sys.stderr if as_json else sys.stdout
        self.as_json = as_json
        if quiet:
            self.screen = Quiet(stream)
        elif stream.isatty():
            # Rich takes a tenth of a second to load and is for terminals only.
            self.screen = load("tidu.cli.live:LiveScreen")(stream)
        else:
            self.screen = Screen(stream)

    def answer(self, result: dict[str, Any]) -> None:
        """One JSON object on stdout, if that was asked for; what is not finite becomes null."""
        if self.as_json:
            self.screen.close()
            print(json.dumps(_finite(result), allow_nan=False), flush=True)

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.screen.close()


def _finite(value: Any) -> Any:
    """`value` with None in place of NaN and infinities, at any depth."""
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value

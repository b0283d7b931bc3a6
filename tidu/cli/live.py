"""A terminal: colours, tables by Rich, and one line that changes at most ten times a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from tidu.cli.screen import Screen
from tidu.text.sheet import Sheet

INTERVAL = 0.1
STYLES = {"": "", "good": "bold green", "warn": "bold yellow", "soft": "dim"}


class LiveScreen(Screen):
    """A terminal; `clock` gives seconds."""

    def __init__(
        self,
        stream: TextIO,
        clock: Callable[[], float] = time.monotonic,
        console: Console | None = None,
    ) -> None:
        super().__init__(stream)
        self.console = console or Console(file=stream, highlight=False)
        self.clock = clock
        self.live = Live(console=self.console, auto_refresh=False, transient=True)
        self.last = -INTERVAL

    def line(self, text: str = "", style: str = "") -> None:
        """A line that stays, above the changing one."""
        self.console.print(Text(text, STYLES[style]))

    def table(self, sheet: Sheet) -> None:
        """A table by Rich."""
        table = Table(
            box=SIMPLE_HEAD,
            pad_edge=False,
            show_edge=False,
            show_header=bool(sheet.heads),
            header_style="dim",
        )
        for place, head in enumerate(sheet.heads or [""] * max(map(len, sheet.rows), default=0)):
            right = place in sheet.numbers
            table.add_column(
                Text(head),
                justify="right" if right else "left",
                no_wrap=right,
                overflow="fold",
            )
        for place, row in enumerate(sheet.rows):
            table.add_row(*map(Text, row), style="bold" if place in sheet.strong else None)
        self.console.print(table)

    def stage(self, text: str) -> None:
        """The changing line says what has begun, at once."""
        self.last = -INTERVAL
        self.status(text)

    def due(self, done: int, total: int | None) -> bool:
        """At most ten times a second; the end is always told."""
        now = self.clock()
        if now - self.last < INTERVAL and done != total:
            return False
        self.last = now
        return True

    def status(self, text: str) -> None:
        """Change the changing line; it is cut to the terminal, never wrapped."""
        if not self.live.is_started:
            self.live.start()
        self.live.update(Text(text, no_wrap=True, overflow="ellipsis"), refresh=True)

    def close(self) -> None:
        """Take the changing line away."""
        self.live.stop()

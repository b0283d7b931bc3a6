"""Help, rendered from the table of commands and the declared options."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from tidu.cli.commands import COMMANDS
from tidu.cli.declare import Option
from tidu.text import say
from tidu.text.width import padded, width, wrapped

NARROWEST, WIDEST = 40, 100
LONGEST = 28
"""Places of the left column; a longer entry stands on a line of its own."""


def overview(general: Sequence[Option]) -> str:
    """The help of `tidu` itself, without loading any command."""
    commands = [(name, say(f"cli.{name}")) for name in COMMANDS]
    own = [_entry(option) for option in general]
    left = _left([*commands, *own])
    return "\n".join(
        [
            say("cli.about"),
            "",
            say("cli.usage_top"),
            "",
            *_block(say("cli.commands"), commands, left),
            *_block(say("cli.section_general"), own, left),
            say("cli.more"),
        ]
    )


def command_help(name: str, options: Sequence[Option]) -> str:
    """The help of one command: what it does, its options by section, examples.

    >>> from tidu.cli.common import CommonOptions
    >>> from tidu.cli.declare import options_of
    >>> command_help("show", options_of(CommonOptions)).splitlines()[2]
    'Usage: tidu show [OPTIONS]'
    """
    needed = "".join(f" {_spelling(option)}" for option in options if option.required)
    lines = [say(f"cli.{name}"), "", say("cli.usage", usage=f"tidu {name}{needed} [OPTIONS]"), ""]
    left = _left(map(_entry, options))
    for section in dict.fromkeys(option.section for option in options):
        inside = [_entry(option) for option in options if option.section == section]
        lines += _block(say(f"cli.section_{section}"), inside, left)
    return "\n".join([*lines, say("cli.examples"), say(f"cli.{name}_examples")])


def _entry(option: Option) -> tuple[str, str]:
    """An option's spelling and its sentence, with choices and default."""
    text = say(option.help)
    if option.choices:
        text += say("cli.choices", choices=", ".join(option.choices))
    if option.kind is not bool and option.default not in (None, ()):
        text += say("cli.default", default=option.default)
    return ", ".join([_spelling(option), *option.flags[1:]]), text


def _spelling(option: Option) -> str:
    """`--width N`, `--quiet`, `DATA`."""
    if not option.flags:
        return option.name.upper()
    words = {bool: "", int: " N", float: " X", tuple: " NAMES"}
    return option.flags[0] + words.get(option.kind, f" {option.word}")


def _left(entries: Iterable[tuple[str, str]]) -> int:
    """The width of the left column: its longest entry and a gap, at most half the screen."""
    return min(2 + max(width(name) for name, _ in entries), LONGEST, screen_width() // 2 - 6)


def _block(title: str, entries: Iterable[tuple[str, str]], left: int) -> list[str]:
    """A heading and two aligned columns, the right one wrapped to the screen."""
    room = screen_width() - left - 2
    lines = [title]
    for name, text in entries:
        first, *rest = wrapped(text, room)
        if width(name) > left - 2:
            lines.append("  " + name)
            name = ""
        lines.append("  " + padded(name, left) + first)
        lines += [" " * (left + 2) + line for line in rest]
    return [*lines, ""]


def screen_width() -> int:
    """Columns of the screen, within reason; 80 when there is none.

    >>> NARROWEST <= screen_width() <= WIDEST
    True
    """
    if os.environ.get("COLUMNS", "").isdigit():
        columns = int(os.environ["COLUMNS"])
    elif sys.stdout.isatty():
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    else:
        columns = 80
    return max(NARROWEST, min(WIDEST, columns))

"""Help in aligned columns, in either language.

Typer's own help is English, breaks lines only at spaces, and takes half a second with Rich.
"""

from __future__ import annotations

from itertools import chain
from shutil import get_terminal_size

from tidu.cli.commands import COMMANDS, SCRIPTED, about, declaration
from tidu.cli.common import CommonOptions
from tidu.cli.declare import options_of
from tidu.text import say
from tidu.text.width import padded, width, wrapped

NARROWEST, WIDEST = 40, 100
LONGEST = 28
"""Places of the left column; a longer entry stands on a line of its own."""

Entries = list[tuple[str, str]]


def overview() -> str:
    """The help of `tidu` itself, without loading any command."""
    sections = {say("cli.commands"): [(name, say(f"cli.{name}")) for name in COMMANDS]}
    sections |= _sections(CommonOptions)
    for name in ("install", "show"):
        entry = (f"--{name}-completion", say(f"cli.{name}_completion"))
        sections[say("cli.section_general")].append(entry)
    return "\n".join([say("cli.about"), "", say("cli.usage_top"), "", *_blocks(sections), say("cli.more")])


def command_help(name: str) -> str:
    """The help of one command: what it does, its options by section, examples.

    >>> command_help("show").splitlines()[2]
    'Usage: tidu show MODEL [OPTIONS]'
    """
    found = declaration(name)
    parts = [(part, about(f"{name} {part}")[0]) for part in getattr(found, "PARTS", ())]
    usage = say("cli.usage", usage=_usage(name, found.OPTIONS, bool(parts)))
    listed = {say(f"cli.{name}_parts"): parts} if parts else {}
    blocks = _blocks(listed | _sections(found.OPTIONS, CommonOptions))
    sentence, examples = about(name)
    return "\n".join([sentence, "", usage, "", *blocks, say("cli.examples"), examples, ""])


def _usage(name: str, declared: type, parts: bool) -> str:
    """The words of a command in their order; `parts` if a second word follows its name."""
    needed = [option.spelling for option in options_of(declared) if option.required]
    words = ["NAME"] * parts + needed + ["[OPTIONS]"]
    if name in SCRIPTED:
        words = ["[OPTIONS]", *needed, "[ARGUMENTS]"] if name == "run" else [*words, "[-- ARGUMENTS]"]
    return " ".join(["tidu", name, *words])


def _sections(*declared: type) -> dict[str, Entries]:
    """Spelling and sentence of every option, by the title of its section."""
    sections: dict[str, Entries] = {}
    for option in chain(*map(options_of, declared)):
        entry = (", ".join([option.spelling, *option.flags[1:]]), option.help)
        sections.setdefault(option.section, []).append(entry)
    return sections


def _blocks(sections: dict[str, Entries]) -> list[str]:
    """Headings, each above two aligned columns; the right one is wrapped to the screen."""
    screen = max(NARROWEST, min(WIDEST, get_terminal_size().columns))
    longest = max(width(name) for name, _ in chain(*sections.values()))
    left = min(2 + longest, LONGEST, screen // 2 - 6)
    lines: list[str] = []
    for title, entries in sections.items():
        lines.append(title)
        for name, text in entries:
            first, *rest = wrapped(text, screen - left - 2)
            if width(name) > left - 2:
                lines.append("  " + name)
                name = ""
            lines.append("  " + padded(name, left) + first)
            lines += [" " * (left + 2) + line for line in rest]
        lines.append("")
    return lines

"""Options dataclasses read as command-line options, for help and for Typer."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tidu.tabular.options import flag
from tidu.text import say


@dataclass(frozen=True)
class Option:
    """One field seen from the command line.

    `flags` are its spellings, none if it is positional; `kind` is str, int, float, bool or
    tuple (names separated by commas); `word` is what help writes in the value's place.
    """

    name: str
    flags: tuple[str, ...]
    kind: type
    default: Any
    choices: tuple[str, ...]
    section: str
    help: str
    word: str

    @property
    def required(self) -> bool:
        """Whether there is no command without it."""
        return self.default is MISSING

    @property
    def spelling(self) -> str:
        """`--width N`, `--quiet`, `DATA`."""
        if not self.flags:
            return self.word
        return self.flags[0] if self.kind is bool else f"{self.flags[0]} {self.word}"


def options_of(declared: type) -> list[Option]:
    """The options of a dataclass whose fields were made by `tidu.tabular.options.option`.

    >>> from tidu.cli.common import CommonOptions
    >>> [option.spelling for option in options_of(CommonOptions)]
    ['--quiet', '--json', '--lang LANG', '--version', '--help']
    """
    hints = get_type_hints(declared)
    return [_option(field, _kind(hints[field.name])) for field in fields(declared)]


def _option(field: Field[Any], kind: type) -> Option:
    """A field of that kind as an option; one that is on by default is offered as the way to turn it off."""
    limits = field.metadata
    choices = limits.get("choices", ())
    text = say(limits.get("help", f"options.{field.name}"))
    if choices:
        text += say("cli.choices", choices=", ".join(choices))
    # Of several values each is a word, as on the command line.
    default = tuple(map(str, field.default)) if isinstance(field.default, tuple) else field.default
    if kind is not bool and default not in (MISSING, None, ()):
        text += say("cli.default", default=",".join(default) if kind is tuple else default)
    long = flag(f"no_{field.name}" if field.default is True else field.name)
    flags = () if limits.get("positional") else (long, *(f"-{each}" for each in limits.get("short", "")))
    word = {int: "N", float: "X", tuple: "NAMES"}.get(kind, field.name.upper())
    section = say(f"cli.section_{limits['section']}")
    return Option(field.name, flags, kind, default, choices, section, text, limits.get("word", word))


def _kind(hint: Any) -> type:
    """The type a word is turned into: `int | None` is int, `tuple[str, ...]` tuple, object str."""
    hint = get_args(hint)[0] if isinstance(hint, UnionType) else hint
    return str if hint is object else get_origin(hint) or hint

"""Options dataclasses read as command-line options."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tidu.tabular.options import flag


@dataclass(frozen=True)
class Option:
    """One field seen from the command line.

    `flags` are its spellings, none if it is positional; `kind` is str, int, float, bool or
    tuple (names separated by commas); `help` is the catalogue's key, `word` what help writes
    in the value's place.
    """

    name: str
    flags: tuple[str, ...]
    kind: type
    default: Any
    required: bool
    section: str
    choices: tuple[str, ...]
    help: str
    word: str

    @property
    def label(self) -> str:
        """How messages call it: its first flag, or its place's name."""
        return self.flags[0] if self.flags else self.name


def options_of(declared: type) -> list[Option]:
    """The options of a dataclass whose fields were made by `tidu.tabular.options.option`.

    >>> from tidu.cli.common import CommonOptions
    >>> [option.label for option in options_of(CommonOptions)]
    ['--quiet', '--json', '--lang', '--help']
    """
    hints = get_type_hints(declared)
    found = []
    for field in fields(declared):
        limits = field.metadata
        kind = _kind(hints[field.name])
        # A choice that is on by default is offered as the way to turn it off.
        name = f"no_{field.name}" if kind is bool and field.default is True else field.name
        flags = (flag(name), *(f"-{letter}" for letter in limits.get("short", "")))
        found.append(
            Option(
                name=field.name,
                flags=() if limits.get("positional") else flags,
                kind=kind,
                default=None if field.default is MISSING else field.default,
                required=field.default is MISSING,
                section=limits["section"],
                choices=limits.get("choices", ()),
                help=limits.get("help", f"options.{field.name}"),
                word=limits.get("word", field.name.upper()),
            )
        )
    return found


def _kind(hint: Any) -> type:
    """The type a word is turned into: `int | None` is int, `tuple[str, ...]` tuple, object str."""
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    kind = get_origin(hint) or hint
    return str if kind is object else kind

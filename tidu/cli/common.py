"""The options that every command has, and those of `tidu` itself."""

from __future__ import annotations

from dataclasses import dataclass

from tidu.tabular.options import check_limits, option
from tidu.text import LANGUAGES


@dataclass(frozen=True)
class CommonOptions:
    """How to speak, and to whom.

    >>> CommonOptions(json=True).quiet
    False
    """

    quiet: bool = option(False, "general", short="q")
    json: bool = option(False, "general")
    lang: str | None = option(None, "general", choices=LANGUAGES)
    help: bool = option(False, "general", short="h")

    def __post_init__(self) -> None:
        check_limits(self)


@dataclass(frozen=True)
class TopOptions:
    """What may stand before a command.

    >>> TopOptions(version=True).lang is None
    True
    """

    version: bool = option(False, "general")
    lang: str | None = option(None, "general", choices=LANGUAGES)
    help: bool = option(False, "general", short="h")

    def __post_init__(self) -> None:
        check_limits(self)

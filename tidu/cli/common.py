"""The options that every command has, and `tidu` itself: they may stand before the command or after it."""

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
    version: bool = option(False, "general")
    help: bool = option(False, "general", short="h")

    def __post_init__(self) -> None:
        check_limits(self)

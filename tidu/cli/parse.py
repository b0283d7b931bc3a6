"""Words of the command line turned into values, by the options that are declared.

Typer and argparse would do the same, but speak English only, and Typer alone takes longer
to start (0.27 s) than a whole `--help` may.
"""

from __future__ import annotations

import csv
import difflib
import math
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Any

from tidu.cli.declare import Option
from tidu.text import say


class UsageError(Exception):
    """Words that are not a command; the message is one sentence, the exit code 2."""


def parse(options: Sequence[Option], words: Sequence[str]) -> dict[str, Any]:
    """Values by option name, only of those that were given; raises `UsageError`.

    `--name value`, `--name=value`, `-n value`, `-nvalue`; after `--` all is positional. An
    option given twice counts once, the last time; lists of names add up. `--help` ends it.

    >>> from tidu.cli.common import CommonOptions
    >>> from tidu.cli.declare import options_of
    >>> parse(options_of(CommonOptions), ["--json", "--lang=zh"])
    {'json': True, 'lang': 'zh'}
    """
    flags = {flag: option for option in options for flag in option.flags}
    places = deque(option for option in options if not option.flags)
    values: dict[str, Any] = {}
    rest = deque(words)
    while rest:
        word = rest.popleft()
        if word == "--":
            for left in rest:
                _place(values, places, left)
            break
        if word == "-" or not word.startswith("-"):
            _place(values, places, word)
            continue
        option, text = _split(flags, word)
        if option.name == "help":
            return {"help": True}
        values[option.name] = _value(option, text, rest, values)
    _require(options, values)
    return values


def _split(flags: dict[str, Option], word: str) -> tuple[Option, str | None]:
    """The option that `word` names, and the value that is part of the word, if any."""
    if word.startswith("--"):
        name, equals, text = word.partition("=")
        attached = text if equals else None
    else:
        name, attached = word[:2], word[2:] or None
    if name in flags:
        return flags[name], attached
    nearest = closest(name, flags)
    if nearest:
        raise UsageError(say("cli.unknown_option_nearest", option=name, nearest=nearest))
    raise UsageError(say("cli.unknown_option", option=name))


def closest(word: str, known: Iterable[str]) -> str | None:
    """What `word` was probably meant to be.

    >>> closest("trian", ["train", "show"])
    'train'
    """
    found = difflib.get_close_matches(word, known, n=1)
    return found[0] if found else None


def _value(option: Option, text: str | None, rest: deque[str], given: dict[str, Any]) -> Any:
    """The option's value, from its own word or the next one."""
    if option.kind is bool:
        if text is not None:
            raise UsageError(say("cli.takes_no_value", option=option.label, text=text))
        return not option.default
    if text is None:
        if not rest:
            raise UsageError(say("cli.needs_value", option=option.label))
        text = rest.popleft()
    value = convert(option, text)
    return (*given.get(option.name, ()), *value) if option.kind is tuple else value


def _place(values: dict[str, Any], places: deque[Option], word: str) -> None:
    """Give `word` to the next positional option."""
    if not places:
        raise UsageError(say("cli.unexpected", word=word))
    option = places.popleft()
    values[option.name] = convert(option, word)


def convert(option: Option, text: str) -> Any:
    """`text` as the option's kind; raises `UsageError`.

    >>> from tidu.cli.declare import options_of
    >>> from tidu.tabular.options import TrainOptions
    >>> named = {option.name: option for option in options_of(TrainOptions)}
    >>> convert(named["drop"], 'id,"last, first"'), convert(named["width"], "32")
    (('id', 'last, first'), 32)
    """
    if option.kind is tuple:
        return tuple(name for name in next(csv.reader([text], skipinitialspace=True), []) if name)
    if option.kind is str:
        return text
    try:
        value = option.kind(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        key = "cli.not_a_whole_number" if option.kind is int else "cli.not_a_number"
        raise UsageError(say(key, option=option.label, text=text))
    return value


def _require(options: Sequence[Option], values: dict[str, Any]) -> None:
    """Raise unless every option without a default was given."""
    missing = [option.label for option in options if option.required and option.name not in values]
    if missing:
        raise UsageError(say("cli.missing", options=", ".join(missing)))

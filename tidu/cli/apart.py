"""The words of a command put in order, before Typer reads them: whose they are, and which belong together."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice

from tidu.cli.commands import GROUPS, SCRIPTED, declaration
from tidu.cli.common import CommonOptions
from tidu.cli.declare import options_of

NEAR = 0.8
"""How alike a word and an option are, of 1, for it to be that option misspelt, not one of the script's."""


def script_apart(words: list[str]) -> list[str]:
    """`words` with all that is the script's behind a `--`.

    Before the script options are Tidu's. Behind it all words are the script's where the command does
    nothing but run it, `--help` included; else those that are no options of the command, and all behind `--`.

    >>> script_apart(["run", "--lang", "zh", "train.py", "--lang", "en"])
    ['run', '--lang', 'zh', 'train.py', '--', '--lang', 'en']
    >>> script_apart(["doctor", "train.py", "--epochs", "3", "--lang", "en", "--", "--json"])
    ['doctor', 'train.py', '--lang', 'en', '--', '--epochs', '3', '--json']
    """
    valued = spellings(CommonOptions)
    command = first_plain(words, valued)
    if command is None or words[command] not in SCRIPTED:
        return words
    valued |= spellings(declaration(words[command]).OPTIONS)
    script = first_plain(words, valued, command + 1)
    # A model file takes no words of its own.
    if script is None or (words[command] == "explain" and not words[script].endswith(".py")):
        return words
    ours, theirs = [], words[script + 1 :]
    if words[command] != "run":
        ours, theirs = _shared(theirs, valued)
    return [*words[: script + 1], *ours, *(["--", *theirs] if theirs else ())]


def as_one(words: list[str]) -> list[str]:
    """The two words of a command of two as one.

    >>> as_one(["course", "--json", "linear", "-q"])
    ['course linear', '--json', '-q']
    """
    common = spellings(CommonOptions)
    first = first_plain(words, common)
    if first is None or words[first] not in GROUPS:
        return words
    second = first_plain(words, common, first + 1)
    if second is None:
        return words
    name = f"{words[first]} {words[second]}"
    return [*words[:first], name, *words[first + 1 : second], *words[second + 1 :]]


def spellings(declared: type) -> dict[str, bool]:
    """Every spelling of the options of a dataclass, and whether a word follows it.

    >>> spellings(CommonOptions)["--lang"], spellings(CommonOptions)["-q"]
    (True, False)
    """
    return {flag: option.kind is not bool for option in options_of(declared) for flag in option.flags}


def first_plain(words: list[str], valued: dict[str, bool], start: int = 0) -> int | None:
    """The place of the first word from `start` on that is no option nor what one takes, before a `--`.

    >>> first_plain(["--lang", "zh", "-q", "run"], spellings(CommonOptions))
    3
    """
    places = iter(range(start, len(words)))
    for place in places:
        if words[place] == "--":
            return None
        if not words[place].startswith("-"):
            return place
        if valued.get(words[place]):
            next(places, None)
    return None


def _shared(words: list[str], valued: dict[str, bool]) -> tuple[list[str], list[str]]:
    """The words behind a script: those that are options of the command, and those that are the script's."""
    ours: list[str] = []
    theirs: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            return ours, [*theirs, *rest]
        name, value = _option(word, valued)
        if name not in valued:
            # One misspelt is left to us, who say which was meant.
            (ours if get_close_matches(name, valued, 1, NEAR) else theirs).append(word)
            continue
        taken = list(islice(rest, 1)) if valued[name] and not value else []
        ours += [word, *taken]
        if valued[name] and not value and not taken:
            # Its value is missing, and must not be found in the words of the script.
            return ours, []
    return ours, theirs


def _option(word: str, valued: dict[str, bool]) -> tuple[str, str]:
    """An option and what is attached to it: `--out=a.html` and `-oa.html` both have `a.html`."""
    if word.startswith("--"):
        name, equals, text = word.partition("=")
        return name, equals + text
    short = word[:2]
    return (short, word[2:]) if valued.get(short) else (word, "")

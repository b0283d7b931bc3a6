"""From words to a command, and from what happened to an exit code.

0: done. 1: the data or the run failed, one line says why. 2: wrong usage. 130: Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from io import TextIOWrapper

from tidu.cli.commands import COMMANDS, load
from tidu.cli.common import CommonOptions, TopOptions
from tidu.cli.declare import options_of
from tidu.cli.parse import UsageError, closest, parse
from tidu.cli.screen import Session
from tidu.cli.usage import command_help, overview
from tidu.core.errors import DataError
from tidu.text import say
from tidu.version import __version__


def main(words: Sequence[str] | None = None) -> int:
    """Run `tidu` with `words` (default: the process's) and return the exit code."""
    words = list(sys.argv[1:] if words is None else words)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    _choose_language(words)
    try:
        _dispatch(words)
        sys.stdout.flush()
        return 0
    except UsageError as error:
        _complain(str(error))
        return 2
    except KeyboardInterrupt:
        _complain(say("cli.interrupted"))
        return 130
    except BrokenPipeError:
        # Whoever read our output has left; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (DataError, OSError, MemoryError) as error:
        _complain(_reason(error))
        return 1


def _dispatch(words: list[str]) -> None:
    """Answer what concerns `tidu` itself, or hand over to the command."""
    place = 0
    while place < len(words) and words[place].startswith("-"):
        place += 2 if words[place] == "--lang" else 1
    general = options_of(TopOptions)
    try:
        top = TopOptions(**parse(general, words[:place]))
    except ValueError as error:
        raise UsageError(str(error)) from error
    if top.version:
        print(f"tidu {__version__}")
    elif top.help or place >= len(words):
        print(overview(general))
    elif words[place] in COMMANDS:
        _run(words[place], words[place + 1 :])
    else:
        raise UsageError(_unknown(words[place]))


def _unknown(word: str) -> str:
    """What to say of a command that is none."""
    nearest = closest(word, COMMANDS)
    if nearest:
        return say("cli.unknown_command_nearest", word=word, nearest=nearest)
    return say("cli.unknown_command", word=word, commands=", ".join(COMMANDS))


def _run(name: str, words: Sequence[str]) -> None:
    """Parse the command's own words and run it."""
    module = load(COMMANDS[name])
    options = [*options_of(module.OPTIONS), *options_of(CommonOptions)]
    try:
        values = parse(options, words)
        if "help" in values:
            print(command_help(name, options))
            return
        shared = {each.name: values.pop(each.name) for each in fields(CommonOptions)
                  if each.name in values}  # fmt: skip
        chosen, common = module.OPTIONS(**values), CommonOptions(**shared)
    except (UsageError, ValueError) as error:
        raise UsageError(f"{error}{say('cli.see_help', command=name)}") from error
    with Session(common.quiet, common.json) as session:
        module.run(chosen, session)


def _choose_language(words: Sequence[str]) -> None:
    """Let `--lang`, wherever it stands, decide the language of every sentence from here on."""
    for place, word in enumerate(words):
        name, equals, text = word.partition("=")
        if name == "--lang":
            os.environ["TIDU_LANG"] = text if equals else "".join(words[place + 1 : place + 2])


def _reason(error: Exception) -> str:
    """One line on what went wrong."""
    if isinstance(error, MemoryError):
        return say("cli.memory")
    if isinstance(error, OSError) and error.filename:
        return say("cli.file", file=error.filename, reason=error.strerror)
    return str(error)


def _complain(sentence: str) -> None:
    """One line on stderr."""
    print("tidu: " + " ".join(sentence.split()), file=sys.stderr)

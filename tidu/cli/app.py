"""From words to a command, and from what happened to an exit code.

0: done. 1: the data or the run failed, one line says why. 2: wrong usage. 130: Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import takewhile

from tidu.cli.apart import as_one, script_apart
from tidu.cli.commands import known, load
from tidu.cli.misuse import UsageError
from tidu.cli.usage import command_help, overview
from tidu.core.errors import DataError
from tidu.text import say
from tidu.version import __version__


def main(words: Sequence[str] | None = None) -> int:
    """Run `tidu` with `words` (default: the process's) and return the exit code."""
    words = as_one(script_apart(list(sys.argv[1:] if words is None else words)))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    _choose_language(words)
    try:
        answer = _at_once(words)
        if answer is not None:
            print(answer, flush=True)
            return 0
        # Typer takes longer to load than help may take.
        code = load("tidu.cli.grammar:run")(words)
        return _complain(say("cli.interrupted"), code) if code == 130 else code
    except UsageError as error:
        return _complain(str(error), 2)
    except BrokenPipeError:
        # Whoever read our output has left; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (DataError, OSError, MemoryError) as error:
        return _complain(_reason(error), 1)


def _choose_language(words: Sequence[str]) -> None:
    """Let `--lang`, wherever it stands, decide the language of every sentence from here on."""
    for place, word in enumerate(_ours(words)):
        name, equals, text = word.partition("=")
        if name == "--lang":
            os.environ["TIDU_LANG"] = text if equals else "".join(words[place + 1 : place + 2])


def _ours(words: Sequence[str]) -> list[str]:
    """The words before a `--`."""
    return list(takewhile(lambda word: word != "--", words))


def _at_once(words: Sequence[str]) -> str | None:
    """Help and version, wherever they are asked for; the shell asks Typer for completions, without words."""
    before = _ours(words)
    if "--version" in before:
        return f"tidu {__version__}"
    if {"--help", "-h"} & set(before) or not (words or "_TIDU_COMPLETE" in os.environ):
        name = next((word for word in before if known(word)), None)
        return command_help(name) if name else overview()
    return None


def _reason(error: Exception) -> str:
    """One line on what went wrong."""
    if isinstance(error, MemoryError):
        return say("cli.memory")
    if isinstance(error, OSError) and error.filename:
        return say("cli.file", file=error.filename, reason=error.strerror)
    return str(error)


def _complain(sentence: str, code: int) -> int:
    """One line on stderr; the exit code is handed through."""
    print("tidu: " + " ".join(sentence.split()), file=sys.stderr)
    return code

"""Wrong usage, said in our words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from tidu.cli.commands import COMMANDS, load
from tidu.text import say


class UsageError(Exception):
    """Words that are not a command; the message is one sentence, the exit code 2."""


def explain(error: Any, words: Sequence[str]) -> str:
    """The sentence for an error that Typer raised on reading `words`.

    Typer exports only `BadParameter` of its parser's errors, so the others go by name. What is
    not listed was raised by us, with our sentence.
    """
    context: Any = error.ctx
    match type(error).__name__:
        case "NoSuchOption" if error.possibilities:
            nearest = error.possibilities[0]
            sentence = say("cli.unknown_option_nearest", option=error.option_name, nearest=nearest)
        case "NoSuchOption":
            sentence = say("cli.unknown_option", option=error.option_name)
        case "BadOptionUsage":
            name = error.option_name
            texts = [word.removeprefix(f"{name}=") for word in words if word.startswith(f"{name}=")]
            key = "cli.takes_no_value" if texts else "cli.needs_value"
            sentence = say(key, option=name, text="".join(texts[:1]))
        case "MissingParameter":
            needed = (each for each in context.command.params if each.required)
            missing = [each.opts[0] for each in needed if each.name not in context.params]
            sentence = say("cli.missing", options=", ".join(missing))
        case _:
            sentence = error.message
    inside_command = context and context.parent
    return sentence + (say("cli.see_help", command=context.info_name) if inside_command else "")


def unknown_command(word: str) -> str:
    """What to say of a command that is none.

    >>> unknown_command("trian")
    'There is no command trian. Did you mean train?'
    """
    first, _, part = word.partition(" ")
    names = [f"{first} {each}" for each in load(COMMANDS[first]).PARTS] if part else list(COMMANDS)
    for nearest in difflib.get_close_matches(word, names, n=1, cutoff=0.8 if part else 0.6):
        return say("cli.unknown_command_nearest", word=word, nearest=nearest)
    return say("cli.unknown_command", word=word, commands=", ".join(names))

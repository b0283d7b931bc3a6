"""The table of commands: modules named as text, loaded when called."""

from __future__ import annotations

import importlib
from typing import Any

from tidu.text import say

COMMANDS = {
    "train": "tidu.cli.train",
    "sweep": "tidu.cli.sweep",
    "predict": "tidu.cli.predict",
    "show": "tidu.cli.show",
    "run": "tidu.cli.run",
    "explain": "tidu.cli.explain",
    "doctor": "tidu.cli.doctor",
    "course": "tidu.cli.course",
}
"""Command -> the module that declares its `OPTIONS` (a dataclass) and its `run`.

`cli.<command>` in the catalogue says what it is for, so that help need not load it.
"""

GROUPS = ("course",)
"""Commands of two words: their modules have `PARTS`, the second words, and `part`, which declares
`OPTIONS`, `run`, `about` and `examples` of one."""

SCRIPTED = ("run", "doctor", "explain")
"""Commands that may be given a script: `tidu.cli.apart` says whose the words behind it are."""


def load(reference: str) -> Any:
    """What `module` or `module:name` refers to.

    >>> load("math:pi")
    3.14159...
    """
    module, _, name = reference.partition(":")
    loaded = importlib.import_module(module)
    return getattr(loaded, name) if name else loaded


def known(name: str) -> bool:
    """Whether there is a command of that name, of one word or two.

    >>> known("train"), known("course list"), known("course lost")
    (True, True, False)
    """
    first, _, part = name.partition(" ")
    return first in COMMANDS and (not part or part in load(COMMANDS[first]).PARTS)


def declaration(name: str) -> Any:
    """What declares `OPTIONS` and `run` of a command that is known.

    >>> declaration("show").__name__
    'tidu.cli.show'
    """
    first, _, part = name.partition(" ")
    module = load(COMMANDS[first])
    return module.part(part) if part else module


def about(name: str) -> tuple[str, str]:
    """What a command that is known is for, and examples of it.

    >>> about("show")[1]
    '  tidu show prices.tidu'
    """
    if " " in name:
        part = declaration(name)
        return part.about, part.examples
    return say(f"cli.{name}"), say(f"cli.{name}_examples")

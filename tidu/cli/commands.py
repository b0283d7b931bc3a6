"""The table of commands: modules named as text, loaded when called."""

from __future__ import annotations

import importlib
from typing import Any

COMMANDS = {
    "train": "tidu.cli.train",
    "sweep": "tidu.cli.sweep",
    "predict": "tidu.cli.predict",
    "show": "tidu.cli.show",
    "run": "tidu.cli.run",
}
"""Command -> the module that declares its `OPTIONS` (a dataclass) and its `run`.

`cli.<command>` in the catalogue says what it is for, so that help need not load it.
"""


def load(reference: str) -> Any:
    """What `module` or `module:name` refers to.

    >>> load("math:pi")
    3.14159...
    """
    module, _, name = reference.partition(":")
    loaded = importlib.import_module(module)
    return getattr(loaded, name) if name else loaded

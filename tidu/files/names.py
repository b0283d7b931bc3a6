"""Classes and functions by name, for files: a name leads to what is there already, never to an import."""

from __future__ import annotations

import sys
from importlib import import_module
from types import FunctionType
from typing import Any

from tidu.files.refusal import RefusedObject
from tidu.nn.module import Module
from tidu.text import say

DOORS = ("tidu", "tidu.nn", "tidu.nn.functional", "tidu.nn.init")
"""Where Tidu's own classes and functions are looked for: public places, which stay where they are."""


def name_of_code(value: Any) -> str | None:
    """`module:name` of a class of modules or a function, if that leads back to it; else None.

    >>> import tidu
    >>> name_of_code(tidu.nn.Linear), name_of_code(tidu.nn.functional.relu), name_of_code(lambda x: x)
    ('tidu.nn:Linear', 'tidu:relu', None)
    """
    if not (isinstance(value, FunctionType) or (isinstance(value, type) and issubclass(value, Module))):
        return None
    doors = DOORS if value.__module__.startswith("tidu.") else (value.__module__,)
    for door in doors:
        if found_at(door, value.__qualname__) is value:
            return f"{door}:{value.__qualname__}"
    return None


def found_at(module: str, name: str) -> Any:
    """What `name` is in a module that is loaded, or is a door of Tidu's; None if there is none."""
    found: Any = import_module(module) if module in DOORS else sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def named(name: str, homes: set[str]) -> Any:
    """The class of modules or the function that `name_of_code` named.

    Functions are taken from Tidu and from `homes`, the modules that the file's classes are from.
    RefusedObject for anything else: what a file can name must not be what harms when it is called.
    """
    module, _, path = name.partition(":")
    value = found_at(module, path)
    if value is None:
        raise RefusedObject(say("files.no_class", name=path, module=module))
    of_module = isinstance(value, type) and issubclass(value, Module)
    of_homes = isinstance(value, FunctionType) and (module in DOORS or module in homes)
    if not (of_module or of_homes) or name_of_code(value) != name:
        raise RefusedObject(say("files.unknown_object", label=name))
    return value

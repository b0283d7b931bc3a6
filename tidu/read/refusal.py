"""The sentence of a refusal: which line of a person's own code, and why."""

from __future__ import annotations

import functools
import inspect
import linecache
import os
import sys
from types import FrameType
from typing import Any

from tidu.read.variable import NotRecordable
from tidu.text import say

OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
MACHINERY = tuple(f"{OURS}{part}{os.sep}" for part in ("core", "ops", "read", "tensor"))
FOREIGN = (f"{os.sep}site-packages{os.sep}", f"{os.sep}lib{os.sep}python")


def refusal(reason: str, function: Any = None, **values: object) -> NotRecordable:
    """The error for `reason`, a key of the catalogue's `record` area.

    It names the line that is being recorded or, once that is over, the first of `function`.
    """
    where = place() if function is None else beginning(function)
    why = say(f"record.{reason}", **values)
    named = {"key": "record.refused", "place": where} if where else {"key": "record.refused_in_fit"}
    error = NotRecordable(say(named.pop("key"), reason=why, **named))
    error.reason = reason
    return error


def beginning(function: Any) -> str:
    """Where a function of a person's own begins; nothing for one of ours, whose line would not help."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return getattr(function, "__name__", type(function).__name__)
    return line_of(code.co_filename, code.co_firstlineno) if is_own(code.co_filename) else ""


def place() -> str:
    """The line that is being recorded: the innermost of a person's own, else of ours that compute."""
    frame: FrameType | None = sys._getframe(1)
    inner = None
    while frame is not None:
        name = frame.f_code.co_filename
        if is_own(name):
            return told(frame)
        if inner is None and not name.startswith(MACHINERY):
            inner = frame
        frame = frame.f_back
    return told(inner) if inner is not None else "?"


@functools.cache
def is_own(filename: str) -> bool:
    """Whether a file is a person's own: not ours, not a library's."""
    if filename.startswith(OURS):
        return False
    return not any(part in filename for part in FOREIGN) and not filename.startswith("<frozen")


def told(frame: FrameType) -> str:
    """A frame's line as `file.py:12: `if loss.item() < 1:``."""
    return line_of(frame.f_code.co_filename, frame.f_lineno)


def line_of(name: str, line: int) -> str:
    """A line of a file, with its text where it can be read."""
    text = linecache.getline(name, line).strip()
    place = f"{os.path.basename(name)}:{line}"
    return f"{place}: `{text}`" if text else place

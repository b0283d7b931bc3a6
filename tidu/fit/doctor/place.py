"""A line of the user's own code: the innermost one that is neither ours, Python's nor a package's."""

from __future__ import annotations

import linecache
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

Spot = tuple[CodeType, int]
"""A place without its text, which costs less."""
HOME = str(Path(__file__).parents[2])
LIBRARIES = tuple({HOME, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))})
_known: dict[CodeType, bool] = {}


@dataclass(frozen=True)
class Place:
    """A file, a line, and what is written there.

    >>> str(Place("train.py", 12, "loss.backward()"))
    'train.py:12: loss.backward()'
    """

    file: str
    line: int
    text: str = ""

    def __str__(self) -> str:
        where = f"{Path(self.file).name}:{self.line}"
        return f"{where}: {self.text}" if self.text else where

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"file": self.file, "line": self.line, "text": self.text}


def is_users(code: CodeType) -> bool:
    """Whether a piece of code is the user's own."""
    found = _known.get(code)
    if found is None:
        name = code.co_filename
        found = not name.startswith(LIBRARIES) and not name.startswith("<frozen")
        _known[code] = found
    return found


def users_frame(frame: FrameType | None) -> FrameType | None:
    """The innermost frame of the user's own code from `frame` outward, None where there is none."""
    while frame is not None and not is_users(frame.f_code):
        frame = frame.f_back
    return frame


def spot_here() -> Spot | None:
    """The user's own line that is running, in the form that costs least."""
    frame = users_frame(sys._getframe(1))
    return None if frame is None else (frame.f_code, frame.f_lineno)


def place_at(spot: Spot | None) -> Place | None:
    """A spot with its text."""
    if spot is None:
        return None
    code, line = spot
    return Place(code.co_filename, line, linecache.getline(code.co_filename, line).strip())


def users_frame_here() -> FrameType | None:
    """The user's own frame that is running."""
    return users_frame(sys._getframe(1))


def place_here() -> Place | None:
    """The user's own line that is running."""
    return place_at(spot_here())


def place_of(error: BaseException) -> Place | None:
    """The user's own line that an error came from."""
    found, trace = None, error.__traceback__
    while trace is not None:
        if is_users(trace.tb_frame.f_code):
            found = trace
        trace = trace.tb_next
    return None if found is None else place_at((found.tb_frame.f_code, found.tb_lineno))


__all__ = ["Place", "Spot", "is_users", "place_at", "place_here", "place_of", "spot_here", "users_frame_here"]

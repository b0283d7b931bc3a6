"""A script run as Python runs it, with Tidu in PyTorch's place."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from types import ModuleType, TracebackType

from tidu.compat.stand_in import as_torch
from tidu.core.errors import DataError
from tidu.text import FIXES, say

OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep


class Script:
    """A file of Python that can be this process's main program, with arguments for its `sys.argv`.

    `DataError` for a file that is not there, `OSError` for one that cannot be read.
    """

    def __init__(self, path: str, arguments: Sequence[str] = ()):
        self.path, self.arguments = path, arguments
        self.source = _read(path)

    def run(self) -> None:
        """Runs it; the process is its own from then on, as with `python script.py`."""
        as_torch()
        sys.argv = [self.path, *self.arguments]
        if not sys.flags.safe_path:
            sys.path[0] = os.path.dirname(os.path.realpath(self.path))
        main = ModuleType("__main__")
        vars(main).update(__file__=self.path, __builtins__=__builtins__)
        sys.modules["__main__"] = main
        exec(compile(self.source, self.path, "exec", dont_inherit=True), vars(main))


def within(error: BaseException) -> TracebackType | None:
    """The part of an error's traceback that lies in the script: what called it is left out.

    Where the message ends in a fix, Tidu's own frames are left out, too: what is to be changed is
    a line of the script.

    >>> within(ValueError()) is None
    True
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code is not Script.run.__code__:
        trace = trace.tb_next
    inside = trace and trace.tb_next
    return _without_ours(inside) if any(fix in str(error) for fix in FIXES) else inside


def _without_ours(trace: TracebackType | None) -> TracebackType | None:
    """A traceback without the frames that lie in Tidu's folder."""
    if trace is None:
        return None
    rest = _without_ours(trace.tb_next)
    if trace.tb_frame.f_code.co_filename.startswith(OURS):
        return rest
    return TracebackType(rest, trace.tb_frame, trace.tb_lasti, trace.tb_lineno)


def _read(path: str) -> bytes:
    """The bytes of a script, whose encoding Python finds out."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        folder, name = os.path.split(path)
        there = os.listdir(folder or ".") if os.path.isdir(folder or ".") else []
        near = get_close_matches(name, [each for each in there if each.endswith(".py")], 1, 0.8)
        fix = say("compat.script_path")
        if near:
            fix = say("compat.script_near", near=os.path.join(folder, *near))
        raise DataError(say("compat.script_missing", path=path, fix=fix)) from None

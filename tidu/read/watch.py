"""What a step does besides computing, as far as it can be seen: printing, clocks, dice, outside lists."""

from __future__ import annotations

import io
import random
import socket
import sys
from collections.abc import Iterator
from types import CodeType, FrameType
from typing import Any

from tidu.read.outside import Outside, innermost
from tidu.read.refusal import OURS, is_own

EFFECTS = (
    ("builtins", "print"), ("builtins", "input"), ("builtins", "exec"), ("builtins", "eval"),
    ("_io", "open"), ("io", "open"),
)  # fmt: skip
MODULES = ("time", "random", "_random", "secrets", "posix", "nt", "_socket", "_thread")
CLOCKS = ("now", "today", "utcnow")
OWNERS = (io.IOBase, random.Random, socket.socket)
GROWING = ("append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add",
           "discard", "sort", "reverse", "popitem", "appendleft", "popleft")  # fmt: skip
RULE = {"rule", "__builtins__"}  # the namespace of a compiled rule of a gradient
VARIADIC = 0x04, 0x08  # the flags of a code that has *args, and **kwargs


class Watch(Outside):
    """Follows the calls of a recording: refuses what a program would not repeat, notes what is read."""

    def __init__(self, recorder: Any, function: Any):
        super().__init__(recorder)
        self.owners: dict[str, str] = {}  # whose a file is
        self.codes: dict[int, CodeType] = {}  # of a person's own that ran
        self.nested: set[CodeType] = set()  # what these define inside
        self.function = function

    def __enter__(self) -> Watch:
        self.before: Any = sys.getprofile()
        self.watching = self.before is None or callable(self.before)
        function = innermost(self.function)
        code = getattr(function, "__code__", None)
        if code is not None:
            self.words.update(code.co_names)
        self.meet(self.function)
        self.read_cells_of(function)
        if self.watching:
            sys.setprofile(self.see)
        return self

    def __exit__(self, *error: object) -> None:
        # A profiler of C's own (cProfile's) cannot be set from here: it was left in place, unwatched.
        if self.watching:
            sys.setprofile(self.before)

    def see(self, frame: FrameType, event: str, argument: Any) -> None:
        """Python's note of a call. Nearly all are calls of our own code, so these go first."""
        name = frame.f_code.co_filename
        if name == "<string>":
            name = home(frame.f_globals)
        own = self.owners.get(name)
        if own is None:
            own = self.owners[name] = "ours" if name.startswith(OURS) else "own" if is_own(name) else "other"
        if own == "ours":
            return
        if event == "c_call":
            self.called(frame, argument)
        elif event == "call" and own == "own":
            self.entered(frame)

    def entered(self, frame: FrameType) -> None:
        """Notes what a call of a person's own code can read: names, what is around it, arguments."""
        code, local = frame.f_code, frame.f_locals
        if id(code) not in self.codes:
            self.codes[id(code)] = code
            self.nested.update(x for x in code.co_consts if isinstance(x, CodeType))
            self.read_code(code, frame.f_globals)
        if code.co_freevars:
            self.read_cells(code, local, code in self.nested)
        count = code.co_argcount + code.co_kwonlyargcount + sum(bool(code.co_flags & x) for x in VARIADIC)
        for place, name in enumerate(code.co_varnames[:count]):
            value = local.get(name)
            if place == 0 and code.co_name == "__init__":
                self.make(value)
            elif not isinstance(value, Iterator):
                self.meet(value, None, certain=False)

    def called(self, frame: FrameType, function: Any) -> None:
        """Refuses a call into C whose effect a program would not repeat."""
        owner = getattr(function, "__self__", None)
        name = function.__name__
        module = getattr(function, "__module__", None)
        kind = type(owner).__name__
        seen = (module, name) in EFFECTS or module in MODULES or isinstance(owner, OWNERS)
        if (seen or (name in CLOCKS and isinstance(owner, type))) and on_behalf(frame):
            call = name if (module, name) in EFFECTS else f"{module or kind}.{name}"
            self.recorder.refuse("effect", call=call)
        if name in GROWING and isinstance(owner, list | dict | set) and is_own(frame.f_code.co_filename):
            self.hold(owner, f"{kind}.{name}")


def home(space: dict[str, Any]) -> str:
    """The file that code made of text belongs to: of a dataclass, and of our rules of gradients."""
    return space.get("__file__") or (OURS if space.keys() == RULE else "<string>")


def on_behalf(frame: FrameType | None) -> bool:
    """Whether a person's own code is behind a call: not ours, nor the machinery of imports."""
    while frame is not None:
        name = frame.f_code.co_filename
        if is_own(name):
            return True
        if name.startswith((OURS, "<frozen importlib")):
            return False
        frame = frame.f_back
    return False

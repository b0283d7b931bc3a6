"""What a step does besides computing, as far as it can be seen: printing, clocks, dice, outside lists."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from tidu.read.refusal import is_own

PLAIN = (bool, int, float, str, type(None))
EFFECTS = {("builtins", name) for name in ("print", "input", "open", "exec", "eval")}
MODULES = ("time", "random", "_random", "numpy.random", "secrets", "posix", "nt", "_socket", "_thread")
OWNERS = ("TextIOWrapper", "BufferedWriter", "BufferedReader", "FileIO", "StringIO", "BytesIO",
          "Random", "RandomState", "Generator", "socket")  # fmt: skip
GROWING = ("append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add",
           "discard", "sort", "reverse", "popitem", "appendleft", "popleft")  # fmt: skip
Refuse = Callable[..., Any]


class Watch:
    """Follows the calls of a recording; `refuse` is called at what a program would not repeat.

    `names` collects (namespace, name, value) of the outside names that a person's own code
    reads, `held` the lists and dictionaries that it changes, with their contents before.
    """

    def __init__(self, refuse: Refuse):
        self.refuse = refuse
        self.names: dict[tuple[int, str], tuple[dict, str, Any]] = {}
        self.held: dict[int, tuple[Any, Any, str]] = {}

    def __enter__(self) -> Watch:
        self.before = sys.getprofile()
        sys.setprofile(self.see)
        return self

    def __exit__(self, *error: object) -> None:
        sys.setprofile(self.before)

    def see(self, frame: FrameType, event: str, argument: Any) -> None:
        """Python's note of a call, of which only those from a person's own code matter."""
        if event == "call" and is_own(frame.f_code.co_filename):
            self.read_names(frame)
        elif event == "c_call" and is_own(frame.f_code.co_filename):
            self.called(argument)

    def read_names(self, frame: FrameType) -> None:
        """Notes what the outside names in the code of `frame` mean now."""
        space = frame.f_globals
        for name in frame.f_code.co_names:
            if name in space and not callable(space[name]):
                self.names.setdefault((id(space), name), (space, name, space[name]))

    def called(self, function: Any) -> None:
        """Refuses a call into C whose effect a program would not repeat."""
        owner = getattr(function, "__self__", None)
        name = function.__name__
        module = getattr(function, "__module__", None)
        kind = type(owner).__name__
        if (module, name) in EFFECTS or module in MODULES or kind in OWNERS:
            self.refuse("effect", call=name if module == "builtins" else f"{module or kind}.{name}")
        if name in GROWING and isinstance(owner, list | dict | set):
            self.held.setdefault(id(owner), (owner, owner.copy(), f"{kind}.{name}"))

    def outside_changes(self) -> str | None:
        """Which call changed a list, dictionary or set that is still in use; all are put back."""
        found = None
        while self.held:
            _, (owner, before, call) = self.held.popitem()
            # `owner` here and the argument of getrefcount: anything more is somebody else.
            if sys.getrefcount(owner) > 2 and not same(owner, before):
                found = call
                put_back(owner, before)
        return found

    def rebound(self) -> str | None:
        """The first global name that was given another value; all are put back."""
        found = None
        for space, name, value in self.names.values():
            if space.get(name, self) is not value:
                found = name
                space[name] = value
        return found


def same(owner: Any, before: Any) -> bool:
    """Whether a collection holds the very things that it held."""
    if len(owner) != len(before):
        return False
    if isinstance(owner, dict):
        return all(key in before and before[key] is value for key, value in owner.items())
    if isinstance(owner, set):
        return owner == before
    return all(x is y for x, y in zip(owner, before, strict=True))


def put_back(owner: Any, before: Any) -> None:
    """Makes a collection hold again what it held."""
    owner.clear()
    owner.extend(before) if isinstance(owner, list) else owner.update(before)

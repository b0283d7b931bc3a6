"""What a step does besides computing, as far as it can be seen: printing, clocks, dice, outside lists."""

from __future__ import annotations

import inspect
import io
import random
import socket
import sys
from collections.abc import Callable, Iterator
from types import CellType, FrameType, ModuleType
from typing import Any

import numpy as np

from tidu.core.primitive import Bindable
from tidu.read.refusal import OURS, is_own
from tidu.read.world import difference

EFFECTS = (
    ("builtins", "print"), ("builtins", "input"), ("builtins", "exec"), ("builtins", "eval"),
    ("_io", "open"), ("io", "open"),
)  # fmt: skip
MODULES = ("time", "random", "_random", "secrets", "posix", "nt", "_socket", "_thread")
CLOCKS = ("now", "today", "utcnow")
OWNERS = (io.IOBase, random.Random, socket.socket)
GROWING = ("append", "extend", "insert", "pop", "remove", "clear", "update", "setdefault", "add",
           "discard", "sort", "reverse", "popitem", "appendleft", "popleft")  # fmt: skip
LARGE = 100_000  # collections beyond are not looked into
EMPTY = CellType()
Refuse = Callable[..., Any]


class Watch:
    """Follows the calls of a recording; `refuse` is called at what a program would not repeat.

    `names` collects (namespace, name, value) of the outside names that a person's own code
    reads, `cells` those that `function` takes from around it, `held` lists and dictionaries
    with their contents before, `objects` those of a person's own classes with their attributes.
    `words` are the names and texts in the code that ran: what it can have read.
    """

    def __init__(self, refuse: Refuse, function: Any):
        self.refuse = refuse
        self.names: dict[tuple[int, str], tuple[dict, str, Any]] = {}
        self.held: dict[int, tuple[Any, Any, str]] = {}
        self.collections: dict[int, tuple[Any, Any]] = {}  # those of `held` that outside names lead to
        self.objects: dict[int, tuple[Any, dict[str, Any]]] = {}
        self.words: set[Any] = set()
        self.owners: dict[str, str] = {}  # whose a file is
        self.codes: dict[int, Any] = {}
        self.cells = [(cell, cell.cell_contents) for cell in filled_cells(function)]
        self.function = function

    def __enter__(self) -> Watch:
        self.before: Any = sys.getprofile()
        self.watching = self.before is None or callable(self.before)
        code = getattr(inspect.unwrap(self.function), "__code__", None)
        if code is not None:
            self.words.update(code.co_names)
        self.meet(getattr(self.function, "__self__", None))
        for _, value in self.cells:
            self.meet(value, type(value).__name__)
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
        own = self.owners.get(name)
        if own is None:
            own = self.owners[name] = "ours" if name.startswith(OURS) else "own" if is_own(name) else "other"
        if own == "ours":
            return
        if event == "c_call":
            self.called(frame, argument)
        elif event == "call" and own == "own":
            self.read_names(frame)

    def read_names(self, frame: FrameType) -> None:
        """Notes what the outside names in the code of `frame` mean now."""
        space, code = frame.f_globals, frame.f_code
        if id(code) in self.codes:
            return
        self.codes[id(code)] = code
        self.words.update(code.co_names)
        self.words.update(x for x in code.co_consts if isinstance(x, str))
        for name in code.co_names:
            if name in space and not callable(space[name]):
                self.names.setdefault((id(space), name), (space, name, space[name]))
                self.meet(space[name], name)

    def meet(self, x: Any, name: str = "self") -> None:
        """Notes what is in an outside collection, or in an object of a person's own class."""
        if isinstance(x, Iterator):
            self.refuse("iterator", name=name)
        if isinstance(x, list | dict | set | np.ndarray):
            self.hold(x, type(x).__name__)
            if id(x) in self.held:
                self.collections[id(x)] = self.held[id(x)][:2]
        elif id(x) not in self.objects and is_own_object(x):
            self.objects[id(x)] = (x, dict(vars(x)))
            for name, value in list(vars(x).items()):
                if not isinstance(value, Iterator) or name in self.words:
                    self.meet(value, name)

    def hold(self, owner: Any, call: str) -> None:
        """Notes what a collection holds before `call` changes it."""
        size = owner.nbytes if isinstance(owner, np.ndarray) else len(owner)
        if id(owner) not in self.held and size <= LARGE:
            self.held[id(owner)] = (owner, owner.copy(), call)

    def called(self, frame: FrameType, function: Any) -> None:
        """Refuses a call into C whose effect a program would not repeat."""
        owner = getattr(function, "__self__", None)
        name = function.__name__
        module = getattr(function, "__module__", None)
        kind = type(owner).__name__
        seen = (module, name) in EFFECTS or module in MODULES or isinstance(owner, OWNERS)
        if (seen or (name in CLOCKS and isinstance(owner, type))) and on_behalf(frame):
            self.refuse("effect", call=name if (module, name) in EFFECTS else f"{module or kind}.{name}")
        if name in GROWING and isinstance(owner, list | dict | set) and is_own(frame.f_code.co_filename):
            self.hold(owner, f"{kind}.{name}")

    def restore(self) -> tuple[str | None, tuple[str, str] | None]:
        """Puts back what changed: by which call a collection did, and (owner, name) of an attribute."""
        named = None
        for x, before in self.objects.values():
            name = difference(before, vars(x))
            if name is not None:
                named = type(x).__name__, name
                vars(x).clear()
                vars(x).update(before)
        for space, name, value in self.names.values():
            if space.get(name, self) is not value:
                named = space.get("__name__", "?"), name
                space[name] = value
        for cell, value in self.cells:
            if cell.cell_contents is not value:
                named = "nonlocal", type(value).__name__
                cell.cell_contents = value
        return self.changed_collection(), named

    def changed_collection(self) -> str | None:
        """Which call changed a list, dictionary or set that is still in use; all are put back."""
        found = None
        while self.held:
            number, (owner, before, call) = self.held.popitem()
            # `owner` here and the argument of getrefcount: anything more is somebody else.
            used = number in self.collections or sys.getrefcount(owner) > 2
            if used and not same(owner, before):
                found = call
                put_back(owner, before)
        return found


def filled_cells(function: Any) -> list[Any]:
    """The cells of the names that a function takes from around it, but those still empty."""
    function = getattr(inspect.unwrap(function), "__func__", function)
    return [cell for cell in getattr(function, "__closure__", None) or () if cell != EMPTY]


def is_own_object(x: Any) -> bool:
    """Whether `x` is of a class in a person's own code; tensors and modules are noted elsewhere."""
    if isinstance(x, Bindable | type | ModuleType) or callable(x) or not hasattr(x, "__dict__"):
        return False
    home = sys.modules.get(type(x).__module__)
    return home is not None and is_own(getattr(home, "__file__", None) or "<input>")


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


def same(owner: Any, before: Any) -> bool:
    """Whether a collection holds the very things that it held."""
    if isinstance(owner, np.ndarray):
        return owner.tobytes() == before.tobytes()
    if len(owner) != len(before):
        return False
    if isinstance(owner, dict):
        return all(key in before and before[key] is value for key, value in owner.items())
    if isinstance(owner, set):
        return owner == before
    return all(x is y for x, y in zip(owner, before, strict=True))


def put_back(owner: Any, before: Any) -> None:
    """Makes a collection hold again what it held."""
    if isinstance(owner, np.ndarray):
        owner[...] = before
        return
    owner.clear()
    owner.extend(before) if isinstance(owner, list) else owner.update(before)

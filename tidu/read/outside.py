"""What of the outside a recording's code has read: noted as it was, to be put back and guarded."""

from __future__ import annotations

import functools
import gc
import inspect
import sys
import weakref
from collections.abc import Iterator, Mapping
from types import CellType, CodeType, FunctionType, MappingProxyType, MethodType, ModuleType
from typing import Any

import numpy as np

from tidu.core.primitive import Bindable
from tidu.read.refusal import is_own
from tidu.read.world import HELD, difference

NAMESPACES = ("types", "argparse")  # whose SimpleNamespace and Namespace hold a person's options
LARGE = 100_000  # collections beyond are not looked into
SHORT = 32  # collections up to here are compared number by number
EMPTY = CellType()
PLAIN = (bool, int, float, str)


class Outside:
    """Notes of what was read, by identity, so that each is noted as it was at first.

    `names` are (namespace, name, value) of globals and of a person's own classes and modules,
    `cells` what functions take from around them, `held` collections with their contents before,
    `objects` those of a person's own classes with their attributes, `reached` the names that lead
    to them. What only an argument leads to may have been made inside: it counts (`certain`) once
    something outside leads to it, or if somebody still has it when all is over (`settle`).
    `words` are the names and texts in the code that ran: what it can have read.
    """

    def __init__(self, recorder: Any):
        self.recorder = recorder
        self.names: dict[tuple[int, str], tuple[Any, str, Any, Any]] = {}
        self.cells: dict[int, tuple[Any, Any]] = {}
        self.held: dict[int, tuple[Any, Any, str]] = {}
        self.objects: dict[int, tuple[Any, dict[str, Any]]] = {}
        self.reached: dict[int, set[str | None]] = {}
        self.certain: set[int] = set()
        self.spaces: dict[int, Any] = {}  # the classes and modules that were met
        self.functions: dict[CodeType, list[FunctionType]] = {}
        self.made: dict[int, weakref.ref] = {}  # objects that were made inside
        self.inner: set[int] = set()  # the cells of functions that were probably made inside
        self.words: set[Any] = set()

    def was_read(self, number: int) -> bool:
        """Whether code that ran can have read what a number is the identity of."""
        return not self.words.isdisjoint(names := self.reached.get(number, set())) or None in names

    def meet(self, x: Any, name: str | None = None, certain: bool = True) -> None:
        """Notes what is in `x`, as far as a person's own code can change it; `name` led to it."""
        if isinstance(x, Bindable | str | int | float | type(None)):
            return
        if isinstance(x, Iterator):
            if certain:
                self.recorder.refuse("iterator", name=name or type(x).__name__)
        elif isinstance(x, list | dict | set | np.ndarray | tuple):
            self.meet_collection(x, name, certain)
        elif isinstance(x, FunctionType):
            if x.__closure__ and certain and x not in (known := self.functions.setdefault(x.__code__, [])):
                known.append(x)
            self.meet(getattr(x, "__wrapped__", None), name, certain)
        elif isinstance(x, MethodType):
            self.meet(x.__func__, name, certain)
            self.meet(x.__self__, name, certain)
        elif isinstance(x, functools.partial):
            for part in (x.func, *x.args, x.keywords):
                self.meet(part, None, certain)
            self.read(x.keywords, x.keywords, tuple(x.keywords))
        elif isinstance(x, type | ModuleType):
            self.meet_space(x)
        elif self.is_made(x):
            return
        elif HELD[2] in getattr(x, "__dict__", ()):
            self.recorder.met(x)
            self.reached.setdefault(id(x), set()).add(name)
            self.meet_space(type(x))
        elif is_own_object(x):
            self.meet_object(x, name, certain)

    def is_new(self, x: Any, name: str | None, certain: bool, notes: dict) -> bool:
        """Whether `x` was not met before; or not with certainty, or not by this name."""
        names = self.reached.setdefault(id(x), set())
        known = id(x) in notes and name in names and (id(x) in self.certain or not certain)
        names.add(name)
        if certain:
            self.certain.add(id(x))
        return not known

    def meet_collection(self, x: Any, name: str | None, certain: bool) -> None:
        """A collection, and those that lie in it."""
        if not isinstance(x, tuple):
            if (not certain and isinstance(x, np.ndarray)) or not self.is_new(x, name, certain, self.held):
                return
            self.hold(x, type(x).__name__)
        if len(x) <= SHORT and not isinstance(x, np.ndarray):
            for each in list(x.values() if isinstance(x, dict) else x):
                if not isinstance(each, Iterator):
                    self.meet(each, name, certain)

    def meet_object(self, x: Any, name: str | None, certain: bool) -> None:
        """An object of a person's own class, its class, and what its attributes lead to."""
        if not self.is_new(x, name, certain, self.objects):
            return
        if id(x) not in self.objects:
            self.objects[id(x)] = (x, dict(vars(x)))
        self.meet_space(type(x))
        for inner, value in list(vars(x).items()):
            if not isinstance(value, Iterator) or inner in self.words:
                self.meet(value, inner, certain)

    def meet_space(self, space: Any) -> None:
        """A class or module of a person's own, whose names are options as often as not."""
        for each in space.__mro__ if isinstance(space, type) else (space,):
            if id(each) not in self.spaces and is_own_space(each):
                self.spaces[id(each)] = each
                self.read(vars(each), each, self.words)

    def read(self, space: Mapping[str, Any], owner: Any, words: Any) -> None:
        """Notes what those `words` that are names in a namespace mean now."""
        for name in words:
            if name in space and (id(owner), name) not in self.names:
                self.names[id(owner), name] = (space, name, space[name], owner)
                self.meet(space[name], name)

    def read_code(self, code: CodeType, space: dict[str, Any]) -> None:
        """Notes what the outside names in a code mean now."""
        fresh = {*code.co_names, *(x for x in code.co_consts if isinstance(x, str))} - self.words
        self.words |= fresh
        self.read(space, space, code.co_names)
        for each in list(self.spaces.values()):
            self.read(vars(each), each, fresh)
        for number in [number for number in self.objects if number in self.certain]:
            for name, value in self.objects[number][1].items():
                if name in fresh and isinstance(value, Iterator):
                    self.meet(value, name)

    def read_cells(self, code: CodeType, local: Mapping[str, Any], nested: bool) -> None:
        """Notes the cells of the function that is called, which itself Python does not tell.

        It is one with this code and these values. Where none was met, all functions are searched
        (20 ms), but for what can be seen to be made inside and holds nothing plain.
        """
        names = [name for name in code.co_freevars if name in local]
        if not names or (code.co_name.startswith("<") and code.co_name != "<lambda>"):
            return
        known = self.functions.get(code)
        found = [x for x in known or () if fits(x, local)]
        plain = any(isinstance(local[name], PLAIN) for name in names)
        if not found and (not nested or (known is None and plain)):
            found = [x for x in gc.get_referrers(code) if isinstance(x, FunctionType) and fits(x, local)]
            if not found and plain and not nested:
                name = next(name for name in names if isinstance(local[name], PLAIN))
                self.recorder.refuse("around", name=name)
            self.functions.setdefault(code, []).extend(found)
        for function in found:
            self.read_cells_of(function, function in (known or ()) and not nested)
            if nested:
                self.inner.update(map(id, function.__closure__ or ()))

    def read_cells_of(self, function: Any, certain: bool = True) -> None:
        """Notes what a function takes from around it."""
        for cell in filled_cells(function):
            if certain:
                self.certain.add(id(cell))
            if id(cell) not in self.cells:
                self.cells[id(cell)] = (cell, cell.cell_contents)
                self.meet(cell.cell_contents, None, certain)

    def hold(self, owner: Any, call: str) -> None:
        """Notes what a collection holds before `call` changes it."""
        size = owner.nbytes if isinstance(owner, np.ndarray) else len(owner)
        if id(owner) not in self.held and size <= LARGE:
            self.held[id(owner)] = (owner, owner.copy(), call)

    def make(self, x: Any) -> None:
        """Notes that `x` is being made."""
        if hasattr(x, "__weakref__"):
            self.made[id(x)] = weakref.ref(x)

    def is_made(self, x: Any) -> bool:
        """Whether `x` was made inside."""
        made = self.made.get(id(x))
        return made is not None and made() is x

    def settle(self) -> None:
        """Forgets what was made inside and is in nobody's hands but ours."""
        self.functions.clear()
        self.forget()
        if any(number in self.cells and number not in self.certain for number in self.inner):
            gc.collect()  # a function that calls itself holds itself
            self.forget()

    def forget(self) -> None:
        """Drops the notes of what only notes hold; each that goes may set others free."""
        before = -1
        while before != (before := sum(map(len, (self.held, self.objects, self.cells)))):
            for notes in (self.held, self.objects, self.cells):
                for number in [number for number in notes if number not in self.certain]:
                    # The note and the argument of getrefcount: anything more is somebody else.
                    if sys.getrefcount(notes[number][0]) == 2:
                        del notes[number]

    def restore(self) -> tuple[str | None, tuple[str, str] | None]:
        """Puts back what changed: by which call a collection did, and (owner, name) of an attribute."""
        self.settle()
        named = call = None
        for x, before in self.objects.values():
            name = difference(before, vars(x))
            if name is not None:
                named = type(x).__name__, name
                vars(x).clear()
                vars(x).update(before)
        for space, name, value, owner in self.names.values():
            if space.get(name, self) is not value:
                named = space.get("__name__", type(owner).__name__), name
                if isinstance(space, MappingProxyType):
                    setattr(owner, name, value)
                else:
                    space[name] = value  # pyright: ignore[reportIndexIssue]
        for cell, value in self.cells.values():
            if cell == EMPTY or cell.cell_contents is not value:
                named = "nonlocal", type(value).__name__
                cell.cell_contents = value
        for owner, before, how in self.held.values():
            if not same(owner, before):
                call = how
                put_back(owner, before)
        return call, named


def innermost(function: Any) -> Any:
    """What a partial or a wrapper calls in the end."""
    while isinstance(function, functools.partial) or hasattr(function, "__wrapped__"):
        function = function.func if isinstance(function, functools.partial) else inspect.unwrap(function)
    return function


def filled_cells(function: Any) -> list[Any]:
    """The cells of the names that a function takes from around it, but those still empty."""
    function = getattr(inspect.unwrap(function), "__func__", function)
    return [cell for cell in getattr(function, "__closure__", None) or () if cell != EMPTY]


def fits(function: FunctionType, local: Mapping[str, Any]) -> bool:
    """Whether a function takes from around it the very values that a frame has."""
    pairs = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return all(cell == EMPTY or cell.cell_contents is local.get(name) for name, cell in pairs)


def is_own_space(x: Any) -> bool:
    """Whether a class or module is in a person's own code."""
    module = sys.modules.get(x.__module__) if isinstance(x, type) else x
    if module is None:
        return isinstance(x, type)  # made by hand
    file = getattr(module, "__file__", None)
    return is_own(file) if file else module.__name__ == "__main__"


def is_own_object(x: Any) -> bool:
    """Whether `x` is of a class in a person's own code; tensors and modules are noted elsewhere."""
    kind = type(x)
    if isinstance(x, Bindable | type | ModuleType) or not hasattr(x, "__dict__"):
        return False
    return is_own_space(kind) or (kind.__module__ in NAMESPACES and kind.__name__.endswith("Namespace"))


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

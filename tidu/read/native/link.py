"""Machine code loaded into the process, where it can be called.

LLVM's newer linker (ORC) is used rather than MCJIT: it loads in a third of the time, frees what
is dropped, and answers a missing name with an error where MCJIT ends the process.
"""

from __future__ import annotations

import ctypes
import itertools
import threading
from collections.abc import Callable
from typing import Any

import llvmlite.binding as llvm

from tidu.read.native.level import Level
from tidu.read.native.level import level as level_of
from tidu.read.native.machine import WINDOWS, Code, NativeError, build, target_machine
from tidu.text import say


class Loaded:
    """Code in memory, for as long as this object, or a function taken from it, is held.

    >>> from tidu.read.native.machine import compile_object
    >>> loaded = library().load(compile_object("define i64 @one() { ret i64 1 }", level_of()))
    >>> loaded.function("one", result=ctypes.c_int64)()
    1
    """

    def __init__(self, tracker: llvm.ResourceTracker, names: list[str]):
        self._tracker = tracker
        self.addresses = {name: tracker[name] for name in names}

    def address(self, name: str) -> int:
        """Where the function lies; valid while this object lives."""
        if name not in self.addresses:
            raise NativeError(say("link.function", name=name, names=", ".join(self.addresses)))
        return self.addresses[name]

    def function(self, name: str, *argtypes: Any, result: Any = None) -> Any:
        """The function as ctypes calls it, with the interpreter's lock released."""
        made = function(self.address(name), *argtypes, result=result)
        made.loaded = self
        return made


class Library:
    """All code of one processor level that is loaded in this process; `library()` gives it.

    Every code has its own names. What is needed from elsewhere is looked for in the shared
    modules, then among what `llvmlite.binding.add_symbol` registered, then in the process.
    Any thread may use it.
    """

    def __init__(self, level: Level):
        self.level = level
        self._lock = threading.RLock()
        self._numbers = itertools.count()
        self._shared: dict[str, Loaded] = {}
        with target_machine(level) as machine:
            self._linker = llvm.create_lljit_compiler(machine, use_jit_link=not WINDOWS, suppress_errors=True)

    def load(self, code: Code) -> Loaded:
        """Makes `code` callable; raises `NativeError` if a name that it needs is unknown."""
        if code.level != self.level.name:
            raise NativeError(say("link.level", given=code.level, level=self.level.name))
        found = {name: self._find(name) for name in code.needs}
        if missing := [name for name, address in found.items() if not address]:
            raise NativeError(say("link.missing", names=", ".join(missing)))
        builder = llvm.JITLibraryBuilder().add_object_img(code.body).add_current_process()
        for name, address in found.items():
            builder.import_symbol(name, address)
        for name in code.defines:
            builder.export_symbol(name)
        try:
            tracker = builder.link(self._linker, f"tidu{next(self._numbers)}")
        except RuntimeError as error:
            raise NativeError(say("link.refused", names=", ".join(code.defines), why=error)) from error
        return Loaded(tracker, code.defines)

    def shared(self, name: str, make: Callable[[Level], str]) -> Loaded:
        """The module `name` that programs share: compiled once (kept on disk), loaded once.

        Programs loaded afterwards find its functions. It stays until the process ends.

        >>> shared = library().shared("example", lambda level: "define i64 @tidu_one() { ret i64 1 }")
        >>> library().address("tidu_one") == shared.address("tidu_one")
        True
        """
        with self._lock:
            if name not in self._shared:
                code, _ = build(f"shared {name}", lambda: (make(self.level), {}), self.level)
                self._shared[name] = self.load(code)
            return self._shared[name]

    def address(self, name: str) -> int:
        """The address of a shared function, or of one that the process knows; else `NativeError`."""
        if address := self._find(name):
            return address
        raise NativeError(say("link.missing", names=name))

    def _find(self, name: str) -> int | None:
        with self._lock:
            for loaded in self._shared.values():
                if name in loaded.addresses:
                    return loaded.addresses[name]
        return llvm.address_of_symbol(name)


_libraries: dict[str, Library] = {}
_making = threading.Lock()


def library(level: Level | None = None) -> Library:
    """The process's library of a level (this machine's, unless told otherwise).

    >>> library() is library(level_of())
    True
    """
    level = level or level_of()
    with _making:
        if level.name not in _libraries:
            _libraries[level.name] = Library(level)
        return _libraries[level.name]


def function(address: int, *argtypes: Any, result: Any = None) -> Any:
    """The C function at `address` as ctypes calls it, with the interpreter's lock released.

    Pointers pass as integers (`ctypes.c_void_p`). A call takes under a microsecond.

    >>> function(library().address("fabs"), ctypes.c_double, result=ctypes.c_double)(-2.0)
    2.0
    """
    return ctypes.CFUNCTYPE(result, *argtypes)(address)

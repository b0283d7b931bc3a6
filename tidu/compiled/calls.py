"""A function that is recorded, compiled and called: which program a call is for, and when there is none."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from importlib import import_module
from types import MethodType
from typing import Any

from tidu.compiled.forms import Forms, obstacle
from tidu.compiled.gradients import Homes
from tidu.compiled.refused import Refused
from tidu.core.mode import mode
from tidu.functional.warn import warn
from tidu.nn.module import Module
from tidu.read.guards import Guards, members
from tidu.read.program import Program
from tidu.read.record import record
from tidu.read.recording import Recording
from tidu.read.signature import signature
from tidu.read.simplify import simplified
from tidu.read.variable import NotRecordable
from tidu.read.world import snapshot
from tidu.text import say

MOST = 16  # programs of one function
KEPT = 64  # signatures, those that eager does included


class Known:
    """What is known of calls of one signature: their programs, the newest first, or that eager does them.

    `held` keeps alive what the signature names by its identity.
    """

    def __init__(self, args: tuple, kwargs: dict[str, Any]):
        self.forms = Forms(args, kwargs)
        self.held = (args, kwargs)
        self.programs: list[Any] = []
        self.eager = False


class Compiled:
    """`function` as native code, with eager calls where there can be none. `tidu.compile` makes it.

    Any number of threads may call it; its programs run one call at a time, eager calls as ever.
    `reason` says why a
    call ran eagerly, the newest reason; an optimizer's first step is none.

    >>> import tidu
    >>> double = Compiled(lambda x: x * 2)
    >>> double(tidu.ones(3)), double.reason, len(double.programs)
    (tensor([2., 2., 2.]), '', 1)
    """

    def __init__(self, function: Callable[..., Any], strict: bool = False):
        self.function, self.strict, self.reason = function, strict, ""
        if not isinstance(function, Module):
            functools.update_wrapper(self, function, updated=())
        lock = threading.RLock()
        self._enter, self._leave = lock.acquire, lock.release
        self._known: dict[Any, Known] = {}
        self._newest: Known | None = None
        self._attempts = 0
        self._homes = Homes()

    def __reduce__(self) -> tuple[Any, tuple]:
        """A copy begins without programs."""
        return Compiled, (self.function, self.strict)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        """As a method."""
        return self if instance is None else MethodType(self, instance)

    @property
    def programs(self) -> list[Program]:
        """The programs that were recorded so far."""
        return [each.recording.program for known in self._known.values() for each in known.programs]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What `function` gives for these arguments."""
        if mode.recorder is not None:
            return self.function(*args, **kwargs)
        known = None
        self._enter()  # by its methods, since `with` takes twice as long
        try:
            known = self._newest
            if known is not None and known.forms.fit(args, kwargs) and known.programs[0].valid():
                return known.programs[0].call(known.forms.tensors(args))
            known, tensors = self._find(args, kwargs)
            if not known.eager:
                return self._program(known, tensors, args, kwargs).call(tensors)
        except Refused as error:
            if self.strict and str(error):
                raise error.__cause__ or error from None
            refused = error
        else:
            refused = None
        finally:
            self._leave()
        result = self.function(*args, **kwargs)
        if refused is not None:
            self._note(known, refused)
        return result

    def _find(self, args: tuple, kwargs: dict[str, Any]) -> tuple[Known, list[Any]]:
        """What is known of such calls, and the tensors among the arguments."""
        tensors, key = signature(args, kwargs)
        key = (mode.grad, *key)
        known = self._known.get(key)
        if known is None:
            known = Known(args, kwargs)
            if len(self._known) < KEPT:
                self._known[key] = known
        return known, tensors

    def _program(self, known: Known, tensors: list[Any], args: tuple, kwargs: dict[str, Any]) -> Any:
        """A program that is valid now, the first of `known.programs` from now on."""
        place = next((place for place, each in enumerate(known.programs) if each.valid()), None)
        if place is None:
            known.programs.insert(0, self._made(tensors, args, kwargs))
        elif place:
            known.programs.insert(0, known.programs.pop(place))
        self._newest = known
        return known.programs[0]

    def _made(self, tensors: list[Any], args: tuple, kwargs: dict[str, Any]) -> Any:
        """A new program; `Refused` if there can be none."""
        reason = obstacle(args, kwargs)
        if reason is not None:
            raise Refused(reason, lasting=True)
        if self._attempts >= MOST:
            raise Refused(say("compile.many", most=MOST), lasting=True)
        self._attempts += 1
        try:
            recording = simplified(record(self.function, args, kwargs))
        except NotRecordable as error:
            if error.reason == "first_step":
                raise Refused from error
            raise Refused(say("compile.eager", reason=error), lasting=True) from error
        except Exception as error:
            # A fault of the function itself, which eager will tell of, or else of the recording.
            told = say("compile.failed", error=f"{type(error).__name__}: {error}")
            raise Refused(told, lasting=True) from error
        watch_modules(recording, (*args, *kwargs.values()))
        self._homes.adopt(recording)
        asks = any(tensor._node is not None for tensor in tensors)
        return prepared(recording, self._homes, asks)

    def _note(self, known: Known | None, refused: Refused) -> None:
        """Keeps the reason why a call ran eagerly, and warns of the first."""
        if refused.lasting and known is not None:
            known.eager = True
        if str(refused):
            first, self.reason = not self.reason, str(refused)
            if first:
                warn(self.reason)


def watch_modules(recording: Recording, arguments: tuple) -> None:
    """A program holds as long as the modules among its arguments keep their options."""
    modules = {id(x): x for each in arguments if isinstance(each, Module) for x in each.modules()}
    added = [guard for x in modules.values() for guard in members(x, snapshot(x))]
    if added:
        recording.guards = Guards([*recording.guards.guards, *added])


def prepared(recording: Recording, homes: Homes, asks: bool) -> Any:
    """The recording made callable; LLVM, which takes a while to open, is opened here."""
    try:
        make = import_module("tidu.compiled.prepared").Prepared
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "llvmlite":
            raise
        raise Refused(say("compile.missing"), lasting=True) from error
    words = import_module("tidu.read.native.words")
    machine = import_module("tidu.read.native.machine")
    try:
        return make(recording, homes, asks)
    except (words.Beyond, machine.NativeError) as error:
        raise Refused(say("compile.eager", reason=error), lasting=True) from error

"""From a program to a function in memory that is called with one address."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple
from weakref import WeakValueDictionary

import numpy as np

from tidu.read.native.level import level
from tidu.read.native.link import Loaded
from tidu.read.native.lower import lower, module_text
from tidu.read.native.machine import build
from tidu.read.native.rewrite import Rewriter
from tidu.read.native.shared import load
from tidu.read.program import Program

_loaded: WeakValueDictionary[str, Loaded] = WeakValueDictionary()
_arenas: dict[str, int] = {}


class Native(NamedTuple):
    """A program in memory.

    `call(address)` gives a status; at `address` lie pointers to the arrays of inputs, state,
    `constants` and outputs (of the forms of `results`), to the states of random streams, and to
    an arena of `arena` bytes.
    """

    call: Any
    constants: list[np.ndarray]
    results: list[Any]
    arena: int


def native(program: Program) -> Native:
    """`program`, compiled unless it is in memory or on disk; `Beyond` or `NativeError` if it cannot be."""
    machine = level()
    rewriter = Rewriter(program)
    results, constants = list(rewriter.result().outputs), list(rewriter.constants.values())
    name = f"tidu_call_{program.hash()[:24]}"
    found = _loaded.get(name)
    if found is None:

        def make() -> tuple[str, dict[str, Any]]:
            lowered = lower(program, f"{name}_step", machine)
            entry = len(lowered.memory.handed) + program.streams
            functions = [(lowered.declared, lowered.body), (set(), entrance(name, entry))]
            return module_text(functions), {"arena": lowered.size}

        code, meta = build(name, make, machine)
        found = _loaded[name] = load(code, machine)
        _arenas[name] = meta["arena"]
    call = found.function(name, ctypes.c_void_p, result=ctypes.c_int32)
    return Native(call, constants, results, _arenas[name])


def entrance(name: str, arena: int) -> str:
    """A function of one argument, which ctypes calls faster than one of two: the arena is in the table."""
    return f"""define i32 @{name}(ptr %table) nounwind {{
  %spot = getelementptr inbounds ptr, ptr %table, i64 {arena}
  %arena = load ptr, ptr %spot
  %status = call i32 @{name}_step(ptr %table, ptr %arena)
  ret i32 %status
}}
"""

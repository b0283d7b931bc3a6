"""Programs carried out by native code, many in one module, on memory that ends where arrays end."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np
from guarded import _guarded

from tidu.core.stream import Stream
from tidu.read.native.level import Level, level
from tidu.read.native.link import Loaded
from tidu.read.native.lower import Lowered, lower, module_text
from tidu.read.native.machine import compile_object
from tidu.read.native.running import load
from tidu.read.program import Program
from tidu.read.variable import Variable

POINTER = ctypes.c_void_p


class Carried:
    """A program as a native function."""

    def __init__(self, program: Program, lowered: Lowered, loaded: Loaded):
        self.program, self.lowered = program, lowered
        self.call = loaded.function(lowered.name, POINTER, POINTER, result=ctypes.c_int32)

    def run(
        self, inputs: Sequence[Any], state: Sequence[Any] = (), streams: Sequence[Stream] = ()
    ) -> tuple[int, list[np.ndarray], list[np.ndarray]]:
        """(status, outputs, the state after). What is read only must be as it was."""
        own = [walled(x) for x in (*inputs, *state, *self.lowered.constants)]
        before = [x.copy() for x in own]
        made = self.lowered.program.outputs
        outputs = [poisoned(x.shape, x.dtype) for x in made if isinstance(x, Variable)]
        assert len(outputs) == len(made)
        states = [walled(stream.get_state()) for stream in streams]
        arrays = [*own, *outputs, *states]
        table = (POINTER * len(arrays))(*[x.ctypes.data for x in arrays])
        arena = poisoned((max(-(-self.lowered.size // 64), 1), 64), np.dtype("u1"))
        status = self.call(ctypes.addressof(table), arena.ctypes.data)
        kept = range(len(inputs), len(inputs) + len(state))
        for place, (x, y) in enumerate(zip(own, before, strict=True)):
            assert place in kept or x.tobytes() == y.tobytes(), f"array {place} was written to"
        for stream, changed in zip(streams, states, strict=True):
            stream.set_state(changed)
        return status, outputs, [own[place] for place in kept]


def carried(programs: Sequence[Program], name: str | None = None, **how: Any) -> list[Carried]:
    """Programs compiled together for the level `name`."""
    own: Level = level(name)
    lowered = [lower(program, f"f{place}", own, **how) for place, program in enumerate(programs)]
    text = module_text([(each.declared, each.body) for each in lowered])
    loaded = load(compile_object(text, own), own)
    return [Carried(program, each, loaded) for program, each in zip(programs, lowered, strict=True)]


def walled(x: Any) -> np.ndarray:
    """A copy of an array that a forbidden page follows."""
    x = np.asarray(x)
    made = _guarded(x.size, f"{x.dtype.kind}{x.itemsize}", True).reshape(x.shape)
    made[...] = x
    return made


def poisoned(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Bytes that make no number that a program would come upon, before a forbidden page."""
    made = walled(np.zeros(shape, dtype))
    made.reshape(-1).view("u1")[:] = 1 if dtype.kind == "b" else 255
    return made

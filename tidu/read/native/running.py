"""A whole training run, or a pass over rows without learning, as one native function."""

from __future__ import annotations

import ctypes
import hashlib
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from tidu.core.shapes import Form
from tidu.ops.move import permute
from tidu.read.native import epochs as field
from tidu.read.native.crew import Crew
from tidu.read.native.epochs import Column, Epochs, Part, epochs_function
from tidu.read.native.level import Level, level
from tidu.read.native.lower import Plan, module_text, plan, write
from tidu.read.native.machine import build
from tidu.read.native.rewrite import Rewriter
from tidu.read.native.shared import load
from tidu.read.native.table import Held, Table, contiguous, room
from tidu.read.native.team import BARRIER_BYTES
from tidu.read.native.words import Beyond
from tidu.read.program import Equation, Program
from tidu.read.sources import Argument, Number
from tidu.read.variable import Variable

NARROW = 8  # numbers a row


class Piece:
    """A recorded step on so many rows, and the table of what its function works on.

    The outputs of the recording begin with the loss and what the model gave.
    """

    def __init__(self, recording: Any, rows: int, held: Held, watch: bool):
        self.recording, self.rows, self.held = recording, rows, held
        self.program, self.turned = turn_narrow(recording)
        self.watch = 0 if watch else None
        self.name = f"tidu_{'step' if watch else 'pass'}_{self.program.hash()[:24]}"
        rewriter = Rewriter(self.program)
        self.constants = list(rewriter.constants.values())
        reads = [*self.program.inputs, *self.program.state]
        self.first = len(reads) + len(self.constants)
        outputs = [x for x in rewriter.result().outputs if isinstance(x, Variable)]
        self.table = Table(self.first + len(outputs) + self.program.streams)
        for place, array in enumerate(self.constants, len(reads)):
            self.table.set(place, array)
        for place, x in enumerate(outputs, self.first):
            self.table.set(place, np.zeros(x.shape, x.dtype))
        for place, stream in enumerate(recording.streams, self.first + len(outputs)):
            self.table.set(place, held.state(stream))
        self.arguments = [-1] * sum(isinstance(source, Argument) for source in recording.inputs)
        for place, source in enumerate(recording.inputs):
            if isinstance(source, Argument):
                self.arguments[source.place] = place
                x = self.program.inputs[place]
                self.table.set(place, np.zeros(x.shape, x.dtype))
            elif isinstance(source, Number):
                self.table.set(place, np.zeros((), self.program.inputs[place].dtype))

    def plan(self, machine: Level) -> Plan:
        """What its function will do."""
        return plan(self.program, machine, self.watch)

    def refresh(self) -> None:
        """Reads numbers anew, and finds arrays that were exchanged."""
        inputs = self.recording.inputs
        for place, source in enumerate(inputs):
            if isinstance(source, Number):
                self.table.arrays[place][...] = source.read()
            elif not isinstance(source, Argument):
                self.table.set(place, self.held.array(source, changes=False))
        for place, tensor in enumerate(self.recording.state, len(inputs)):
            self.table.set(place, self.held.array(tensor, changes=True))

    def output(self, place: int) -> np.ndarray:
        """The array of an output of the newest step."""
        return self.table.arrays[self.first + place]

    def part(self) -> Part:
        """What the loop over batches must know."""
        return Part(self.name, self.rows, tuple(self.arguments), self.first, self.first + 1)


def turn_narrow(recording: Any) -> tuple[Program, set[int]]:
    """The program with narrow batches [rows, few] turned, so that vectors lie along the rows.

    And which arguments these are.
    """
    program, turned = recording.program, set()
    inputs, first = list(program.inputs), []
    for place, source in enumerate(recording.inputs):
        x = inputs[place]
        if isinstance(source, Argument) and len(x.shape) == 2 and 1 < x.shape[1] <= NARROW:
            turned.add(source.place)
            inputs[place] = Variable(Form(x.shape[::-1], x.dtype))
            first.append(Equation(permute, (inputs[place],), {"axes": (1, 0)}, x))
    return replace(program, inputs=inputs, equations=[*first, *program.equations]), turned


class Running:
    """Steps over `count` rows of `columns`, batch after batch, in native code.

    `full` is the recorded step on a whole batch, `last` on the short one at the end, if there
    are such. `mode` is GIVEN, SHUFFLED or STRAIGHT of `epochs`; given orders are to be put into
    `order`. With `watch` a loss that is no finite number ends the run before it changes anything.
    """

    def __init__(
        self, full: Any, last: Any, columns: Sequence[np.ndarray], count: int, batch: int, mode: int,
        held: Held, default: Any, *, watch: bool,
    ):  # fmt: skip
        self.columns, self.held, self.mode, self.count = contiguous(columns), held, mode, count
        whole, rest = divmod(count, batch)
        self.batches = whole + (last is not None)
        self.full = Piece(full, batch, held, watch) if whole else None
        self.last = Piece(last, rest, held, watch) if last is not None else None
        self.pieces = [piece for piece in (self.full, self.last) if piece is not None]
        self.order = np.arange(count, dtype=np.int32)
        self.control = np.zeros(field.COLUMNS + len(self.columns), np.int64)
        self.states = [held.state(default), room(2520)]
        self.barrier = room(BARRIER_BYTES)
        self._losses = np.empty(0)
        self._load()
        self.use(1)

    def _load(self) -> None:
        machine = level()
        output = self.pieces[0].output(1)
        turned = self.pieces[0].turned
        epochs = Epochs(
            self.full and self.full.part(),
            self.last and self.last.part(),
            self.batches,
            self.count,
            tuple(
                Column(column.nbytes // len(column), column.itemsize if place in turned else 0)
                for place, column in enumerate(self.columns)
            ),
            output.nbytes // self.pieces[0].rows,
            self.pieces[0].output(0).dtype.str[1:],
            flush=machine.triple.startswith("x86"),
        )
        source = f"run {epochs}"
        name = "tidu_run_" + hashlib.sha256(source.encode()).hexdigest()[:24]

        def make() -> tuple[str, dict[str, Any]]:
            plans = {piece.name: piece.plan(machine) for piece in self.pieces}
            team = any(each.shared for each in plans.values())
            lowered = [write(each, own, machine, team=team) for own, each in plans.items()]
            functions = [(each.declared, each.body) for each in lowered]
            text = module_text([*functions, epochs_function(name, replace(epochs, team=team))])
            return text, {
                "size": max(each.size for each in lowered),
                "scratch": max(each.scratch for each in lowered),
                "shared": max(each.shared for each in lowered),
                "team": team,
            }

        code, self._meta = build(source, make, machine)
        self._loaded = load(code, machine)
        own = (ctypes.c_void_p, ctypes.c_int64) if self._meta["team"] else (ctypes.c_void_p,)
        self._call = self._loaded.function(name, *own, result=ctypes.c_int64)
        self._address = self.control.ctypes.data
        self._fill()

    def _fill(self) -> None:
        control = self.control
        control[field.ORDER] = self.order.ctypes.data
        control[field.DEFAULT], control[field.SCRATCH] = (state.ctypes.data for state in self.states)
        control[field.BARRIER] = self.barrier.ctypes.data
        control[field.FULL] = self.full.table.address if self.full else 0
        control[field.LAST] = self.last.table.address if self.last else 0
        control[field.MODE] = self.mode
        for place, column in enumerate(self.columns, field.COLUMNS):
            control[place] = column.ctypes.data

    @property
    def shared(self) -> float:
        """The nanoseconds of a step, as a guess, that one thread takes for what a team can share."""
        return self._meta["shared"]

    def use(self, threads: int) -> None:
        """Takes steps with so many threads from now on; the numbers are the same.

        With one, where a step has no loop that is large enough to be shared, or the system starts
        no more threads.
        """
        self.threads = threads if self._meta["team"] else 1
        self._first = (0,) if self._meta["team"] else ()
        try:
            self._crew = Crew(self.threads) if self.threads > 1 else None
        except RuntimeError:
            self.threads, self._crew = 1, None
        self.arena = room(max(1, self._meta["size"] + (self.threads - 1) * self._meta["scratch"]))
        self.control[field.THREADS] = self.threads
        self.control[field.ARENA] = self.arena.ctypes.data

    def valid(self) -> bool:
        """Whether the programs still are what a recording would give."""
        return all(piece.recording.valid() for piece in self.pieces)

    def begin(self, losses: np.ndarray, outputs: np.ndarray | None = None) -> None:
        """Losses go to `losses` (float64) from its start on, what the model gives to `outputs`."""
        for piece in self.pieces:
            piece.refresh()
        self.held.take()
        self._losses, self._outputs = losses, outputs
        self.control[field.LOSSES], self.control[field.PLACE] = losses.ctypes.data, 0
        self.control[field.OUTPUT] = 0 if outputs is None else outputs.ctypes.data

    def room_for_outputs(self) -> np.ndarray:
        """An array for what the model gives for all rows of an epoch, in their order."""
        output = self.pieces[0].output(1)
        if output.shape[:1] != (self.pieces[0].rows,):
            raise Beyond("what the model gives has no row for each row of the batch")
        return np.empty((self.batches * self.pieces[0].rows, *output.shape[1:]), output.dtype)

    def advance(self, steps: int) -> int:
        """Takes so many steps; 0, or why one of them ended the run: 1 not finite, 2 a wrong place."""
        self.control[field.BUDGET] = steps
        if self.threads == 1:
            return self._call(self._address, *self._first)
        if self._crew is None or self._crew.process != os.getpid():  # a fork leaves threads behind
            self._crew = Crew(self.threads)
        return self._crew.run(partial(self._call, self._address))

    @property
    def batch(self) -> int:
        """The batch that comes next, or that ended the run, counted from 0."""
        return int(self.control[field.BATCH])

    @property
    def taken(self) -> int:
        """How many steps were taken since `begin`."""
        return int(self.control[field.PLACE])

    @property
    def newest_loss(self) -> float:
        """The loss of the newest step, also where it ended the run."""
        short = self.full is None or (self.last is not None and self.batch == self.batches - 1)
        piece = self.last if short else self.full
        assert piece is not None
        return float(piece.output(0))

    def rows_of(self, batch: int) -> np.ndarray:
        """The numbers of the rows of a batch of this epoch."""
        size = self.pieces[0].rows
        return self.order[batch * size : (batch + 1) * size]

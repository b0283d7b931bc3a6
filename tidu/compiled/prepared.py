"""A recorded program with everything laid ready that its calls need."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import numpy as np

from tidu.compiled.draws import Draws
from tidu.compiled.gradients import Gradient, Home, Homes, fresh
from tidu.compiled.load import native
from tidu.compiled.overlap import near, overlapping, owner
from tidu.compiled.refused import Refused
from tidu.read.native.table import room
from tidu.read.recording import Recording
from tidu.read.sources import Argument, Number, Output
from tidu.read.tree import map_tree
from tidu.text import say

COPIED = 1 << 14  # bytes up to which copying an array is quicker than asking where it lies


class Prepared:
    """The program of `recording` as `call(tensors)`.

    `pointers` is the table that native code reads. Small arrays that are others at each call are
    copied into and out of arrays of our own, for large ones the pointers are set anew. `asks`
    tells whether an argument asks for a gradient.
    """

    def __init__(self, recording: Recording, homes: Homes, asks: bool = False):
        self.recording, self.guards = recording, recording.guards
        self.valid = self.guards.hold
        program = recording.program
        made = native(program)
        self.run = made.call
        self.first = len(program.inputs) + len(program.state) + len(made.constants)
        count = self.first + len(program.outputs)
        self.draws = Draws(recording.streams) if recording.streams else None
        lanes = [] if self.draws is None else [lane.state for lane in self.draws.lanes]
        self.pointers = (ctypes.c_void_p * (count + len(lanes) + 1))()
        self.address = ctypes.addressof(self.pointers)
        self.kept: list[Any] = [None] * len(self.pointers)
        self._prepare_sources()
        fixed = [*lanes, room(max(made.arena, 1))]
        for place, array in enumerate(made.constants, self.first - len(made.constants)):
            self.set(place, array)
        for place, array in enumerate(fixed, count):
            self.set(place, array)
        self._prepare_results(made.results, homes)
        self.careful = asks or bool(self.changed)
        self.renewed = 0
        self.refresh()

    def set(self, place: int, array: Any) -> None:
        """The array at `place` from now on."""
        self.kept[place] = array
        self.pointers[place] = array.ctypes.data

    def own(self, place: int, x: Any) -> Any:
        """An array of our own at `place`, or None for a large one."""
        if x.size * x.itemsize > COPIED:
            return None
        self.set(place, np.empty(x.shape, x.dtype))
        return self.kept[place]

    def _prepare_sources(self) -> None:
        recording, program = self.recording, self.recording.program
        reads = [*program.inputs, *program.state]
        self.arguments: list[tuple[int, int, Any]] = []  # (position, place, array to copy into or None)
        self.changed: list[tuple[int, int]] = []  # arguments that are written: (position, place)
        self.outside: list[tuple[int, Any]] = []  # (place, tensor or home)
        self.options: list[tuple[int, Any, Any]] = []  # (place among the numbers, holder, key)
        self.numbers = (ctypes.c_double * len(reads))()
        for place, (x, source) in enumerate(zip(reads, [*recording.inputs, *recording.state], strict=True)):
            if isinstance(source, Number):
                self.pointers[place] = ctypes.addressof(self.numbers) + 8 * place
                self.options.append((place, source.holder, source.key))
            elif not isinstance(source, Argument):
                self.outside.append((place, source))
            elif place < len(program.inputs):
                self.arguments.append((source.place, place, self.own(place, x)))
            else:
                self.changed.append((source.place, place))

    def _prepare_results(self, outputs: Sequence[Any], homes: Homes) -> None:
        self.gradients: list[Gradient] = []
        self.others: list[tuple[Any, int | None]] = []  # gradients that are None, and those of arguments
        for tensor, place in self.recording.gradients:
            if place is None or isinstance(tensor, Argument):
                self.others.append((tensor, place))
            else:
                x = outputs[place]
                self.gradients.append(Gradient(homes.of(tensor), self.first + place, x.shape, x.dtype))
        housed = {gradient.place for gradient in self.gradients}
        self.results = [
            (place, self.own(place, x), x.shape, x.dtype)
            for place, x in enumerate(outputs, self.first)
            if place not in housed
        ]
        output = self.recording.output
        self.single = len(self.results) == 1 and isinstance(output, Output) and not self.others

    def refresh(self) -> None:
        """Looks where the outside tensors lie now."""
        first = len(self.recording.program.inputs)
        self.detours: list[tuple[Any, np.ndarray, bool]] = []  # (tensor, the array in its place, written)
        arrays: list[tuple[np.ndarray, bool]] = []
        counters: dict[int, list[int]] = {}
        for place, source in self.outside:
            state = place >= first
            value = source._value
            if isinstance(source, Home):
                self.pointers[place] = source.address  # the array is not kept here: see `Home.ready`
            else:
                self._place(place, source, value, state)
            arrays.append((value, state))
            if state:
                counters[id(source._counter)] = source._counter
        names: dict[str, Any] = {f"c{k}": counter for k, counter in enumerate(counters.values())}
        exec(counting(list(names)), names)
        self.count: Any = names["count"]
        if self.guards.renewed != self.renewed and overlapping(arrays):
            raise Refused(say("compile.overlap"))
        self.renewed = self.guards.renewed
        owners = [owner(value) for value, state in arrays if state]
        self.owners = {id(each) for each in owners}
        self.foreign = any(each is None for each in owners)

    def _place(self, place: int, source: Any, value: np.ndarray, state: bool) -> None:
        flags = value.flags
        if state and not flags.writeable:
            raise Refused(say("compile.layout", shape=list(value.shape)))
        if flags.c_contiguous and flags.aligned:
            self.set(place, value)
            return
        self.set(place, np.empty(value.shape, value.dtype))
        self.detours.append((source, self.kept[place], state))

    # A call

    def call(self, tensors: Sequence[Any]) -> Any:
        """What the function gives for these tensors, of the forms that it was recorded with.

        It must be `valid`. `Refused`: nothing was changed, and eager must do this call.
        """
        if self.guards.renewed != self.renewed:
            self.refresh()
        pointers, held = self.pointers, []
        if self.careful or self.foreign:
            self._check(tensors)
            held += [self._lend(tensors[position]._value, place) for position, place in self.changed]
        for position, place, own in self.arguments:
            value = tensors[position]._value
            if id(value) in self.owners or (value.base is not None and near(value.base, self.owners)):
                self._check(tensors)
            if own is not None:
                own[...] = value
            else:
                held.append(self._lend(value, place))
        try:
            for place, holder, key in self.options:
                self.numbers[place] = holder[key]
        except (LookupError, TypeError):
            raise Refused from None
        for source, own, _ in self.detours:
            own[...] = source._value
        for gradient in self.gradients:
            if gradient.home.renewed != gradient.renewed or not gradient.home.free():
                gradient.settle(pointers)
        made = []
        for place, own, shape, dtype in self.results:
            if own is None:
                own = np.empty(shape, dtype)
                pointers[place] = own.ctypes.data
            made.append(own)
        status = self.run(self.address) if self.draws is None else self.draws.run(self.run, self.address)
        if status:
            raise Refused  # an index is outside: eager says which
        return self._finish(tensors, made)

    def _finish(self, tensors: Sequence[Any], made: list[Any]) -> Any:
        """Enters what the program has changed, and gives what it returns."""
        self.count()
        for position, _ in self.changed:
            tensors[position]._counter[0] += 1
        for gradient in self.gradients:
            home = gradient.home
            home.parameter._grad = home.tensor
        for source, own, state in self.detours:
            if state:
                source._value[...] = own
        if self.single:
            return fresh(made[0].copy() if self.results[0][1] is not None else made[0])
        found = {
            place - self.first: fresh(array if own is None else array.copy())
            for (place, own, _, _), array in zip(self.results, made, strict=True)
        }
        for source, place in self.others:
            tensor = tensors[source.place] if isinstance(source, Argument) else source
            tensor._grad = None if place is None else found[place]

        def result(x: Any) -> Any:
            if isinstance(x, Output):
                return found[x.place]
            return tensors[x.place] if isinstance(x, Argument) else x

        return map_tree(result, self.recording.output)

    def _lend(self, value: np.ndarray, place: int) -> np.ndarray:
        """Points to a large array, or to a copy in order; it must be held while the program runs."""
        flags = value.flags
        if not (flags.c_contiguous and flags.aligned):
            value = np.array(value, order="C")
        self.pointers[place] = value.ctypes.data
        return value

    def _check(self, tensors: Sequence[Any]) -> None:
        """`Refused` where what is written shares memory with something else, or cannot be written."""
        first = len(self.recording.program.inputs)
        written = {position for position, _ in self.changed}
        pairs = [(source._value, place >= first) for place, source in self.outside]
        for position, tensor in enumerate(tensors):
            flags = tensor._value.flags
            if position in written and not (flags.c_contiguous and flags.aligned and flags.writeable):
                raise Refused(say("compile.layout", shape=list(tensor._value.shape)))
            pairs.append((tensor._value, position in written or tensor._node is not None))
        if overlapping(pairs):
            raise Refused(say("compile.overlap"))


def counting(names: Sequence[str]) -> str:
    """A function that counts up in the lists of these names: a loop would take twice as long.

    >>> counting(["a", "b"])
    'def count(): a[0] += 1; b[0] += 1'
    """
    return f"def count(): {'; '.join(f'{name}[0] += 1' for name in names) or 'pass'}"
